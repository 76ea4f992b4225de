-- Grain: card × line (visit, sale, log, coaching, list) that shows it. Inputs: cause_card,
-- fct_visit, fct_sale, fct_day, day_version, dim_outlet, fct_coaching, fct_supervisor_slot,
-- fct_prospect_snapshot, run. Review month only, as cause_evidence_day.

with cards as (
    select cards.*
    from analysis.cause_card as cards
    inner join meta.run as run
        on cards.month_start_on = run.month_start_on
),

visits as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        case when cards.rule in ('R4', 'R5') and is_unfit(visits.result) then 3.0
            when cards.rule in ('R3', 'R4', 'R5', 'R10') and is_rejection(visits.result) then 2.0
            when cards.rule = 'R16' then case outlets.grade
                when 'D' then 4.0 when 'C' then 3.0 when 'B' then 2.0 else 1.0 end
            else 1.0 end as weight,
        day_label(visits.work_on) || '：' || coalesce(visits.outlet_name, '（未写网点）')
            || case when cards.rule = 'R16' then coalesce('（' || outlets.grade || ' 级）', '') else '' end
            || coalesce('，' || visits.purpose_text, case when cards.rule = 'R7' then '，未写目的' end,
                '')
            || coalesce('，' || short_text(visits.result, 30), '')
            || case cards.rule when 'R8' then '，无准备内容' when 'R9' then '，无后续安排' else '' end
            as text,
        visits.work_on,
        visits.file_id,
        visits.sheet,
        coalesce(
            case when cards.rule in ('R3', 'R4', 'R5', 'R10')
                then try_cast(visits.cells as json) ->> '$.result' end,
            case when cards.rule = 'R16'
                then try_cast(visits.cells as json) ->> '$.outlet_name' end,
            try_cast(visits.cells as json) ->> '$.purpose_text',
            try_cast(visits.cells as json) ->> '$.outlet_name',
            '第' || cast(visits.row_no as varchar) || '行'
        ) as cell
    from cards
    inner join core.fct_visit as visits
        on cards.scope_type = 'person'
        and cards.scope_id = visits.person_id
        and month_start(visits.work_on) = cards.month_start_on
        and coalesce(visits.is_done, true)
    left join core.dim_outlet as outlets
        on visits.outlet_id = outlets.outlet_id
    where (cards.rule in ('R3', 'R4', 'R5', 'R10')
            and (is_rejection(visits.result) or is_unfit(visits.result)))
        or (cards.rule = 'R7' and (visits.purpose_text is null or visits.outlet_name is null))
        or (cards.rule = 'R8' and visits.prepared_text is null)
        or (cards.rule = 'R9' and visits.next_on is null and visits.next_step is null)
        or (cards.rule = 'R11' and visits.purpose in ('revisit', 'service', 'other'))
        or (cards.rule = 'R16' and outlets.grade in ('B', 'C', 'D'))
),

sales as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        -sales.premium_yuan / nullif(sales.cases, 0) as weight,
        day_label(sales.sold_on) || '：' || coalesce(short_text(sales.product_name, 20), '产品未写')
            || ' ' || count_text(sales.cases) || ' 件，' || yuan_text(sales.premium_yuan) as text,
        sales.sold_on as work_on,
        sales.file_id,
        sales.sheet,
        coalesce(try_cast(sales.cells as json) ->> '$.premium_yuan',
            '第' || cast(sales.row_no as varchar) || '行') as cell
    from cards
    inner join core.fct_sale as sales
        on cards.scope_type = 'person'
        and cards.scope_id = sales.person_id
        and month_start(sales.sold_on) = cards.month_start_on
    where cards.rule = 'R4'
        and cards.factor = 'ticket'
        and sales.premium_yuan > 0
        and sales.cases > 0
),

logs as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        case when cards.rule = 'R13' then 1.0 else 0.5 end as weight,
        day_label(days.work_on) || case
            when cards.rule = 'R13' then '：问题及心得' || case
                when versions.reflection is null then '空白' else '与前一日相同' end
            when cards.rule = 'R12' then '：没有计划数字'
            else '：心得「' || short_text(versions.reflection, 30) || '」'
        end as text,
        days.work_on,
        days.file_id,
        days.sheet,
        coalesce(
            try_cast(days.cells as json) ->> '$.reflection',
            '第' || cast(days.row_no as varchar) || '行'
        ) as cell
    from cards
    inner join core.fct_day as days
        on cards.scope_type = 'person'
        and cards.scope_id = days.person_id
        and month_start(days.work_on) = cards.month_start_on
        and days.is_worked
    inner join core.day_version as versions
        on days.person_id = versions.person_id
        and days.work_on = versions.work_on
        and versions.is_kept
    where (cards.rule = 'R13' and versions.reflection is null)
        or (cards.rule = 'R12' and days.work_on not in (
            select planned.work_on
            from core.fct_day_metric as planned
            where planned.person_id = days.person_id
                and planned.plan is not null
        ))
        or (cards.rule = 'R3' and lacks_knowledge(versions.reflection))
        or (cards.rule in ('R5', 'R10') and fears_rejection(versions.reflection))
),

coaching as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        1.0 as weight,
        day_label(coaching.week_start_on) || '当周辅导：' || coalesce(coaching.person_name, '')
            || coalesce('，' || short_text(coaching.content, 30), '') as text,
        coaching.week_start_on as work_on,
        coaching.file_id,
        coaching.sheet,
        coalesce(try_cast(coaching.cells as json) ->> '$.content',
            '第' || cast(coaching.row_no as varchar) || '行') as cell
    from cards
    inner join core.fct_coaching as coaching
        on cards.scope_type = 'team'
        and cards.scope_id = coaching.team_id
        and month_start(coaching.week_start_on) = cards.month_start_on
    where cards.rule = 'R17'
    union all
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        2.0,
        day_label(slots.slot_on) || '：' || short_text(
            coalesce(slots.result_text, slots.plan_text, ''), 30),
        slots.slot_on,
        slots.file_id,
        slots.sheet,
        coalesce(try_cast(slots.cells as json) ->> '$.result_text',
            try_cast(slots.cells as json) ->> '$.plan_text',
            '第' || cast(slots.row_no as varchar) || '行')
    from cards
    inner join core.fct_supervisor_slot as slots
        on cards.scope_type = 'team'
        and cards.scope_id = slots.team_id
        and month_start(slots.slot_on) = cards.month_start_on
        and slots.activity in ('one_on_one', 'joint_visit')
    where cards.rule = 'R17'
),

lists as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        1.0 as weight,
        day_label(max(prospects.snapshot_on)) || ' 的客户名单，共 '
            || cast(count(*) as varchar) || ' 位' as text,
        max(prospects.snapshot_on) as work_on,
        prospects.file_id,
        prospects.sheet,
        '第' || cast(min(prospects.row_no) as varchar) || '–'
            || cast(max(prospects.row_no) as varchar) || '行' as cell
    from cards
    inner join core.fct_prospect_snapshot as prospects
        on cards.scope_type = 'person'
        and cards.scope_id = prospects.person_id
        and prospects.snapshot_on <= month_end(cards.month_start_on)
    where cards.rule = 'R1'
    group by cards.scope_type, cards.scope_id, cards.month_start_on, cards.rule, prospects.file_id,
        prospects.sheet
),

final as (
    select * from visits
    union all
    select * from sales
    union all
    select * from logs
    union all
    select * from coaching
    union all
    select * from lists
)

select * from final
