-- Grain: period type × first day (day, week from Monday, month). Input: dim_date.
-- workdays counts the whole period, workdays_elapsed up to the as-of day.

with periods as (
    select 'day' as period_type, date_on as period_start_on, date_on, is_workday, is_elapsed
    from core.dim_date
    union all
    select 'week' as period_type, week_start_on as period_start_on, date_on, is_workday, is_elapsed
    from core.dim_date
    union all
    select 'month' as period_type, month_start_on as period_start_on, date_on, is_workday, is_elapsed
    from core.dim_date
),

final as (
    select
        period_type,
        period_start_on,
        case period_type
            when 'day' then day_label(period_start_on)
            when 'week' then week_label(period_start_on)
            else month_label(period_start_on)
        end as period_label,
        count(*) filter (where is_workday) as workdays,
        count(*) filter (where is_workday and is_elapsed) as workdays_elapsed
    from periods
    group by period_type, period_start_on
    having bool_or(is_elapsed)
)

select * from final
