-- Grain: person × team × period × metric. Inputs: fct_day_metric, fct_day.
-- Sums only: every rate further down is a ratio of these sums. A sum over nothing is null.

with figures as (
    select
        metrics.person_id,
        days.team_id,
        metrics.work_on,
        metrics.metric,
        metrics.plan,
        metrics.actual
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
        count(plan) as plan_days,
        count(actual) as actual_days
    from periods
    group by person_id, team_id, period_type, period_start_on, metric
)

select * from final
