-- Grain: scope × month × metric. Inputs: fct_target, person_team_month, dim_team, plan_actual,
-- dim_metric, scope.
-- A level that has a target of its own uses it; otherwise it gets the sum of the level below, and
-- where that has none either, what a KPI sheet says.
-- members_with_target of members says how complete such a sum is.
-- A month with logs but without a sale line sold nothing: its cases and premium are 0. Counts that
-- no log of the month states stay unknown (NO_FIGURE).

with own as (
    select scope_type, scope_id, month_start_on, metric, target, origin
    from core.fct_target
),

person_months as (
    select
        members.person_id,
        members.month_start_on,
        members.team_id,
        teams.dept_id,
        members.is_member
    from analysis.person_team_month as members
    inner join core.dim_team as teams
        on members.team_id = teams.team_id
),

metrics as (
    select metric
    from core.dim_metric
    where is_headline
),

person_targets as (
    select
        person_months.person_id,
        person_months.team_id,
        person_months.dept_id,
        person_months.month_start_on,
        person_months.is_member,
        metrics.metric,
        own.target
    from person_months
    cross join metrics
    left join own
        on own.scope_type = 'person'
        and own.scope_id = person_months.person_id
        and own.month_start_on = person_months.month_start_on
        and own.metric = metrics.metric
),

team_targets as (
    select
        sums.team_id,
        sums.dept_id,
        sums.month_start_on,
        sums.metric,
        sums.members,
        sums.members_with_target,
        sums.members_target,
        case
            when own.origin = 'kpi' then coalesce(sums.members_target, own.target)
            else coalesce(own.target, sums.members_target)
        end as target,
        case
            when own.target is not null and own.origin <> 'kpi' then 'own'
            when sums.members_target is not null then 'members'
            when own.target is not null then 'kpi'
        end as target_source
    from (
        select
            team_id,
            dept_id,
            month_start_on,
            metric,
            count(*) filter (where is_member) as members,
            count(target) as members_with_target,
            sum(target) as members_target
        from person_targets
        group by team_id, dept_id, month_start_on, metric
    ) as sums
    left join own
        on own.scope_type = 'team'
        and own.scope_id = sums.team_id
        and own.month_start_on = sums.month_start_on
        and own.metric = sums.metric
),

dept_targets as (
    select
        sums.dept_id,
        sums.month_start_on,
        sums.metric,
        sums.members,
        sums.members_with_target,
        sums.members_target,
        case
            when own.origin = 'kpi' then coalesce(sums.members_target, own.target)
            else coalesce(own.target, sums.members_target)
        end as target,
        case
            when own.target is not null and own.origin <> 'kpi' then 'own'
            when sums.members_target is not null then 'members'
            when own.target is not null then 'kpi'
        end as target_source
    from (
        select
            dept_id,
            month_start_on,
            metric,
            sum(members) as members,
            sum(members_with_target) as members_with_target,
            sum(target) as members_target
        from team_targets
        group by dept_id, month_start_on, metric
    ) as sums
    left join own
        on own.scope_type = 'dept'
        and own.scope_id = sums.dept_id
        and own.month_start_on = sums.month_start_on
        and own.metric = sums.metric
),

company_targets as (
    select
        sums.month_start_on,
        sums.metric,
        sums.members,
        sums.members_with_target,
        sums.members_target,
        case
            when own.origin = 'kpi' then coalesce(sums.members_target, own.target)
            else coalesce(own.target, sums.members_target)
        end as target,
        case
            when own.target is not null and own.origin <> 'kpi' then 'own'
            when sums.members_target is not null then 'members'
            when own.target is not null then 'kpi'
        end as target_source
    from (
        select
            month_start_on,
            metric,
            sum(members) as members,
            sum(members_with_target) as members_with_target,
            sum(target) as members_target
        from dept_targets
        group by month_start_on, metric
    ) as sums
    left join own
        on own.scope_type = 'company'
        and own.month_start_on = sums.month_start_on
        and own.metric = sums.metric
),

all_targets as (
    select 'person' as scope_type, person_id as scope_id, month_start_on, metric, target,
        case when target is not null then 'own' end as target_source,
        cast(1 as bigint) as members,
        cast(case when target is null then 0 else 1 end as bigint) as members_with_target,
        target as members_target
    from person_targets
    union all
    select 'team', team_id, month_start_on, metric, target, target_source, members,
        members_with_target, members_target
    from team_targets
    union all
    select 'dept', dept_id, month_start_on, metric, target, target_source, cast(members as bigint),
        cast(members_with_target as bigint), members_target
    from dept_targets
    union all
    select 'company', 'company', month_start_on, metric, target, target_source,
        cast(members as bigint), cast(members_with_target as bigint), members_target
    from company_targets
),

figures as (
    select
        targets.scope_type,
        targets.scope_id,
        targets.month_start_on,
        targets.metric,
        targets.target,
        targets.target_source,
        targets.members,
        targets.members_with_target,
        targets.members_target,
        sums.plan,
        case
            when targets.metric in ('cases', 'premium_yuan') and sums.worked_days > 0
                then coalesce(sums.actual, 0)
            else sums.actual
        end as actual,
        coalesce(sums.worked_days, 0) as worked_days
    from all_targets as targets
    inner join analysis.scope as scopes
        on targets.scope_type = scopes.scope_type
        and targets.scope_id = scopes.scope_id
    left join analysis.plan_actual as sums
        on targets.scope_type = sums.scope_type
        and targets.scope_id = sums.scope_id
        and sums.period_type = 'month'
        and targets.month_start_on = sums.period_start_on
        and targets.metric = sums.metric
),

final as (
    select
        figures.*,
        case
            when actual is not null or worked_days = 0 then target - coalesce(actual, 0)
        end as gap,
        case when target > 0 then ratio(actual, target) end as attainment,
        case
            when target is null or target = 0 then 'NO_TARGET'
            when worked_days = 0 then 'NO_LOG'
            when actual is null then 'NO_FIGURE'
        end as reason
    from figures
)

select * from final
