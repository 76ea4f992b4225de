-- Grain: scope × metric, review month. Inputs: target_month, plan_actual, dim_metric, rpt_run.

with final as (
    select
        targets.scope_type,
        targets.scope_id,
        metrics.metric_ord as ord,
        targets.metric,
        metrics.metric_name,
        metrics.unit,
        targets.target,
        targets.plan,
        targets.actual,
        targets.gap,
        targets.attainment,
        reason_name(targets.reason) as attainment_reason,
        run.time_progress,
        previous.actual as prev_actual,
        case when previous.actual is not null
            then month_label(previous.period_start_on)
                || case when run.time_progress < 1 then '（全月）' else '' end
        end as prev_month_label,
        targets.target_source,
        targets.members,
        targets.members_with_target,
        figures.planned_actual,
        figures.planned_days,
        figures.worked_days
    from analysis.target_month as targets
    inner join report.rpt_run as run
        on targets.month_start_on = run.month_start_on
    inner join core.dim_metric as metrics
        on targets.metric = metrics.metric
    left join analysis.plan_actual as figures
        on targets.scope_type = figures.scope_type
        and targets.scope_id = figures.scope_id
        and figures.period_type = 'month'
        and figures.period_start_on = targets.month_start_on
        and targets.metric = figures.metric
    left join analysis.plan_actual as previous
        on targets.scope_type = previous.scope_type
        and targets.scope_id = previous.scope_id
        and previous.period_type = 'month'
        and previous.period_start_on = add_months(targets.month_start_on, -1)
        and targets.metric = previous.metric
)

select * from final
order by scope_type, scope_id, ord
