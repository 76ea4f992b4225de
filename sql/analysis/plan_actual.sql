-- Grain: scope × period × metric, for the metrics every page shows. Inputs: member_period,
-- member_metric, member_scope, period, dim_metric.
-- plan is the sum of the daily plans written in the logs; planned_actual what was achieved on those
-- same days; gap = plan − planned_actual and attainment = planned_actual ÷ plan, so that forms
-- without a plan column do not make everybody look ahead of plan. attainment is null with a reason
-- code when there is no plan, no log, or a week of which fewer
-- than two work days have passed.

with scope_periods as (
    select
        scopes.scope_type,
        scopes.scope_id,
        members.period_type,
        members.period_start_on,
        sum(members.expected_days) as expected_days,
        sum(members.logged_days) as logged_days,
        sum(members.worked_days) as worked_days,
        sum(members.planned_days) as planned_days
    from analysis.member_period as members
    inner join analysis.member_scope as scopes
        on members.person_id = scopes.person_id
        and members.team_id = scopes.team_id
    group by scopes.scope_type, scopes.scope_id, members.period_type, members.period_start_on
),

sums as (
    select
        scopes.scope_type,
        scopes.scope_id,
        members.period_type,
        members.period_start_on,
        members.metric,
        sum(members.plan) as plan,
        sum(members.actual) as actual,
        sum(members.planned_actual) as planned_actual,
        sum(members.plan_days) as plan_days,
        sum(members.actual_days) as actual_days
    from analysis.member_metric as members
    inner join analysis.member_scope as scopes
        on members.person_id = scopes.person_id
        and members.team_id = scopes.team_id
    group by scopes.scope_type, scopes.scope_id, members.period_type, members.period_start_on,
        members.metric
),

grid as (
    select
        scope_periods.*,
        metrics.metric,
        periods.workdays,
        periods.workdays_elapsed
    from scope_periods
    cross join core.dim_metric as metrics
    inner join analysis.period as periods
        on scope_periods.period_type = periods.period_type
        and scope_periods.period_start_on = periods.period_start_on
    where metrics.is_headline
),

joined as (
    select
        grid.*,
        sums.plan,
        sums.actual,
        sums.planned_actual,
        coalesce(sums.plan_days, 0) as plan_days,
        coalesce(sums.actual_days, 0) as actual_days,
        case
            when grid.worked_days = 0 then 'NO_LOG'
            when grid.period_type = 'week' and grid.workdays_elapsed < 2 then 'FEW_WORKDAYS'
            when sums.plan is null then 'NO_PLAN'
            when sums.plan = 0 and sums.planned_actual > 0 then 'UNPLANNED'
            when sums.plan = 0 then 'NO_PLAN'
            when sums.actual is null then 'NO_FIGURE'
        end as reason
    from grid
    left join sums
        on grid.scope_type = sums.scope_type
        and grid.scope_id = sums.scope_id
        and grid.period_type = sums.period_type
        and grid.period_start_on = sums.period_start_on
        and grid.metric = sums.metric
),

final as (
    select
        scope_type,
        scope_id,
        period_type,
        period_start_on,
        metric,
        cast(workdays as bigint) as workdays,
        cast(workdays_elapsed as bigint) as workdays_elapsed,
        cast(expected_days as bigint) as expected_days,
        cast(logged_days as bigint) as logged_days,
        cast(worked_days as bigint) as worked_days,
        cast(plan_days as bigint) as plan_days,
        cast(planned_days as bigint) as planned_days,
        cast(actual_days as bigint) as actual_days,
        plan,
        actual,
        planned_actual,
        plan - planned_actual as gap,
        case when reason is null then ratio(planned_actual, plan) end as attainment,
        reason
    from joined
)

select * from final
