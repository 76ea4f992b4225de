-- Grain: scope × direct child, review month. Inputs: child_metric, target_month, person_team_month,
-- scope, score_box, run.

with wide as (
    select
        figures.parent_type,
        figures.parent_id,
        figures.child_type,
        figures.child_id,
        any_value(figures.expected_days) as expected_days,
        any_value(figures.logged_days) as logged_days,
        max(figures.actual) filter (where figures.metric = 'premium_yuan') as premium_yuan,
        max(figures.actual) filter (where figures.metric = 'cases') as cases,
        max(figures.plan) filter (where figures.metric = 'visits') as visits_plan,
        max(figures.actual) filter (where figures.metric = 'visits') as visits,
        max(figures.actual) filter (where figures.metric = 'talks') as talks,
        max(figures.actual) filter (where figures.metric = 'intents') as intents,
        max(figures.actual) filter (where figures.metric = 'closes') as closes
    from analysis.child_metric as figures
    inner join meta.run as run
        on figures.month_start_on = run.month_start_on
    group by figures.parent_type, figures.parent_id, figures.child_type, figures.child_id
),

-- A person's target stands in the line of the team that answers for it.
targets as (
    select
        targets.scope_type,
        targets.scope_id,
        targets.target,
        targets.target_source,
        homes.team_id as home_team_id
    from analysis.target_month as targets
    inner join meta.run as run
        on targets.month_start_on = run.month_start_on
    left join analysis.person_team_month as homes
        on case when targets.scope_type = 'person' then targets.scope_id end = homes.person_id
        and targets.month_start_on = homes.month_start_on
    where targets.metric = 'premium_yuan'
),

boxes as (
    select score_box.*
    from analysis.score_box as score_box
    inner join meta.run as run
        on score_box.month_start_on = run.month_start_on
),

final as (
    select
        wide.parent_type as scope_type,
        wide.parent_id as scope_id,
        cast(row_number() over (
            partition by wide.parent_type, wide.parent_id
            order by scopes.scope_ord, wide.child_id
        ) as integer) as ord,
        wide.child_type,
        wide.child_id,
        scopes.scope_name as child_name,
        scopes.page_key,
        scopes.member_count as members,
        targets.target as target_premium_yuan,
        wide.premium_yuan,
        case when targets.target > 0 then ratio(coalesce(wide.premium_yuan, 0), targets.target) end
            as attainment,
        case when targets.target is null or targets.target = 0 then reason_name('NO_TARGET') end
            as attainment_reason,
        wide.cases,
        wide.visits_plan,
        wide.visits,
        wide.talks,
        wide.intents,
        wide.closes,
        ratio(wide.intents, wide.talks) as intent_rate,
        wilson_lo(wide.intents, wide.talks) as intent_rate_lo,
        wilson_hi(wide.intents, wide.talks) as intent_rate_hi,
        ratio(wide.closes, wide.intents) as close_rate,
        wilson_lo(wide.closes, wide.intents) as close_rate_lo,
        wilson_hi(wide.closes, wide.intents) as close_rate_hi,
        cast(wide.logged_days as bigint) as logged_days,
        cast(wide.expected_days as bigint) as expected_days,
        ratio(wide.logged_days, wide.expected_days) as submit_rate,
        case when wide.child_type = 'person' then coalesce(boxes.box, 'insufficient') end as box,
        case when wide.child_type = 'person' then box_name(coalesce(boxes.box, 'insufficient')) end
            as box_name
    from wide
    inner join analysis.scope as scopes
        on wide.child_type = scopes.scope_type
        and wide.child_id = scopes.scope_id
    left join targets
        on wide.child_type = targets.scope_type
        and wide.child_id = targets.scope_id
        and case when wide.child_type = 'person' then wide.parent_id else '' end
            = coalesce(targets.home_team_id, '')
    left join boxes
        on case when wide.child_type = 'person' then wide.child_id end = boxes.person_id
)

select * from final
order by scope_type, scope_id, ord
