-- Grain: parent × child × month × metric: company → 营业部 → team → person. Inputs: plan_actual,
-- scope, member_metric, member_period, dim_metric.
-- A person's line under a team holds only what was done in that team, so lines add up to the
-- parent even when somebody has moved.

with person_periods as (
    select team_id, person_id, period_start_on as month_start_on, expected_days, logged_days,
        worked_days
    from analysis.member_period
    where period_type = 'month'
        and (expected_days > 0 or worked_days > 0)
),

person_children as (
    select
        'team' as parent_type,
        periods.team_id as parent_id,
        'person' as child_type,
        periods.person_id as child_id,
        periods.month_start_on,
        metrics.metric,
        figures.plan,
        figures.actual,
        periods.expected_days,
        periods.logged_days,
        periods.worked_days
    from person_periods as periods
    cross join core.dim_metric as metrics
    left join analysis.member_metric as figures
        on figures.period_type = 'month'
        and periods.person_id = figures.person_id
        and periods.team_id = figures.team_id
        and periods.month_start_on = figures.period_start_on
        and metrics.metric = figures.metric
    where metrics.is_headline
),

scope_children as (
    select
        scopes.parent_type,
        scopes.parent_id,
        scopes.scope_type as child_type,
        scopes.scope_id as child_id,
        figures.period_start_on as month_start_on,
        figures.metric,
        figures.plan,
        figures.actual,
        figures.expected_days,
        figures.logged_days,
        figures.worked_days
    from analysis.plan_actual as figures
    inner join analysis.scope as scopes
        on figures.scope_type = scopes.scope_type
        and figures.scope_id = scopes.scope_id
    where figures.period_type = 'month'
        and scopes.scope_type in ('dept', 'team')
),

final as (
    select * from person_children
    union all
    select * from scope_children
)

select * from final
