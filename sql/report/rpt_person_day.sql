-- Grain: person × day, every work day or logged day while employed. Inputs: fct_day,
-- fct_day_metric, fct_sale, dim_date, stg_file, dim_code, scope.
-- cells_text leads each figure to its cells: of the activity table, of the sale lines that were
-- summed, or the rows that were counted.

with sale_cells as (
    select
        person_id,
        sold_on as work_on,
        string_agg(try_cast(cells as json) ->> '$.cases', '、' order by row_no, record_no)
            as cases_cells,
        string_agg(try_cast(cells as json) ->> '$.premium_yuan', '、' order by row_no, record_no)
            as premium_cells
    from core.fct_sale
    group by person_id, sold_on
),

figures as (
    select
        metrics.*,
        coalesce(
            case
                when metrics.source = 'sale_rows' and metrics.metric = 'cases'
                    then sale_cells.cases_cells
                when metrics.source = 'sale_rows' then sale_cells.premium_cells
                when metrics.source = 'day_total'
                    then try_cast(days.cells as json) ->> '$.premium_total_yuan'
            end,
            metrics.actual_place
        ) as place
    from core.fct_day_metric as metrics
    inner join core.fct_day as days
        on metrics.person_id = days.person_id
        and metrics.work_on = days.work_on
    left join sale_cells
        on metrics.person_id = sale_cells.person_id
        and metrics.work_on = sale_cells.work_on
),

wide as (
    select
        person_id,
        work_on,
        max(plan) filter (where metric = 'visits') as visits_plan,
        max(actual) filter (where metric = 'visits') as visits,
        max(plan) filter (where metric = 'talks') as talks_plan,
        max(actual) filter (where metric = 'talks') as talks,
        max(actual) filter (where metric = 'intents') as intents,
        max(actual) filter (where metric = 'closes') as closes,
        max(actual) filter (where metric = 'cases') as cases,
        max(actual) filter (where metric = 'premium_yuan') as premium_yuan,
        -- A metric stands once per day: an ordered aggregate, which is slow, is not needed.
        nullif(concat_ws(' · ',
            max('拜访 ' || place) filter (where metric = 'visits'),
            max('洽谈 ' || place) filter (where metric = 'talks'),
            max('意向 ' || place) filter (where metric = 'intents'),
            max('促成 ' || place) filter (where metric = 'closes'),
            max('件数 ' || place) filter (where metric = 'cases'),
            max('保费 ' || place) filter (where metric = 'premium_yuan')
        ), '') as cells_text
    from figures
    group by person_id, work_on
),

final as (
    select
        days.person_id,
        days.work_on,
        weekday_name(days.work_on) as weekday_name,
        days.is_workday,
        days.status,
        coalesce(codes.code_name, days.status) as status_name,
        wide.visits_plan,
        wide.visits,
        wide.talks_plan,
        wide.talks,
        wide.intents,
        wide.closes,
        wide.cases,
        wide.premium_yuan,
        files.path as file_path,
        days.sheet,
        wide.cells_text,
        dates.holiday_name
    from core.fct_day as days
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and days.person_id = scopes.scope_id
    left join core.dim_date as dates
        on days.work_on = dates.date_on
    left join wide
        on days.person_id = wide.person_id
        and days.work_on = wide.work_on
    left join staging.stg_file as files
        on days.file_id = files.file_id
    left join core.dim_code as codes
        on codes.code_type = 'day_status'
        and days.status = codes.code
    where days.has_log
        or (days.is_workday and days.status <> 'not_employed')
)

select * from final
order by person_id, work_on
