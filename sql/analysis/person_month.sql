-- Grain: person × month, with every count the methods need. Inputs: plan_actual, target_month,
-- dim_metric (all metrics stand beside in member_metric).
-- workdays are the person's own: work days of the month, employed, not on leave, up to as-of.

with sums as (
    select *
    from analysis.plan_actual
    where scope_type = 'person'
        and period_type = 'month'
),

wide as (
    select
        scope_id as person_id,
        period_start_on as month_start_on,
        any_value(expected_days) as workdays,
        any_value(logged_days) as logged_days,
        any_value(worked_days) as worked_days,
        max(actual) filter (where metric = 'visits') as visits,
        max(actual) filter (where metric = 'talks') as talks,
        max(actual) filter (where metric = 'intents') as intents,
        max(actual) filter (where metric = 'closes') as closes,
        max(actual) filter (where metric = 'cases') as cases,
        max(actual) filter (where metric = 'premium_yuan') as premium_yuan,
        max(plan) filter (where metric = 'visits') as visits_plan,
        max(plan) filter (where metric = 'talks') as talks_plan,
        max(plan) filter (where metric = 'premium_yuan') as premium_plan_yuan,
        max(plan_days) filter (where metric = 'talks') as talks_plan_days,
        max(actual_days) filter (where metric = 'talks') as talks_days,
        max(actual_days) filter (where metric = 'visits') as visits_days
    from sums
    group by scope_id, period_start_on
),

final as (
    select
        wide.person_id,
        wide.month_start_on,
        teams.team_id,
        wide.workdays,
        wide.logged_days,
        wide.worked_days,
        wide.visits,
        wide.talks,
        wide.intents,
        wide.closes,
        wide.cases,
        wide.premium_yuan,
        premium.target as target_premium_yuan,
        cases.target as target_cases,
        wide.visits_plan,
        wide.talks_plan,
        wide.premium_plan_yuan,
        wide.talks_plan_days,
        wide.talks_days,
        wide.visits_days,
        case when premium.reason is null then premium.attainment end as premium_attainment
    from wide
    left join analysis.person_team_month as teams
        on wide.person_id = teams.person_id
        and wide.month_start_on = teams.month_start_on
    left join analysis.target_month as premium
        on premium.scope_type = 'person'
        and wide.person_id = premium.scope_id
        and wide.month_start_on = premium.month_start_on
        and premium.metric = 'premium_yuan'
    left join analysis.target_month as cases
        on cases.scope_type = 'person'
        and wide.person_id = cases.scope_id
        and wide.month_start_on = cases.month_start_on
        and cases.metric = 'cases'
)

select * from final
