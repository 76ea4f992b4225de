-- severity: error
-- kind: identity
-- message: 下级之和不等于上级（个人→团队→营业部→公司）

with parts as (
    select parent_type, parent_id, month_start_on, metric,
        sum(coalesce(actual, 0)) as actual,
        sum(coalesce(plan, 0)) as plan,
        sum(expected_days) as expected_days,
        sum(logged_days) as logged_days
    from analysis.child_metric
    group by parent_type, parent_id, month_start_on, metric
)

select
    whole.scope_type,
    whole.scope_id,
    whole.period_start_on,
    whole.metric,
    whole.actual,
    parts.actual as parts_actual
from analysis.plan_actual as whole
full outer join parts
    on whole.scope_type = parts.parent_type
    and whole.scope_id = parts.parent_id
    and whole.period_start_on = parts.month_start_on
    and whole.metric = parts.metric
where whole.period_type = 'month'
    and whole.scope_type <> 'person'
    and (
        abs(coalesce(whole.actual, 0) - coalesce(parts.actual, 0)) > 0.005
        or abs(coalesce(whole.plan, 0) - coalesce(parts.plan, 0)) > 0.005
        or whole.expected_days <> coalesce(parts.expected_days, 0)
        or whole.logged_days <> coalesce(parts.logged_days, 0)
    )
