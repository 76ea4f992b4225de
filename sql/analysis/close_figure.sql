-- Grain: scope × month × metric: the figures that closing a month freezes. Inputs: plan_actual,
-- target_month, dim_metric. Actuals of the headline metrics, the premium target, and the days
-- logged and expected; "aqs close" copies them, later runs compare.

with final as (
    select
        figures.scope_type,
        figures.scope_id,
        figures.period_start_on as month_start_on,
        figures.metric,
        cast(metrics.metric_ord as integer) as ord,
        figures.actual as value
    from analysis.plan_actual as figures
    inner join core.dim_metric as metrics
        on figures.metric = metrics.metric
        and metrics.is_headline
    where figures.period_type = 'month'
        and figures.actual is not null
    union all
    select scope_type, scope_id, month_start_on, 'target_' || metric, 10, target
    from analysis.target_month
    where metric = 'premium_yuan'
        and target is not null
    union all
    select scope_type, scope_id, period_start_on, 'logged_days', 11, cast(any_value(logged_days) as double)
    from analysis.plan_actual
    where period_type = 'month'
    group by scope_type, scope_id, period_start_on
    having any_value(logged_days) is not null
    union all
    select scope_type, scope_id, period_start_on, 'expected_days', 12,
        cast(any_value(expected_days) as double)
    from analysis.plan_actual
    where period_type = 'month'
    group by scope_type, scope_id, period_start_on
    having any_value(expected_days) is not null
)

select * from final
