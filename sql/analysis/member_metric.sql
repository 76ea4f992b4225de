-- Grain: person × team × period × metric; days of the review month only, weeks and months of all.
-- Inputs: fct_day_metric, fct_day, run.
-- Sums only: every rate further down is a ratio of these sums. A sum over nothing is null.
-- plan counts worked days only: a plan for a day that became leave is excused. planned_actual is
-- what was achieved on planned days, because many forms have no plan column and an attainment must
-- compare the same days. A planned day is one whose log states any plan, of a person who plans this
-- metric at all that month: a blank premium plan beside a talks plan means that no sale was planned
-- for that day, and a sale made then counts.

with worked_figures as (
    select
        metrics.person_id,
        days.team_id,
        metrics.work_on,
        month_start(metrics.work_on) as month_start_on,
        metrics.metric,
        case when days.is_worked then metrics.plan end as plan,
        metrics.actual
    from core.fct_day_metric as metrics
    inner join core.fct_day as days
        on metrics.person_id = days.person_id
        and metrics.work_on = days.work_on
),

planned_days as (
    select person_id, work_on
    from worked_figures
    where plan is not null
    group by person_id, work_on
),

planned_metrics as (
    select person_id, metric, month_start_on
    from worked_figures
    where plan is not null
    group by person_id, metric, month_start_on
),

figures as (
    select
        worked.person_id,
        worked.team_id,
        worked.work_on,
        worked.month_start_on,
        worked.metric,
        worked.plan,
        worked.actual,
        planned_days.person_id is not null and planned_metrics.person_id is not null
            as is_planned_day
    from worked_figures as worked
    left join planned_days
        on worked.person_id = planned_days.person_id
        and worked.work_on = planned_days.work_on
    left join planned_metrics
        on worked.person_id = planned_metrics.person_id
        and worked.metric = planned_metrics.metric
        and worked.month_start_on = planned_metrics.month_start_on
),

periods as (
    select 'day' as period_type, figures.work_on as period_start_on, figures.*
    from figures
    inner join meta.run as run
        on figures.month_start_on = run.month_start_on
    union all
    select 'week' as period_type, week_start(work_on) as period_start_on, figures.* from figures
    union all
    select 'month' as period_type, month_start_on as period_start_on, figures.* from figures
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
