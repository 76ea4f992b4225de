-- Grain: KPI of a scope and month with the figures this program has for the same metric. Inputs:
-- fct_kpi, target_month, metric_month, plan_actual, dim_metric.
-- stated_* is what the owner wrote, in the metric's unit; computed_actual is ours over the subject
-- (a 营业部经理's department, a 主管's team). attainment = computed_actual ÷ target; where lower is better
-- (撤单率) it is left out. Neither replaces the other: a difference is shown.

with counts as (
    select scope_type, scope_id, period_start_on as month_start_on, metric, actual
    from analysis.plan_actual
    where period_type = 'month'
    union all
    select scope_type, scope_id, month_start_on, metric_id, value
    from analysis.metric_month
    union all
    select scope_type, scope_id, month_start_on, 'premium_collected_yuan', value
    from analysis.metric_month
    where metric_id = 'R11'
),

joined as (
    select
        kpis.*,
        metrics.metric_name,
        metrics.unit as metric_unit,
        counts.actual as computed_actual,
        counts.scope_id is not null as is_known
    from core.fct_kpi as kpis
    left join core.dim_metric as metrics
        on kpis.metric = metrics.metric
    left join counts
        on kpis.subject_type = counts.scope_type
        and kpis.subject_id = counts.scope_id
        and kpis.month_start_on = counts.month_start_on
        and kpis.metric = counts.metric
),

final as (
    select
        scope_type,
        scope_id,
        month_start_on,
        kpi_name,
        category,
        category_text,
        weight,
        definition,
        metric,
        metric_name,
        metric_unit,
        subject_type,
        subject_id,
        target_text,
        target_amount as stated_target,
        actual_text,
        actual_amount as stated_actual,
        attain_rate as stated_attainment,
        score,
        computed_actual,
        case when metric <> 'R09' and target_amount > 0
            then ratio(computed_actual, target_amount) end as attainment,
        actual_amount - computed_actual as difference,
        -- The written rate against the written figures: a sheet's own arithmetic.
        case when attain_rate is not null and target_amount > 0 and actual_amount is not null
            then abs(attain_rate - actual_amount / target_amount) <= 0.0051 end as is_rate_right,
        case
            when metric is null then 'NO_METRIC'
            when target_amount is null then 'NO_NUMBER'
            when target_amount = 0 then 'NO_TARGET'
            when computed_actual is null then 'NO_FIGURE'
        end as reason,
        file_id,
        sheet,
        row_no,
        record_no,
        cells
    from joined
)

select * from final
