-- severity: error
-- kind: identity
-- message: 各日之和不等于周或月

with days as (
    select scope_type, scope_id, metric, period_start_on as work_on, actual, plan, expected_days
    from analysis.plan_actual
    where period_type = 'day'
),

sums as (
    select scope_type, scope_id, metric, 'week' as period_type,
        week_start(work_on) as period_start_on, sum(actual) as actual, sum(plan) as plan,
        sum(expected_days) as expected_days
    from days
    group by scope_type, scope_id, metric, week_start(work_on)
    union all
    select scope_type, scope_id, metric, 'month' as period_type,
        month_start(work_on) as period_start_on, sum(actual) as actual, sum(plan) as plan,
        sum(expected_days) as expected_days
    from days
    group by scope_type, scope_id, metric, month_start(work_on)
)

select periods.scope_type, periods.scope_id, periods.period_type, periods.period_start_on,
    periods.metric, periods.actual, sums.actual as days_actual
from analysis.plan_actual as periods
left join sums
    on periods.scope_type = sums.scope_type
    and periods.scope_id = sums.scope_id
    and periods.period_type = sums.period_type
    and periods.period_start_on = sums.period_start_on
    and periods.metric = sums.metric
cross join meta.run as run
-- Days are kept of the review month only.
where (
        periods.period_type = 'month' and periods.period_start_on = run.month_start_on
        or periods.period_type = 'week' and periods.period_start_on >= run.month_start_on
            and periods.period_start_on + 6 <= month_end(run.month_start_on)
    )
    and (
        abs(coalesce(periods.actual, 0) - coalesce(sums.actual, 0)) > 0.005
        or abs(coalesce(periods.plan, 0) - coalesce(sums.plan, 0)) > 0.005
        or periods.expected_days <> coalesce(sums.expected_days, 0)
    )
