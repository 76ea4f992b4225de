-- Grain: month × day_no at which a forecast is made: every elapsed work day of the review month
-- (0: before it began), and of the closed months before, at a quarter, a half and three quarters of
-- the work days, for the backtest. Inputs: pace_workday, run.

with months as (
    select month_start_on, any_value(workdays) as workdays, bool_and(is_closed) as is_closed,
        count(*) filter (where is_elapsed) as elapsed
    from analysis.pace_workday
    group by month_start_on
),

quarters as (
    select
        months.month_start_on,
        cast(round(shares.share * months.workdays) as bigint) as day_no,
        shares.share
    from months
    cross join (values (0.25::double), (0.5::double), (0.75::double)) as shares (share)
    where months.is_closed
),

days as (
    select months.month_start_on, unnest(range(0, months.elapsed + 1)) as day_no
    from months
    inner join meta.run as run
        on months.month_start_on = run.month_start_on
),

places as (
    select month_start_on, day_no from quarters
    union
    select month_start_on, day_no from days
),

final as (
    select
        places.month_start_on,
        places.day_no,
        months.workdays,
        months.elapsed,
        months.is_closed,
        quarters.share as backtest_share,
        days.day_no is not null as is_review,
        coalesce(days.day_no is not null and places.day_no = months.elapsed, false) as is_now,
        coalesce(reached.through_on, cast(places.month_start_on - 1 as date)) as through_on
    from places
    inner join months
        on places.month_start_on = months.month_start_on
    left join quarters
        on places.month_start_on = quarters.month_start_on
        and places.day_no = quarters.day_no
    left join days
        on places.month_start_on = days.month_start_on
        and places.day_no = days.day_no
    left join analysis.pace_workday as reached
        on places.month_start_on = reached.month_start_on
        and places.day_no = reached.day_no
)

select * from final
