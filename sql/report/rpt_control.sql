-- Grain: figure of a check sheet or weekly or monthly form that does not agree with the logs,
-- periods that touch the review month, the review month's own first. Inputs: control_total,
-- dim_metric, dim_code, scope, stg_file, run. Two papers differ: which of them is right is for
-- people to say, so the sentence accuses neither.

with differing as (
    select totals.*
    from core.control_total as totals
    cross join meta.run as run
    where not totals.agrees
        and totals.period_start_on <= run.as_of_on
        and case totals.period_type when 'day' then totals.period_start_on
                when 'week' then totals.period_start_on + 6
                else month_end(totals.period_start_on) end >= run.month_start_on
),

named as (
    select
        differing.*,
        scopes.scope_name,
        scopes.page_key,
        scopes.scope_ord,
        case when scopes.scope_type = 'person' then scopes.parent_id else scopes.scope_id end
            as team_id,
        coalesce(metrics.metric_name, differing.metric) as metric_name,
        coalesce(metrics.unit, '') as unit,
        coalesce(metrics.metric_ord, 99) as metric_ord,
        coalesce(forms.code_name, differing.source) as form_name,
        files.path as file_path,
        case differing.period_type
            when 'day' then day_label(differing.period_start_on)
            when 'week' then week_label(differing.period_start_on)
            else month_label(differing.period_start_on)
        end as period_label
    from differing
    left join analysis.scope as scopes
        on differing.scope_type = scopes.scope_type
        and differing.scope_id = scopes.scope_id
    left join core.dim_metric as metrics
        on differing.metric = metrics.metric
    left join core.dim_code as forms
        on forms.code_type = 'form'
        and differing.source = forms.code
    left join staging.stg_file as files
        on differing.file_id = files.file_id
),

final as (
    select
        cast(row_number() over (
            order by scope_ord nulls last, period_type, period_start_on, metric_ord, metric,
                source, scope_type, scope_id
        ) as integer) as ord,
        scope_type,
        scope_id,
        coalesce(scope_name, scope_id) as scope_name,
        page_key,
        team_id,
        period_type,
        period_start_on,
        period_label,
        metric,
        metric_name,
        unit,
        source,
        form_name,
        stated,
        from_logs,
        difference,
        cast(logged_days as bigint) as logged_days,
        cast(expected_days as bigint) as expected_days,
        coalesce(scope_name, scope_id) || ' ' || period_label || '：' || form_name || '写'
            || metric_name || ' ' || amount_text(stated, unit) || '，日志'
            || case when period_type = 'day' then '写' else '合计' end || ' '
            || amount_text(from_logs, unit) || '，相差 ' || amount_text(abs(difference), unit)
            || case
                when logged_days < expected_days and difference > 0
                    then '（有日志 ' || count_text(logged_days) || '/' || count_text(expected_days)
                        || ' 人天，缺日志可以解释一部分）'
                else ''
            end
            || '。以日志为准计算，请双方核对' as sentence,
        file_path,
        sheet,
        cell,
        row_no
    from named
)

select * from final
order by ord
