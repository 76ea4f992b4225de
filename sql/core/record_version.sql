-- Grain: kind of record × record. Inputs: the staging tables of record_scope, the scope,
-- stg_file, stg_sheet. Which of the rows that were handed in several times counts. A row is known
-- by its natural key within its scope (a policy by its number, whoever is named); a carrier is
-- one sheet of one file. Of a key that several carriers tell of, the rows of the believed carrier
-- are kept, all of them where a key may repeat within a sheet (two visits planned to one
-- customer), else its last row. Believed: a list of nothing but withdrawn or lapsed policies
-- before a ledger, then the carrier whose records reach further (a cumulative register is newer
-- the further it goes), then the higher version word, the later modification, the later path,
-- sheet. content is the row without its key, as a person would read it: unchanged content is no
-- news.

with records as (
    select 'policy' as kind, file_id, sheet, row_no, record_no, true as may_repeat,
        coalesce(policy_no, chr(31) || coalesce(cast(issued_on as varchar), '')
            || chr(31) || coalesce(product_name, '')
            || chr(31) || coalesce(cast(premium_yuan as varchar), '')
            || chr(31) || coalesce(outlet_name, '')) as record_key,
        coalesce('出单 ' || cast(issued_on as varchar) || '；', '')
            || coalesce('实收 ' || cast(received_on as varchar) || '；', '')
            || coalesce('险种 ' || product_name || '；', '')
            || coalesce('件数 ' || count_text(cases) || '；', '')
            || coalesce('保费 ' || count_text(premium_yuan) || '；', '')
            || coalesce('网点 ' || outlet_name || '；', '')
            || coalesce('缴费 ' || pay_mode || '；', '')
            || coalesce('状态 ' || coalesce(status_text, policy_status) || '；', '') as content
    from staging.stg_policy
    union all
    select 'plan_item', file_id, sheet, row_no, record_no, true,
        coalesce(cast(period_start_on as varchar), '')
            || chr(31) || coalesce(cast(plan_on as varchar), '')
            || chr(31) || coalesce(target_text, '')
            || chr(31) || coalesce(activity, '')
            || chr(31) || coalesce(purpose, ''),
        coalesce('计划 ' || count_text(planned_times) || '；', '')
            || coalesce('实际 ' || count_text(actual_times) || '；', '')
            || coalesce('结果 ' || result || '；', '')
            || coalesce('原因 ' || gap_reason || '；', '')
            || coalesce('下一步 ' || next_step || '；', '')
    from staging.stg_plan_item
    union all
    select 'kpi', file_id, sheet, row_no, record_no, true,
        coalesce(cast(month_start_on as varchar), '')
            || chr(31) || name_key(kpi_name),
        coalesce('权重 ' || count_text(weight) || '；', '')
            || coalesce('目标 ' || target_text || '；', '')
            || coalesce('目标值 ' || count_text(target) || '；', '')
            || coalesce('挑战值 ' || count_text(stretch) || '；', '')
            || coalesce('实际 ' || count_text(actual) || '；', '')
            || coalesce('得分 ' || count_text(score) || '；', '')
    from staging.stg_kpi
    union all
    select 'measure', file_id, sheet, row_no, record_no, true,
        coalesce(cast(month_start_on as varchar), '')
            || chr(31) || name_key(measure)
            || chr(31) || case when measure is null then coalesce(measure_no,
        name_key(problem)) else '' end,
        coalesce('问题 ' || problem || '；', '')
            || coalesce('原因 ' || cause || '；', '')
            || coalesce('责任人 ' || owner_name || '；', '')
            || coalesce('期限 ' || coalesce(due_text, cast(due_on as varchar)) || '；', '')
            || coalesce('目标 ' || target_text || '；', '')
    from staging.stg_measure
    union all
    select 'measure_progress', file_id, sheet, row_no, record_no, true,
        coalesce(cast(month_start_on as varchar), '')
            || chr(31) || name_key(measure)
            || chr(31) || case when measure is null then coalesce(measure_no, '') else '' end,
        coalesce('完成情况 ' || status_text || '；', '')
            || coalesce('进展 ' || progress || '；', '')
            || coalesce('结果 ' || result || '；', '')
            || coalesce('原因 ' || reason || '；', '')
            || coalesce('下一步 ' || next_step || '；', '')
    from staging.stg_measure_progress
    union all
    select 'training', file_id, sheet, row_no, record_no, true,
        coalesce(cast(month_start_on as varchar), '')
            || chr(31) || coalesce(cast(held_on as varchar), '')
            || chr(31) || name_key(topic),
        coalesce('时间 ' || time_text || '；', '')
            || coalesce('讲师 ' || trainer || '；', '')
            || coalesce('应到 ' || count_text(expected) || '；', '')
            || coalesce('实到 ' || count_text(attended) || '；', '')
            || coalesce('效果 ' || effect || '；', '')
    from staging.stg_training
    union all
    select 'rating', file_id, sheet, row_no, record_no, false,
        coalesce(cast(month_start_on as varchar), '')
            || chr(31) || name_key(rater_name),
        coalesce('技能 ' || coalesce(skill_text, skill) || '；', '')
            || coalesce('意愿 ' || coalesce(will_text, will) || '；', '')
            || coalesce('现象 ' || symptom || '；', '')
            || coalesce('对策 ' || action || '；', '')
    from staging.stg_rating
    union all
    select 'slot', file_id, sheet, row_no, record_no, true,
        coalesce(cast(slot_on as varchar), '')
            || chr(31) || coalesce(half_day, ''),
        coalesce('计划 ' || plan_text || '；', '')
            || coalesce('结果 ' || result_text || '；', '')
    from staging.stg_slot
    union all
    select 'prospect', file_id, sheet, row_no, record_no, false,
        coalesce(cast(snapshot_on as varchar), '')
            || chr(31) || name_key(customer_name),
        coalesce('年收入 ' || count_text(income_yuan) || '；', '')
            || coalesce('资产 ' || count_text(assets_yuan) || '；', '')
            || coalesce('负债 ' || count_text(debts_yuan) || '；', '')
            || coalesce('评分 ' || count_text(score) || '；', '')
            || coalesce('等级 ' || grade || '；', '')
            || coalesce('需求 ' || needs || '；', '')
            || coalesce('首访 ' || cast(first_visit_on as varchar) || '；', '')
            || coalesce('状态 ' || status_text || '；', '')
    from staging.stg_prospect
    union all
    select 'customer', file_id, sheet, row_no, record_no, false,
        coalesce(customer_no, name_key(customer_name)),
        coalesce('行业 ' || industry || '；', '')
            || coalesce('人数 ' || count_text(headcount) || '；', '')
            || coalesce('联系人 ' || contact_name || '；', '')
            || coalesce('使用产品 ' || products_used || '；', '')
            || coalesce('需求 ' || needs || '；', '')
            || coalesce('动态 ' || news || '；', '')
    from staging.stg_customer
    union all
    select 'stage_event', file_id, sheet, row_no, record_no, true,
        name_key(customer_name)
            || chr(31) || coalesce(cast(event_on as varchar), '')
            || chr(31) || coalesce(stage, stage_text, ''),
        coalesce('内容 ' || content || '；', '')
            || coalesce('结果 ' || result || '；', '')
            || coalesce('后续 ' || next_step || '；', '')
            || coalesce('金额 ' || count_text(amount_yuan) || '；', '')
    from staging.stg_stage_event
    union all
    select 'coaching', file_id, sheet, row_no, record_no, true,
        coalesce(cast(week_start_on as varchar), ''),
        coalesce('问题 ' || problem || '；', '')
            || coalesce('内容 ' || content || '；', '')
            || coalesce('效果 ' || effect || '；', '')
    from staging.stg_coaching
    union all
    select 'key_account', file_id, sheet, row_no, record_no, true,
        coalesce(cast(week_start_on as varchar), '')
            || chr(31) || name_key(customer_name),
        coalesce('需求 ' || needs || '；', '')
            || coalesce('责任人 ' || owner_name || '；', '')
            || coalesce('计划 ' || plan || '；', '')
    from staging.stg_key_account
    union all
    select 'note', file_id, sheet, row_no, record_no, true,
        coalesce(period_type, '')
            || chr(31) || coalesce(cast(period_start_on as varchar), '')
            || chr(31) || coalesce(notes.kind, ''),
        coalesce(body, '')
    from staging.stg_note as notes
),

