-- Grain: scope × period × metric. Inputs: plan_actual, period, dim_metric, run.
-- Days of the review month only; weeks and months of all data.

with final as (
    select
        figures.scope_type,
        figures.scope_id,
        figures.period_type,
        figures.period_start_on,
        periods.period_label,
        metrics.metric_ord as ord,
        figures.metric,
        metrics.metric_name,
        metrics.unit,
        figures.plan,
        figures.actual,
        figures.gap,
        figures.attainment,
        reason_name(figures.reason) as reason,
        figures.workdays,
        figures.logged_days,
        figures.expected_days,
        figures.worked_days
    from analysis.plan_actual as figures
    inner join analysis.period as periods
        on figures.period_type = periods.period_type
        and figures.period_start_on = periods.period_start_on
    inner join core.dim_metric as metrics
        on figures.metric = metrics.metric
    inner join analysis.scope as scopes
        on figures.scope_type = scopes.scope_type
        and figures.scope_id = scopes.scope_id
    cross join meta.run as run
    where figures.period_type <> 'day'
        or month_start(figures.period_start_on) = run.month_start_on
)

select * from final
order by scope_type, scope_id, period_type, period_start_on, ord
