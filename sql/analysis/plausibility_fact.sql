-- Grain: person × finding that facts contradict (p5, p6, p9, p10), three months up to the review
-- month. Inputs: fct_visit, fct_sale, fct_day, fct_day_metric, fct_check_metric, fct_policy,
-- dim_outlet, person_service, run. DOMAIN 4.10. One row is one contradiction with its cell.

with people as (
    select service.person_id, service.team_id, run.month_start_on,
        add_months(run.month_start_on, -2) as from_on, run.as_of_on
    from analysis.person_service as service
    inner join meta.run as run
        on service.month_start_on = run.month_start_on
    where service.is_member
),

visits as (
    select people.team_id, visits.*
    from people
    inner join core.fct_visit as visits
        on people.person_id = visits.person_id
        and visits.work_on between people.from_on and people.as_of_on
        and coalesce(visits.is_done, true)
),

-- p5: two places at one time.
clashes as (
    select
        one.person_id,
        'p5' as indicator,
        'overlap' as kind,
        one.work_on,
        day_label(one.work_on) || '：' || coalesce(one.outlet_name, one.customer_name, '')
            || '（' || coalesce(one.time_text, '') || '）与 '
            || coalesce(other.outlet_name, other.customer_name, '') || '（'
            || coalesce(other.time_text, '') || '）时间重叠' as text,
        one.file_id,
        one.sheet,
        coalesce(try_cast(one.cells as json) ->> '$.time_text',
            '第' || cast(one.row_no as varchar) || '行') as cell
    from visits as one
    inner join visits as other
        on one.person_id = other.person_id
        and one.work_on = other.work_on
        and one.file_id = other.file_id
        and one.record_no < other.record_no
        and one.from_minute < other.to_minute
        and other.from_minute < one.to_minute
        and name_key(coalesce(one.outlet_name, one.customer_name))
            <> name_key(coalesce(other.outlet_name, other.customer_name))
),

-- p5: outlets that somebody else answers for.
strangers as (
    select
        visits.person_id,
        'p5',
        'stranger',
        visits.work_on,
        day_label(visits.work_on) || '：' || visits.outlet_name || ' 由他人负责',
        visits.file_id,
        visits.sheet,
        coalesce(try_cast(visits.cells as json) ->> '$.outlet_name',
            '第' || cast(visits.row_no as varchar) || '行')
    from visits
    inner join core.dim_outlet as outlets
        on visits.outlet_id = outlets.outlet_id
        and outlets.person_id <> visits.person_id
        and (outlets.valid_from_on is null or outlets.valid_from_on <= visits.work_on)
        and (outlets.valid_to_on is null or outlets.valid_to_on >= visits.work_on)
),

-- p5: more than two outlets in one half-day.
halves as (
    select
        person_id,
        'p5',
        'crowded',
        work_on,
        day_label(work_on) || case when from_minute < 720 then '上午' else '下午' end || '：'
            || cast(count(distinct name_key(outlet_name)) as varchar) || ' 个网点',
        min(file_id),
        min(sheet),
        '第' || cast(min(row_no) as varchar) || '行'
    from visits
    where from_minute is not null
        and outlet_name is not null
    group by person_id, work_on, from_minute < 720
    having count(distinct name_key(outlet_name)) > 2
),

-- p6: a sale to a customer whom no visit names, where visits do name customers; else at an outlet
-- that was not visited in the thirty days before.
naming as (
    select person_id, count(customer_name) >= 0.5 * count(*) as names_customers
    from visits
    group by person_id
),

