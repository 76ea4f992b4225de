-- Grain: scope × level (year, month, week, day) × period × metric: targets tracked at each level.
-- Inputs: target_day, target_month, year_target, plan_actual, dim_date, run. Days and weeks of the
-- review month, months of its year, and the year. A year's target is what a form states (split_by
-- 'stated'), else the sum of its months' as far as they are set (months_with_target); what should
-- be there by now is always the months' sum, which is the scope's own split. target_to_date counts
-- work days up to the as-of day; weeks are those of the month, cut at its ends. Work on days off
-- counts for their week, month and year.

with months as (
    select targets.scope_type, targets.scope_id, targets.month_start_on, targets.metric,
        targets.target, targets.actual
    from analysis.target_month as targets
    inner join meta.run as run
        on year(targets.month_start_on) = year(run.month_start_on)
        and targets.month_start_on <= run.month_start_on
    where targets.target > 0
),

days as (
    select targets.*,
        case when targets.metric in ('cases', 'premium_yuan') and figures.worked_days > 0
            then coalesce(figures.actual, 0.0) else figures.actual end as actual
    from analysis.target_day as targets
    left join analysis.plan_actual as figures
        on figures.period_type = 'day'
        and targets.scope_type = figures.scope_type
        and targets.scope_id = figures.scope_id
        and targets.date_on = figures.period_start_on
        and targets.metric = figures.metric
),

-- Every day of the month belongs to a week, weekends too.
week_numbers as (
    select distinct week_start_on, week_no
    from analysis.target_day
),

calendar_days as (
    select
        dates.date_on,
        coalesce(
            numbers.week_no,
            (select max(earlier.week_no) from week_numbers as earlier
                where earlier.week_start_on < dates.week_start_on),
            1
        ) as week_no
    from core.dim_date as dates
    inner join meta.run as run
        on dates.month_start_on = run.month_start_on
    left join week_numbers as numbers
        on dates.week_start_on = numbers.week_start_on
),

week_actuals as (
    select figures.scope_type, figures.scope_id, figures.metric, calendar_days.week_no,
        sum(case when figures.metric in ('cases', 'premium_yuan') and figures.worked_days > 0
            then coalesce(figures.actual, 0.0) else figures.actual end) as actual
    from analysis.plan_actual as figures
    inner join calendar_days
        on figures.period_start_on = calendar_days.date_on
    where figures.period_type = 'day'
    group by figures.scope_type, figures.scope_id, figures.metric, calendar_days.week_no
),

week_targets as (
    select scope_type, scope_id, metric, week_no, min(date_on) as first_on, max(date_on) as last_on,
        sum(target) as target,
        sum(case when is_elapsed then target else 0.0 end) as target_to_date,
        case when count(distinct split_by) = 1 then min(split_by) else 'mixed' end as split_by,
        bool_or(is_elapsed) as is_begun
    from days
    group by scope_type, scope_id, metric, week_no
),

to_date as (
    select scope_type, scope_id, metric, sum(case when is_elapsed then target else 0.0 end)
        as target_to_date
    from days
    group by scope_type, scope_id, metric
),

month_rows as (
    select
        months.scope_type,
        months.scope_id,
        months.month_start_on,
        months.metric,
        months.target,
        case
            when months.month_start_on = run.month_start_on
                and month_end(run.as_of_on) > run.as_of_on
            then least(to_date.target_to_date, months.target) else months.target end
            as target_to_date,
        months.actual
    from months
    cross join meta.run as run
    left join to_date
        on months.scope_type = to_date.scope_type
        and months.scope_id = to_date.scope_id
        and months.metric = to_date.metric
),

year_sums as (
    select scope_type, scope_id, metric, min(date_trunc('year', month_start_on)) as year_start_on,
        sum(target) as target, sum(target_to_date) as target_to_date, sum(actual) as actual,
        count(*) as months
    from month_rows
    group by scope_type, scope_id, metric
),

rows_by_level as (
    select scope_type, scope_id, 4 as level_ord, 'day' as level, date_on as period_start_on,
        date_on as period_end_on, metric, target,
        case when is_elapsed then target else 0.0 end as target_to_date, actual, split_by,
        cast(null as bigint) as months_with_target, is_elapsed as is_begun
    from days
    union all
    select targets.scope_type, targets.scope_id, 3, 'week', targets.first_on, targets.last_on,
        targets.metric, targets.target, targets.target_to_date, actuals.actual, targets.split_by,
        null, targets.is_begun
    from week_targets as targets
    left join week_actuals as actuals
        on targets.scope_type = actuals.scope_type
        and targets.scope_id = actuals.scope_id
        and targets.metric = actuals.metric
        and targets.week_no = actuals.week_no
    union all
    select scope_type, scope_id, 2, 'month', month_start_on, month_end(month_start_on), metric,
        target, target_to_date, actual, null, null, true
    from month_rows
    union all
    select year_sums.scope_type, year_sums.scope_id, 1, 'year', year_sums.year_start_on,
        year_sums.year_start_on + interval 1 year - interval 1 day, year_sums.metric,
        coalesce(stated.target, year_sums.target), year_sums.target_to_date, year_sums.actual,
        case when stated.target is not null then 'stated' end, year_sums.months, true
    from year_sums
    left join core.year_target as stated
        on year_sums.scope_type = stated.scope_type
        and year_sums.scope_id = stated.scope_id
        and year(year_sums.year_start_on) = stated.year
        and year_sums.metric = stated.metric
),

final as (
    select
        scope_type,
        scope_id,
        level_ord,
        level,
        cast(period_start_on as date) as period_start_on,
        cast(period_end_on as date) as period_end_on,
        metric,
        target,
        target_to_date,
        actual,
        case when is_begun then target_to_date - coalesce(actual, 0.0) end as gap_to_date,
        case when is_begun then ratio(actual, target_to_date) end as attainment_to_date,
        split_by,
        months_with_target,
        case
            when not is_begun then 'OPEN_PERIOD'
            when target_to_date = 0 then 'NO_TARGET'
            when actual is null then 'NO_FIGURE'
        end as reason
    from rows_by_level
)

select * from final
