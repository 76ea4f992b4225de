-- Grain: one row, the days the meeting packs are about. Inputs: dim_date, run.
-- The morning meeting of next_on looks back at day_on, the last work day that is over; the weekly
-- meeting at the last week that is over: a week with work days to come cannot be summed up.

with days as (
    select
        coalesce(
            max(dates.date_on) filter (where dates.is_workday and dates.date_on <= run.as_of_on),
            max(run.as_of_on)
        ) as day_on,
        coalesce(
            min(dates.date_on) filter (where dates.is_workday and dates.date_on > run.as_of_on),
            max(run.as_of_on) + 1
        ) as next_on
    from meta.run as run
    left join core.dim_date as dates
        on dates.date_on between run.as_of_on - 31 and run.as_of_on + 31
),

weeks as (
    select
        *,
        case
            when week_start(next_on) = week_start(day_on) then week_start(day_on) - 7
            else week_start(day_on)
        end as week_start_on
    from days
),

final as (
    select
        day_on,
        strftime(day_on, '%Y-%m-%d') || ' ' || weekday_name(day_on) as day_label,
        next_on,
        strftime(next_on, '%Y-%m-%d') || ' ' || weekday_name(next_on) as next_label,
        week_start_on,
        week_label(week_start_on) as week_label
    from weeks
)

select * from final
order by day_on
