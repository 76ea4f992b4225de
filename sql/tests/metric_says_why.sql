-- severity: error
-- kind: identity
-- message: 指标没有值却没有原因、有原因却有值，或目录中有指标未计算

select metric_id
from analysis.metric_month
where (value is null) <> (reason is not null)
union all
select metrics.metric_id
from core.dim_metric as metrics
left join analysis.metric_month as figures
    on metrics.metric_id = figures.metric_id
where metrics.layer = 'analysis'
    and figures.metric_id is null
    and exists (select 1 from analysis.metric_month)
