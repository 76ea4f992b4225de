-- Grain: team × kind × line of a meeting pack: what somebody wrote, or is to do. Inputs: fct_visit,
-- fct_plan_item, fct_note, fct_key_account_week, fct_day_metric, dim_customer, scope, stg_file,
-- rpt_pack_date.
-- Customers stand here by their first character only (张*), and long numbers (phones, ids) not at
-- all: packs are printed and forwarded. A free text is searched for the names of all customers of
-- the team's registers.

with people as (
    select scope_id as person_id, scope_name as person_name, parent_id as team_id
    from analysis.scope
    where scope_type = 'person'
),

names as (
    select team_id, list(customer_name order by len(customer_name) desc, customer_name) as names
    from (
        select people.team_id, customers.customer_name
        from core.dim_customer as customers
        inner join people
            on customers.person_id = people.person_id
        where len(customers.customer_name) >= 2
        union
        select team_id, customer_name
        from core.fct_key_account_week
        where len(customer_name) >= 2
        union
        select people.team_id, visits.customer_name
        from core.fct_visit as visits
        inner join people
            on visits.person_id = people.person_id
        where len(visits.customer_name) >= 2
    ) as known
    where team_id is not null
    group by team_id
),

lines as (
    -- What was promised for the next work day, or is overdue by a week at most and nobody came
    -- back to.
    select
        people.team_id, 'followup' as kind, visits.next_on as item_on, people.person_id,
        people.person_name,
        coalesce(left(visits.customer_name, 1) || '*', visits.outlet_name, '未写对象') as title,
        coalesce(visits.next_step, visits.purpose_text, visits.result, '未写下一步') as body,
        visits.file_id, visits.sheet, visits.row_no, visits.record_no,
        json_extract_string(visits.cells, '$.next_on') as cell
    from core.fct_visit as visits
    inner join people
        on visits.person_id = people.person_id
    inner join report.rpt_pack_date as dates
        on visits.next_on between dates.day_on - 6 and dates.next_on
    left join core.fct_visit as later
        on visits.person_id = later.person_id
        and visits.customer_name = later.customer_name
        and later.work_on > visits.work_on
    where later.person_id is null
    union all
    -- Plans of the next work day that do not say whom to see, or what for.
    select
        people.team_id, 'unprepared', items.plan_on, people.person_id, people.person_name,
        coalesce(items.activity, '未写事项'),
        case
            when items.target_text is null and items.purpose is null then '没有写对象和目的'
            when items.target_text is null then '没有写对象'
            else '没有写目的'
        end,
        items.file_id, items.sheet, items.row_no, items.record_no,
        coalesce(
            json_extract_string(items.cells, '$.activity'), json_extract_string(items.cells, '$.target_text')
        )
    from core.fct_plan_item as items
    inner join people
        on items.person_id = people.person_id
    inner join report.rpt_pack_date as dates
        on items.plan_on = dates.next_on
    where items.target_text is null
        or items.purpose is null
    union all
    select
        people.team_id,
        case when notes.period_type = 'day' then 'day_note' else 'week_note' end,
        notes.period_start_on, people.person_id, people.person_name,
        case notes.kind
            when 'problem' then '问题'
            when 'learning_gain' then '心得'
            when 'gap' then '差距'
            when 'summary' then '总结'
            when 'next_plan' then '下周计划'
            else '重点'
        end,
        notes.body, notes.file_id, notes.sheet, notes.row_no, notes.record_no,
        json_extract_string(notes.cells, '$.body')
    from core.fct_note as notes
    inner join people
        on notes.person_id = people.person_id
    inner join report.rpt_pack_date as dates
        on notes.period_start_on
            = case when notes.period_type = 'day' then dates.day_on else dates.week_start_on end
    where notes.kind in ('problem', 'learning_gain', 'gap')
        and notes.period_type in ('day', 'week')
    union all
    select
        notes.scope_id, 'team_note', notes.period_start_on, null, null,
        case when notes.kind = 'summary' then '小组工作总结' else '下周工作重点' end,
        notes.body, notes.file_id, notes.sheet, notes.row_no, notes.record_no,
        json_extract_string(notes.cells, '$.body')
    from core.fct_note as notes
    inner join report.rpt_pack_date as dates
        on notes.period_start_on = dates.week_start_on
    where notes.scope_type = 'team'
        and notes.kind in ('summary', 'focus')
    union all
    select
        accounts.team_id, 'key_account', accounts.week_start_on, people.person_id,
        coalesce(people.person_name, accounts.owner_name),
        coalesce(left(accounts.customer_name, 1) || '*', '未写客户'),
        concat_ws('；', '需求：' || accounts.needs, '下周：' || accounts.plan),
        accounts.file_id, accounts.sheet, accounts.row_no, accounts.record_no,
        json_extract_string(accounts.cells, '$.customer_name')
    from core.fct_key_account_week as accounts
    inner join report.rpt_pack_date as dates
        on accounts.week_start_on = dates.week_start_on
    left join people
        on accounts.owner_id = people.person_id
),

masked as (
    select
        lines.*,
        regexp_replace(
            list_reduce(
                list_concat([coalesce(lines.body, '')], coalesce(names.names, [])),
                (body, customer) -> replace(body, customer, left(customer, 1) || '*')
            ),
            '[0-9]{7,}[Xx]?|1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}', '***', 'g'
        ) as shown
    from lines
    left join names
        on lines.team_id = names.team_id
),

final as (
    select
        'team' as scope_type,
        masked.team_id as scope_id,
        masked.kind,
        cast(row_number() over (
            partition by masked.team_id, masked.kind
            order by masked.item_on, people.scope_ord nulls last, masked.person_id, files.path,
                masked.sheet, masked.row_no, masked.record_no
        ) as integer) as ord,
        masked.item_on,
        masked.person_id,
        masked.person_name,
        masked.title,
        masked.shown as body,
        files.path as file_path,
        masked.sheet,
        masked.cell
    from masked
    inner join analysis.scope as teams
        on teams.scope_type = 'team'
        and masked.team_id = teams.scope_id
    left join analysis.scope as people
        on people.scope_type = 'person'
        and masked.person_id = people.scope_id
    left join staging.stg_file as files
        on masked.file_id = files.file_id
)

select * from final
order by scope_type, scope_id, kind, ord
