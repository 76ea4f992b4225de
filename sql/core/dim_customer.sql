-- Grain: owner × customer (number, else name), the believed 客户档案, else the latest line of a list.
-- Inputs: stg_customer, record_version, fct_prospect_snapshot, fct_stage_event,
-- fct_key_account_week. Names are all there is to tell customers by: the same name with another
-- owner is another customer. Whoever only a 进度, 名单 or weekly report names stands here too, with
-- what is known.

with files as (
    select versions.scope_id, customers.*, versions.person_id, versions.team_id, versions.dept_id
    from staging.stg_customer as customers
    inner join core.record_version as versions
        on versions.kind = 'customer'
        and customers.file_id = versions.file_id
        and customers.record_no = versions.record_no
        and versions.is_kept
),

-- A customer's number and name may alternate between lists: by owner and name one row.
filed as (
    select
        files.*,
        row_number() over (
            partition by scope_id, name_key(coalesce(customer_name, customer_no))
            order by opened_on desc nulls last, file_id desc, record_no desc
        ) as choice
    from files
),

mentions as (
    select coalesce(person_id, team_id) as scope_id, person_id, team_id, dept_id, customer_name,
        'F15' as source, snapshot_on as seen_on, grade, needs, file_id, sheet, row_no, cells
    from core.fct_prospect_snapshot
    where is_latest
    union all
    select coalesce(person_id, team_id), person_id, team_id, dept_id, customer_name, 'F16',
        event_on,
        null, null, file_id, sheet, row_no, cells
    from core.fct_stage_event
    union all
    select coalesce(owner_id, team_id), owner_id, team_id, dept_id, customer_name, 'F09',
        week_start_on, null, needs, file_id, sheet, row_no, cells
    from core.fct_key_account_week
),

others as (
    select
        mentions.*,
        min(seen_on) over (partition by scope_id, name_key(customer_name)) as first_seen_on,
        row_number() over (
            partition by scope_id, name_key(customer_name)
            order by source, seen_on desc nulls last, file_id desc, row_no desc
        ) as choice
    from mentions
    where customer_name is not null
),

final as (
    select
        coalesce(filed.scope_id, '') || '/' || name_key(coalesce(filed.customer_name,
            filed.customer_no)) as customer_id,
        coalesce(filed.customer_name, filed.customer_no) as customer_name,
        filed.customer_no,
        filed.person_id,
        filed.team_id,
        filed.dept_id,
        filed.industry,
        filed.headcount,
        filed.contact_name,
        filed.contact_role,
        filed.products_used,
        filed.needs,
        filed.news,
        filed.service_text,
        cast(null as varchar) as grade,
        filed.opened_on,
        'F16' as source,
        filed.file_id,
        filed.sheet,
        filed.row_no,
        filed.cells
    from filed
    where filed.choice = 1
        and coalesce(filed.customer_name, filed.customer_no) is not null
    union all
    select
        coalesce(others.scope_id, '') || '/' || name_key(others.customer_name),
        others.customer_name,
        null,
        others.person_id,
        others.team_id,
        others.dept_id,
        null, null, null, null, null,
        others.needs,
        null, null,
        others.grade,
        others.first_seen_on,
        others.source,
        others.file_id,
        others.sheet,
        others.row_no,
        others.cells
    from others
    where others.choice = 1
        and not exists (
            select 1
            from filed
            where filed.scope_id is not distinct from others.scope_id
                and name_key(coalesce(filed.customer_name, filed.customer_no))
                    = name_key(others.customer_name)
        )
)

select * from final
