-- Grain: person × day × metric that was read, of the kept version of each log. Inputs: fct_day,
-- fct_day_metric, fct_sale, stg_file, scope.
-- What a reader finds behind a figure: place is the cell (or the cells that were summed, or the
-- rows that were counted) of actual, plan_cell the cell of plan, in sheet of file_path. A name that
-- one cannot see, such as a customer's, never stands here.

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

final as (
    select
        metrics.person_id,
        metrics.work_on,
        metrics.metric,
        metrics.plan,
        metrics.actual,
        files.path as file_path,
        days.sheet,
        metrics.plan_cell,
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
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and metrics.person_id = scopes.scope_id
    inner join core.fct_day as days
        on metrics.person_id = days.person_id
        and metrics.work_on = days.work_on
    left join sale_cells
        on metrics.person_id = sale_cells.person_id
        and metrics.work_on = sale_cells.work_on
    left join staging.stg_file as files
        on days.file_id = files.file_id
    where metrics.metric in ('visits', 'talks', 'intents', 'closes', 'cases', 'premium_yuan')
)

select * from final
order by person_id, work_on, metric