sales as (
    select
        sales.person_id,
        'p6',
        'no_contact',
        sales.sold_on,
        day_label(sales.sold_on) || '出单' || coalesce('（' || short_text(sales.product_name, 12) || '）',
            '') || case when naming.names_customers and sales.customer_name is not null
                then '：此前没有拜访过该客户' else '：此前三十天没有到过 ' || sales.outlet_name end,
        sales.file_id,
        sales.sheet,
        coalesce(try_cast(sales.cells as json) ->> '$.cases',
            '第' || cast(sales.row_no as varchar) || '行')
    from people
    inner join core.fct_sale as sales
        on people.person_id = sales.person_id
        and sales.sold_on between people.from_on and people.as_of_on
    inner join naming
        on sales.person_id = naming.person_id
    where case
        when naming.names_customers and sales.customer_name is not null then
            name_key(sales.customer_name) not in (
                select name_key(earlier.customer_name)
                from visits as earlier
                where earlier.person_id = sales.person_id
                    and earlier.customer_name is not null
                    and earlier.work_on <= sales.sold_on
            )
        when sales.outlet_name is not null and sales.sold_on >= people.from_on + 30 then
            name_key(sales.outlet_name) not in (
                select name_key(earlier.outlet_name)
                from visits as earlier
                where earlier.person_id = sales.person_id
                    and earlier.outlet_name is not null
                    and earlier.work_on between sales.sold_on - 30 and sales.sold_on
            )
        else false
    end
),

-- p9: the supervisor's check sheet saw less than the log says.
checks as (
    select
        logs.person_id,
        'p9',
        'check',
        logs.work_on,
        day_label(logs.work_on) || '：日志' || names.metric_name || ' ' || count_text(logs.actual)
            || '，主管检查表 ' || count_text(checks.actual),
        logs.file_id,
        days.sheet,
        logs.actual_place
    from people
    inner join core.fct_day_metric as logs
        on people.person_id = logs.person_id
        and logs.work_on between people.from_on and people.as_of_on
    inner join core.fct_check_metric as checks
        on logs.person_id = checks.person_id
        and logs.work_on = checks.work_on
        and logs.metric = checks.metric
    inner join core.fct_day as days
        on logs.person_id = days.person_id
        and logs.work_on = days.work_on
    inner join core.dim_metric as names
        on logs.metric = names.metric
    where logs.actual > checks.actual
),

-- p10: sales in the log that the ledger of policies does not have, month by month.
ledger_months as (
    select distinct month_start(issued_on) as month_start_on
    from core.fct_policy
    where issued_on is not null
),

log_sales as (
    select people.person_id, month_start(sales.sold_on) as month_start_on,
        sum(sales.cases) as cases, min(sales.file_id) as file_id, min(sales.sheet) as sheet,
        '第' || cast(min(sales.row_no) as varchar) || '行' as cell, max(sales.sold_on) as last_on
    from people
    inner join core.fct_sale as sales
        on people.person_id = sales.person_id
        and sales.sold_on between people.from_on and people.as_of_on
    group by people.person_id, month_start(sales.sold_on)
),

ledger_sales as (
    select person_id, month_start(issued_on) as month_start_on, sum(cases) as cases
    from core.fct_policy
    where issued_on is not null
    group by person_id, month_start(issued_on)
),

ledgers as (
    select
        log_sales.person_id,
        'p10',
        'ledger',
        log_sales.last_on,
        month_label(log_sales.month_start_on) || '日志出单 ' || count_text(log_sales.cases)
            || ' 件，出单台账 ' || count_text(coalesce(ledger_sales.cases, 0)) || ' 件',
        log_sales.file_id,
        log_sales.sheet,
        log_sales.cell
    from log_sales
    inner join ledger_months
        on log_sales.month_start_on = ledger_months.month_start_on
    left join ledger_sales
        on log_sales.person_id = ledger_sales.person_id
        and log_sales.month_start_on = ledger_sales.month_start_on
    where log_sales.cases > coalesce(ledger_sales.cases, 0) + 1
        and log_sales.cases > 1.25 * coalesce(ledger_sales.cases, 0)
),

final as (
    select * from clashes
    union all
    select * from strangers
    union all
    select * from halves
    union all
    select * from sales
    union all
    select * from checks
    union all
    select * from ledgers
)

select * from final
