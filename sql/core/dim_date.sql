-- Grain: day, without gaps. Inputs: the run's as-of day, the first day of any log, the notices.
-- From the first month with data to the Sunday after the as-of month, so that its last week is
-- whole. Work day = Monday to Friday less
-- the public holidays plus the make-up days (调休). is_spine marks the days on which logs are
-- expected: at most 24 months back, so that one wrongly dated log does not make decades missing.

with digits as (
    select 0 as digit
    union all select 1 union all select 2 union all select 3 union all select 4
    union all select 5 union all select 6 union all select 7 union all select 8
    union all select 9
),

numbers as (
    select ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit
            + 10000 * myriads.digit as n
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
    cross join digits as myriads
),

bounds as (
    select
        run.as_of_on,
        cast(week_start(month_end(run.as_of_on)) + 6 as date) as last_on,
        month_start(least(
            run.as_of_on,
            coalesce((select min(work_on) from staging.stg_day), run.as_of_on),
            coalesce(
                (select min(period_start_on) from staging.stg_period_metric), run.as_of_on
            ),
            coalesce((select min(month_start_on) from staging.stg_target), run.as_of_on)
        )) as first_on,
        month_start(least(
            run.as_of_on,
            coalesce((select min(work_on) from staging.stg_day), run.as_of_on)
        )) as first_log_month_on
    from meta.run as run
),

-- 100,000 days, so that a log dated 1926 by mistake still stands on a day.
days as (
    select
        cast(bounds.last_on - numbers.n as date) as date_on,
        bounds.as_of_on,
        bounds.first_log_month_on
    from bounds
    inner join numbers
        on bounds.last_on - numbers.n >= bounds.first_on
),

noticed_years as (
    select distinct year(date_on) as notice_year
    from staging.stg_calendar_notice
),

final as (
    select
        days.date_on,
        case
            when notices.date_on is not null then notices.is_work
            else isodow(days.date_on) <= 5
        end as is_workday,
        month_start(days.date_on) as month_start_on,
        week_start(days.date_on) as week_start_on,
        notices.holiday_name,
        isodow(days.date_on) as iso_weekday,
        days.date_on <= days.as_of_on as is_elapsed,
        days.date_on <= days.as_of_on
            and days.date_on >= days.first_log_month_on
            and days.date_on >= add_months(month_start(days.as_of_on), -23) as is_spine,
        noticed_years.notice_year is not null as has_notice
    from days
    left join staging.stg_calendar_notice as notices
        on days.date_on = notices.date_on
    left join noticed_years
        on year(days.date_on) = noticed_years.notice_year
)

select * from final
