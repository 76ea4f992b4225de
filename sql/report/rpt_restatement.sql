-- Grain: scope × closed month × metric that differs from what was closed (上月更正). Inputs:
-- close_change, closed_month, dim_metric, scope. Frozen scopes that exist no more keep their id as
-- name.

with names as (
    select metric, metric_name, unit, cast(metric_ord as integer) as ord
    from core.dim_metric
    union all
    select metric, metric_name, unit, ord
    from (
        values
        ('target_premium_yuan', '保费目标', '元', 10),
        ('logged_days', '已交日志', '天', 11),
        ('expected_days', '应交日志', '天', 12)
    ) as extra (metric, metric_name, unit, ord)
),

texts as (
    select
        changes.scope_type,
        changes.scope_id,
        changes.month_start_on,
        coalesce(names.ord, 99) as ord,
        changes.metric,
        coalesce(scopes.scope_name, changes.scope_id) as scope_name,
        scopes.page_key,
        month_label(changes.month_start_on) as month_label,
        coalesce(names.metric_name, changes.metric) as metric_name,
        coalesce(names.unit, '') as unit,
        changes.frozen,
        changes.now,
        changes.difference,
        strftime(closed.closed_on, '%Y-%m-%d') || ' 关账' as closed_at_text,
        coalesce(array_to_string(changes.files[1:3], '、')
            || case when len(changes.files) > 3
                then ' 等 ' || cast(len(changes.files) as varchar) || ' 个文件' else '' end,
            '文件未变：日历、花名册或程序口径更新所致') as files_text
    from analysis.close_change as changes
    inner join core.closed_month as closed
        on changes.month_start_on = closed.month_start_on
    left join names
        on changes.metric = names.metric
    left join analysis.scope as scopes
        on changes.scope_type = scopes.scope_type
        and changes.scope_id = scopes.scope_id
),

final as (
    select
        scope_type,
        scope_id,
        month_start_on,
        ord,
        metric,
        scope_name,
        page_key,
        month_label,
        metric_name,
        unit,
        frozen,
        now,
        difference,
        closed_at_text,
        files_text,
        month_label || metric_name || '：关账时 ' || coalesce(case when unit = '元'
            then yuan_text(frozen) else count_text(frozen) || ' ' || unit end, '没有') || '，现为 '
            || coalesce(case when unit = '元' then yuan_text(now)
                else count_text(now) || ' ' || unit end, '没有') || '（' || files_text || '）'
            as sentence
    from texts
)

select * from final
order by scope_type, scope_id, month_start_on, ord, metric
