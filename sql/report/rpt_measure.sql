-- Grain: measure of the review month or the two before (上月改善措施进展). Inputs: measure,
-- dim_chain, scope, stg_file, run. note is what the sentence says beside the figures: for a table
-- that shows these already; null where the sentence has no figures.

with texts as (
    select
        measures.*,
        factors.factor_name,
        files.path as file_path,
        scopes.page_key,
        scopes.scope_name,
        factor_text(measures.kind, measures.baseline) as baseline_value,
        factor_text(measures.kind, measures.baseline_raw) as raw_value,
        factor_text(measures.kind, measures.expected) as expected_text,
        factor_text(measures.kind, measures.actual) as actual_text,
        signed_distance_text(measures.kind, measures.difference) as difference_text,
        signed_distance_text(measures.kind, measures.lo) || ' 至 '
            || signed_distance_text(measures.kind, measures.hi) as interval_text
    from analysis.measure as measures
    inner join meta.run as run
        on measures.works_on between add_months(run.month_start_on, -2)
            and add_months(run.month_start_on, 1)
    inner join analysis.scope as scopes
        on measures.scope_type = scopes.scope_type
        and measures.scope_id = scopes.scope_id
    left join core.dim_chain as factors
        on measures.chain = factors.chain
        and measures.factor = factors.factor
    left join staging.stg_file as files
        on measures.file_id = files.file_id
),

final as (
    select
        scope_type,
        scope_id,
        cast(row_number() over (
            partition by scope_type, scope_id
            order by works_on desc, due_on nulls last, file_path, sheet, row_no, record_no
        ) as integer) as ord,
        page_key,
        coalesce(owner_name, scope_name) as owner_name,
        measure,
        problem,
        works_on as month_start_on,
        month_label(works_on) as month_label,
        coalesce(strftime(due_on, '%Y-%m-%d'), due_text) as due_text,
        progress_status as status,
        case progress_status
            when 'open' then '未开始'
            when 'running' then '进行中'
            when 'done' then '已完成'
            when 'cancelled' then '已取消'
            else coalesce(status_text, '没有进展记录')
        end as status_name,
        indicator,
        factor_name,
        case when baseline is not null then baseline_value || '（原始 ' || raw_value || '）' end
            as baseline_text,
        expected_text,
        actual_text,
        difference_text,
        interval_text,
        verdict,
        case verdict
            when 'effective' then '有效'
            when 'no_effect' then '未见效果'
            when 'too_little' then '数据不足'
            when 'not_done' then '未执行'
            when 'not_measurable' then '无法衡量'
        end as verdict_name,
        case verdict
            when 'effective' then factor_name || '：不采取措施预计 ' || expected_text || '，实际 '
                || actual_text || '，高出 ' || factor_distance_text(kind, difference) || '（九成把握在 '
                || interval_text || '），有效；预计值已扣除自然回升和全组的共同变化'
            when 'no_effect' then factor_name || '：不采取措施预计 ' || expected_text || '，实际 '
                || actual_text || '，相差 ' || difference_text || '（九成把握在 ' || interval_text
                || '），未见效果' || case when is_second_failure then '；已是连续第二次，建议更换措施' else '' end
            when 'too_little' then case
                when baseline is null then '没有该月或之前的数字可比，还看不出效果'
                else '该月' || factor_name || '的次数太少，还看不出效果' end
            when 'not_done' then '措施' || case progress_status when 'cancelled' then '已取消'
                else '尚未开始' end || '，不评效果'
            else '衡量指标「' || coalesce(short_text(indicator, 20), '未写')
                || '」不在日志能看到的各环之内，请写成洽谈、意向率、成交率或件均'
        end as sentence,
        case when verdict in ('effective', 'no_effect') then '比较的是' || factor_name
            || case when is_second_failure then '；已是连续第二次未见效果，建议更换措施' else '' end
        end as note,
        file_path,
        sheet,
        coalesce(try_cast(cells as json) ->> '$.measure', '第' || cast(row_no as varchar) || '行')
            as cell
    from texts
)

select * from final
order by scope_type, scope_id, ord
