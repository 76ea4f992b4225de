-- Grain: scope × period × metric. Inputs: plan_actual, period, dim_metric, run.
-- Days of the review month only; weeks and months of all data. gap and attainment compare plan with
-- planned_actual, the results of the days that had a plan; note says how many days those are.

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
        figures.worked_days,
        figures.planned_actual,
        figures.planned_days,
        case when figures.plan > 0 and figures.planned_days < figures.worked_days
            then '有日志 ' || cast(figures.worked_days as varchar) || ' 人天，其中写了计划的 '
                || cast(figures.planned_days as varchar) || ' 人天；差距与达成率只比较有计划的日子（其间实际 '
                || case when metrics.unit = '元' then yuan_text(figures.planned_actual)
                    else count_text(figures.planned_actual) end || '）'
        end as note
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
