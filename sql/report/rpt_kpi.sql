-- Grain: KPI in its owner's words, review month and the month before. Inputs: kpi_month, scope,
-- stg_file, run. The owner's own text stays; beside it what the logs and registers give.

with shown as (
    select kpis.*
    from analysis.kpi_month as kpis
    cross join meta.run as run
    where kpis.month_start_on between add_months(run.month_start_on, -1) and run.month_start_on
),

final as (
    select
        shown.scope_type,
        shown.scope_id,
        cast(row_number() over (
            partition by shown.scope_type, shown.scope_id
            order by shown.month_start_on desc, shown.file_id, shown.sheet, shown.row_no,
                shown.record_no
        ) as integer) as ord,
        coalesce(scopes.scope_name, shown.scope_id) as scope_name,
        scopes.page_key,
        shown.month_start_on,
        month_label(shown.month_start_on) as month_label,
        shown.kpi_name,
        shown.category_text,
        shown.weight,
        shown.definition,
        shown.target_text,
        shown.actual_text,
        shown.stated_attainment,
        shown.score,
        shown.metric,
        shown.metric_name,
        coalesce(subjects.scope_name, shown.subject_id) as subject_name,
        shown.stated_target as target,
        shown.stated_actual,
        shown.computed_actual,
        shown.attainment,
        shown.difference,
        reason_name(shown.reason) as reason,
        case
            when shown.metric is null
                then '“' || short_text(shown.kpi_name, 30) || '”没有对应的口径，只显示所填内容'
            when shown.computed_actual is null then shown.metric_name || '没有可计算的实际数'
            when shown.stated_target is null
                then shown.metric_name || '实际 ' || amount_text(shown.computed_actual, shown.metric_unit)
            else coalesce(subjects.scope_name, shown.subject_id) || shown.metric_name || '：目标 '
                || amount_text(shown.stated_target, shown.metric_unit) || '，按日志与台账 '
                || amount_text(shown.computed_actual, shown.metric_unit)
                || case when shown.attainment is not null
                    then '（' || percent_text(shown.attainment) || '）' else '' end
        end
        || case when abs(shown.difference) > 0.005 * abs(shown.stated_actual)
                and abs(shown.difference) > 0.005
            then '；表上写 ' || amount_text(shown.stated_actual, shown.metric_unit) || '，请核对'
            else '' end
        || case when not shown.is_rate_right then '；表上的达成率与目标、实际不符' else '' end
            as sentence,
        files.path as file_path,
        shown.sheet,
        json_extract_string(shown.cells, '$.kpi_name') as cell
    from shown
    left join analysis.scope as scopes
        on shown.scope_type = scopes.scope_type
        and shown.scope_id = scopes.scope_id
    left join analysis.scope as subjects
        on shown.subject_type = subjects.scope_type
        and shown.subject_id = subjects.scope_id
    left join staging.stg_file as files
        on shown.file_id = files.file_id
)

select * from final
order by scope_type, scope_id, ord
