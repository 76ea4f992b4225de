-- Grain: person × day × metric, of the kept version of each day. Inputs: day_version,
-- stg_day_metric, stg_visit, stg_sale.
-- source says where actual comes from: log (the activity table), visit_rows (no count was written,
-- so the visit lines are counted), sale_rows (件数 and 保费 are the sums of the sale lines),
-- day_total (only 当日保费合计 was written). stated_actual is what the activity table says anyway;
-- actual_place is the cell, or the rows, behind actual.

with kept_days as (
    select person_id, work_on, file_id, day_no, premium_total_yuan
    from core.day_version
    where is_kept
),

stated_ranked as (
    select
        days.person_id,
        days.work_on,
        metrics.file_id,
        metrics.metric,
        metrics.plan,
        metrics.actual,
        metrics.plan_cell,
        metrics.actual_cell,
        row_number() over (
            partition by days.person_id, days.work_on, metrics.metric
            order by
                case when metrics.actual is null then 1 else 0 end,
                metrics.record_no desc
        ) as choice
    from staging.stg_day_metric as metrics
    inner join kept_days as days
        on metrics.file_id = days.file_id
        and metrics.day_no = days.day_no
),

stated as (
    select person_id, work_on, file_id, metric, plan, actual, plan_cell, actual_cell
    from stated_ranked
    where choice = 1
),

visit_counts as (
    select days.person_id, days.work_on, days.file_id, cast(count(*) as double) as visit_rows,
        min(visits.row_no) as first_row, max(visits.row_no) as last_row
    from staging.stg_visit as visits
    inner join kept_days as days
        on visits.file_id = days.file_id
        and visits.day_no = days.day_no
    where coalesce(visits.is_done, true)
    group by days.person_id, days.work_on, days.file_id
),

sale_sums as (
    select
        days.person_id,
        days.work_on,
        days.file_id,
        sum(sales.cases) as cases,
        sum(sales.premium_yuan) as premium_yuan,
        count(*) = count(sales.cases) as all_cases_read,
        count(*) = count(sales.premium_yuan) as all_premiums_read,
        min(sales.row_no) as first_row,
        max(sales.row_no) as last_row
    from staging.stg_sale as sales
    inner join kept_days as days
        on sales.file_id = days.file_id
        and sales.day_no = days.day_no
    group by days.person_id, days.work_on, days.file_id
),

-- What the lines of the log give, beside what its activity table states.
derived as (
    select person_id, work_on, file_id, 'visits' as metric, visit_rows as line_actual,
        false as lines_win, 'visit_rows' as line_source, first_row, last_row
    from visit_counts
    union all
    -- A line whose figure could not be read makes the sum too small: a stated figure is better.
    select person_id, work_on, file_id, 'cases' as metric, cases as line_actual,
        all_cases_read as lines_win, 'sale_rows' as line_source, first_row, last_row
    from sale_sums
    where cases is not null
    union all
    select person_id, work_on, file_id, 'premium_yuan' as metric, premium_yuan as line_actual,
        all_premiums_read as lines_win, 'sale_rows' as line_source, first_row, last_row
    from sale_sums
    where premium_yuan is not null
    union all
    select days.person_id, days.work_on, days.file_id, 'premium_yuan' as metric,
        days.premium_total_yuan as line_actual, false as lines_win, 'day_total' as line_source,
        cast(null as integer) as first_row, cast(null as integer) as last_row
    from kept_days as days
    left join sale_sums
        on days.person_id = sale_sums.person_id
        and days.work_on = sale_sums.work_on
    where days.premium_total_yuan is not null
        and sale_sums.premium_yuan is null
),

combined as (
    select
        coalesce(stated.person_id, derived.person_id) as person_id,
        coalesce(stated.work_on, derived.work_on) as work_on,
        coalesce(stated.metric, derived.metric) as metric,
        stated.plan,
        case
            when derived.lines_win then derived.line_actual
            else coalesce(stated.actual, derived.line_actual)
        end as actual,
        case
            when derived.lines_win then derived.line_source
            when stated.actual is not null then 'log'
            when derived.line_actual is not null then derived.line_source
            else 'log'
        end as source,
        stated.actual as stated_actual,
        stated.plan_cell,
        case
            when derived.lines_win or stated.actual is null then
                case
                    when derived.first_row is null then null
                    when derived.first_row = derived.last_row
                        then '第' || cast(derived.first_row as varchar) || '行'
                    else '第' || cast(derived.first_row as varchar) || '–'
                        || cast(derived.last_row as varchar) || '行'
                end
            else stated.actual_cell
        end as actual_place,
        coalesce(stated.file_id, derived.file_id) as file_id
    from stated
    full outer join derived
        on stated.person_id = derived.person_id
        and stated.work_on = derived.work_on
        and stated.metric = derived.metric
),

final as (
    select person_id, work_on, metric, plan, actual, source, stated_actual, file_id,
        plan_cell, actual_place
    from combined
    where plan is not null or actual is not null
)

select * from final
