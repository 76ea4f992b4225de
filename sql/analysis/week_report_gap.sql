-- Grain: scope × week × metric where a weekly report and the logs of the same people both give a
-- figure, whole weeks only. Inputs: fct_period_metric, plan_actual, run.
-- difference = report − logs. Weekly 新增销售收入 is set against the premium of the logs.

with reported as (
    select
        scope_type,
        scope_id,
        period_type,
        period_start_on,
        case when metric = 'new_revenue_yuan' then 'premium_yuan' else metric end as metric,
        metric as reported_metric,
        actual as reported,
        source,
        file_id,
        sheet,
        actual_cell
    from core.fct_period_metric
    where actual is not null
        and period_type = 'week'
),

final as (
    select
        reported.scope_type,
        reported.scope_id,
        reported.period_type,
        reported.period_start_on,
        reported.metric,
        reported.reported_metric,
        reported.reported,
        figures.actual as logged,
        reported.reported - figures.actual as difference,
        figures.expected_days,
        figures.logged_days,
        reported.source,
        reported.file_id,
        reported.sheet,
        reported.actual_cell
    from reported
    inner join analysis.plan_actual as figures
        on reported.scope_type = figures.scope_type
        and reported.scope_id = figures.scope_id
        and reported.period_type = figures.period_type
        and reported.period_start_on = figures.period_start_on
        and reported.metric = figures.metric
    cross join meta.run as run
    where figures.actual is not null
        and reported.period_start_on + 6 <= run.as_of_on
)

select * from final
