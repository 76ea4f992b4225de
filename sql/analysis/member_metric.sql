-- Grain: person × team × period × metric. Inputs: fct_day_metric, fct_day.
-- Sums only: every rate further down is a ratio of these sums. A sum over nothing is null.
-- plan counts worked days only: a plan for a day that became leave is excused. planned_actual is
-- what was achieved on planned days, because many forms have no plan column and an attainment must
-- compare the same days. A planned day is one whose log states any plan, of a person who plans this
-- metric at all that month: a blank premium plan beside a talks plan means that no sale was planned
-- for that day, and a sale made then counts.

with figures as (
    select
        metrics.person_id,
        days.team_id,
        metrics.work_on,
        metrics.metric,
        case when days.is_worked then metrics.plan end as plan,
        metrics.actual,
        bool_or(days.is_worked and metrics.plan is not null) over (
            partition by metrics.person_id, metrics.work_on
        )
        and bool_or(days.is_worked and metrics.plan is not null) over (
            partition by metrics.person_id, metrics.metric, month_start(metrics.work_on)
        ) as is_planned_day
    from core.fct_day_metric as metrics
    inner join core.fct_day as days
        on metrics.person_id = days.person_id
        and metrics.work_on = days.work_on
),

periods as (
    select 'day' as period_type, work_on as period_start_on, figures.* from figures
    union all
    select 'week' as period_type, week_start(work_on) as period_start_on, figures.* from figures
    union all
    select 'month' as period_type, month_start(work_on) as period_start_on, figures.* from figures
),

final as (
    select
        person_id,
        team_id,
        period_type,
        period_start_on,
        metric,
        sum(plan) as plan,
        sum(actual) as actual,
        sum(case when is_planned_day then coalesce(actual, 0) end) as planned_actual,
        count(plan) as plan_days,
        count(actual) as actual_days
    from periods
    group by person_id, team_id, period_type, period_start_on, metric
)

select * from final
