-- Grain: row of a register or plan that was handed in again with other content: before and after.
-- Inputs: record_version, fct_policy, dim_person, scope, stg_file.
-- A row resent unchanged is not news and does not stand here. Pairs follow the order in which the
-- carriers are believed; is_counted says whether the later one is what counts now.

with numbered as (
    select
        versions.*,
        row_number() over (
            partition by kind, record_key, carrier_ord
            order by row_no, record_no
        ) as occurrence
    from core.record_version as versions
),

pairs as (
    select
        later.kind,
        later.record_key,
        later.scope_type,
        later.scope_id,
        later.person_id,
        later.record_on,
        lag(later.content) over told as before_content,
        later.content as after_content,
        lag(later.path) over told as before_path,
        lag(later.sheet) over told as before_sheet,
        lag(later.row_no) over told as before_row_no,
        later.path as after_path,
        later.sheet as after_sheet,
        later.row_no as after_row_no,
        later.is_kept as is_counted,
        later.carrier_ord,
        later.record_no
    from numbered as later
    window told as (
        partition by later.kind, later.record_key, later.occurrence
        order by later.carrier_ord, later.record_no
    )
),

changed as (
    select pairs.*
    from pairs
    where before_path is not null
        and before_content <> after_content
),

named as (
    select
        changed.*,
        case changed.kind
            when 'policy' then '出单台账' when 'plan_item' then '工作计划' when 'kpi' then 'KPI'
            when 'measure' then '改善措施' when 'measure_progress' then '措施进展'
            when 'training' then '培训计划' when 'rating' then '技能意愿评估'
            when 'slot' then '主管日程' when 'prospect' then '客户名单'
            when 'customer' then '客户档案' when 'stage_event' then '客户开发进度'
            when 'coaching' then '重点辅导' when 'key_account' then '重点客户'
            when 'note' then '文字' else changed.kind
        end as kind_name,
        coalesce(scopes.scope_name, changed.scope_id) as scope_name,
        scopes.page_key
    from changed
    left join analysis.scope as scopes
        on changed.scope_type = scopes.scope_type
        and changed.scope_id = scopes.scope_id
),

final as (
    select
        cast(row_number() over (
            order by kind, record_on desc nulls last, record_key, carrier_ord, record_no
        ) as integer) as ord,
        kind,
        kind_name,
        scope_type,
        scope_id,
        scope_name,
        page_key,
        case when kind = 'policy' and record_key not like chr(31) || '%' then record_key end
            as policy_no,
        record_on,
        before_content as before_text,
        after_content as after_text,
        before_path,
        before_sheet,
        before_row_no,
        after_path,
        after_sheet,
        after_row_no,
        is_counted
    from named
)

select * from final
order by ord
