-- Grain: month × work day. Input: dim_date, run.
-- from_on … through_on are the days whose sales count for the work day: the free days before it,
-- and after the last one the rest of the month. Months without a work day do not exist in China.

with workdays as (
    select
        month_start_on,
        date_on as work_on,
        is_elapsed,
        row_number() over month_days as day_no,
        count(*) over (partition by month_start_on) as workdays,
        lag(date_on) over month_days as previous_on
    from core.dim_date
    where is_workday
        and month_start_on <= (select month_start_on from meta.run)
    window month_days as (partition by month_start_on order by date_on)
),

final as (
    select
        workdays.month_start_on,
        workdays.day_no,
        workdays.workdays,
        workdays.work_on,
        workdays.is_elapsed,
        coalesce(cast(workdays.previous_on + 1 as date), workdays.month_start_on) as from_on,
        case when workdays.day_no = workdays.workdays then month_end(workdays.month_start_on)
            else workdays.work_on end as through_on,
        month_end(workdays.month_start_on) <= run.as_of_on as is_closed
    from workdays
    cross join meta.run as run
)

select * from final
