-- Grain: scope × metric of the catalogue, review month. Inputs: metric_month, dim_metric, scope,
-- run.
-- prev_value is the month before; a value that is not there has its reason in words.

with current_month as (
    select metrics.*
    from analysis.metric_month as metrics
    inner join meta.run as run
        on metrics.month_start_on = run.month_start_on
),

final as (
    select
        months.scope_type,
        months.scope_id,
        cast(catalogue.metric_ord as integer) as ord,
        months.metric_id,
        catalogue.metric_name,
        catalogue.unit,
        months.num,
        months.den,
        months.value,
        reason_name(months.reason) as reason,
        previous.value as prev_value
    from current_month as months
    inner join analysis.scope as scopes
        on months.scope_type = scopes.scope_type
        and months.scope_id = scopes.scope_id
    inner join core.dim_metric as catalogue
        on months.metric_id = catalogue.metric_id
        and catalogue.layer = 'analysis'
    left join analysis.metric_month as previous
        on months.scope_type = previous.scope_type
        and months.scope_id = previous.scope_id
        and months.metric_id = previous.metric_id
        and previous.month_start_on = months.month_start_on - interval 1 month
)

select * from final
order by scope_type, scope_id, ord, metric_id
