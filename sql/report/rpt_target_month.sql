-- Grain: scope × month × metric, months up to the review month with a target or an actual.
-- Inputs: target_month, dim_metric.

with final as (
    select
        targets.scope_type,
        targets.scope_id,
        targets.month_start_on,
        month_label(targets.month_start_on) as month_label,
        metrics.metric_ord as ord,
        targets.metric,
        metrics.metric_name,
        metrics.unit,
        targets.target,
        targets.actual,
        targets.gap,
        targets.attainment,
        reason_name(targets.reason) as reason,
        targets.target_source,
        targets.members,
        targets.members_with_target,
        targets.members_target
    from analysis.target_month as targets
    inner join core.dim_metric as metrics
        on targets.metric = metrics.metric
    where targets.target is not null
        or targets.actual is not null
)

select * from final
order by scope_type, scope_id, month_start_on, ord
