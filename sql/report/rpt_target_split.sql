-- Grain: scope × level × period × metric: the target by year, month, week and work day. Inputs:
-- target_split, dim_metric, scope. gap_to_date > 0: still behind what the split asks by now.

with final as (
    select
        splits.scope_type,
        splits.scope_id,
        cast(splits.level_ord as integer) as level_ord,
        splits.level,
        splits.period_start_on,
        splits.period_end_on,
        case splits.level
            when 'year' then cast(year(splits.period_start_on) as varchar) || '年'
            when 'month' then month_label(splits.period_start_on)
            when 'week' then day_label(splits.period_start_on)
                || case when splits.period_end_on > splits.period_start_on
                    then '–' || day_label(splits.period_end_on) else '' end
            else day_label(splits.period_start_on) || '（' || weekday_name(splits.period_start_on)
                || '）'
        end as period_label,
        cast(metrics.metric_ord as integer) as metric_ord,
        splits.metric,
        metrics.metric_name,
        metrics.unit,
        splits.target,
        splits.target_to_date,
        splits.actual,
        splits.gap_to_date,
        splits.attainment_to_date,
        reason_name(splits.reason) as reason,
        case splits.split_by
            when 'own' then '本人（团队）自己的分解'
            when 'curve' then '按团队以往的月内节奏'
            when 'calendar' then '按工作日平均'
            when 'stated' then '表上所写的年度目标（已设 '
                || cast(splits.months_with_target as varchar) || ' 个月）'
            when 'mixed' then '自己的分解与节奏各占一部分'
            else case when splits.level = 'year' then '各月目标之和（已设 '
                || cast(splits.months_with_target as varchar) || ' 个月）' else '月度目标' end
        end as split_name
    from analysis.target_split as splits
    inner join analysis.scope as scopes
        on splits.scope_type = scopes.scope_type
        and splits.scope_id = scopes.scope_id
    inner join core.dim_metric as metrics
        on splits.metric = metrics.metric
)

select * from final
order by scope_type, scope_id, level_ord, period_start_on, metric_ord, metric