policy_lists as (
    select file_id, sheet,
        min(case when policy_status in ('withdrawn', 'surrendered', 'lapsed') then 1 else 0 end) = 1
            as is_withdrawal_list
    from staging.stg_policy
    group by file_id, sheet
),

carriers as (
    select
        scopes.kind,
        scopes.file_id,
        scopes.sheet,
        max(case when scopes.record_on <= run.as_of_on then scopes.record_on end) as reach_on
    from core.record_scope as scopes
    cross join meta.run as run
    group by scopes.kind, scopes.file_id, scopes.sheet
),

ordered_carriers as (
    select
        carriers.kind,
        carriers.file_id,
        carriers.sheet,
        files.path,
        row_number() over (
            partition by carriers.kind
            order by
                case when carriers.kind = 'policy' and policy_lists.is_withdrawal_list then 1
                    else 0 end,
                carriers.reach_on nulls first,
                files.version_rank,
                files.modified_at nulls first,
                files.path,
                sheets.sheet_no nulls first,
                carriers.sheet nulls first,
                carriers.file_id
        ) as carrier_ord
    from carriers
    inner join staging.stg_file as files
        on carriers.file_id = files.file_id
    left join staging.stg_sheet as sheets
        on carriers.file_id = sheets.file_id
        and carriers.sheet = sheets.sheet
    left join policy_lists
        on carriers.file_id = policy_lists.file_id
        and carriers.sheet = policy_lists.sheet
),

keyed as (
    select
        records.kind,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.may_repeat,
        -- A list belongs to its owner; a policy number is the insurer's and unique without one.
        case when records.kind = 'policy' and substr(records.record_key, 1, 1) <> chr(31)
            then records.record_key
            else coalesce(scopes.scope_type || '/' || scopes.scope_id, '') || chr(31)
                || records.record_key end as record_key,
        records.content,
        scopes.scope_type,
        scopes.scope_id,
        scopes.person_id,
        scopes.team_id,
        scopes.dept_id,
        scopes.record_on,
        carriers.path,
        carriers.carrier_ord
    from records
    inner join core.record_scope as scopes
        on records.kind = scopes.kind
        and records.file_id = scopes.file_id
        and records.record_no = scopes.record_no
    inner join ordered_carriers as carriers
        on records.kind = carriers.kind
        and records.file_id = carriers.file_id
        and records.sheet is not distinct from carriers.sheet
),

ranked as (
    select
        keyed.*,
        max(carrier_ord) over (partition by kind, record_key) as believed_carrier_ord,
        row_number() over (
            partition by kind, record_key
            order by carrier_ord desc, row_no desc, record_no desc
        ) as recency
    from keyed
),

final as (
    select
        kind,
        file_id,
        sheet,
        row_no,
        record_no,
        record_key,
        content,
        scope_type,
        scope_id,
        person_id,
        team_id,
        dept_id,
        record_on,
        path,
        carrier_ord,
        case when may_repeat then carrier_ord = believed_carrier_ord else recency = 1 end as is_kept
    from ranked
)

select * from final
