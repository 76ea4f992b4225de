-- Grain: scope (person, team) × week: activity per work day with XmR limits (DOMAIN 4.5). Inputs:
-- activity_day, period, run.
-- value = Σ activity ÷ logged days, so that short weeks compare with full ones; weeks of
-- fewer than two elapsed work days, or in which fewer than two days have a figure, are skipped. At
-- most the last 26 weeks. Limits mean ± 2.66 · mean moving range, that of the range 3.27 times its
-- mean; none below eight weeks (FEW_WEEKS). signal: outside; run8 = the eighth and further week in
-- a row on one side; near3of4 = at least three of the last four nearer to the same limit than to
-- the mean.

with days as (
    select
        counts.person_id,
        counts.day_team_id as team_id,
        week_start(counts.work_on) as week_start_on,
        counts.actual
    from analysis.activity_day as counts
    cross join meta.run as run
    where counts.work_on > run.as_of_on - 26 * 7
),

scoped as (
    select 'person' as scope_type, person_id as scope_id, week_start_on, actual from days
    union all
    select 'team', team_id, week_start_on, actual from days
),

weeks as (
    select
        scoped.scope_type,
        scoped.scope_id,
        scoped.week_start_on,
        sum(scoped.actual) as y,
        count(*) as n,
        sum(scoped.actual) / count(*) as value
    from scoped
    inner join analysis.period as periods
        on periods.period_type = 'week'
        and scoped.week_start_on = periods.period_start_on
        and periods.workdays_elapsed >= 2
    group by scoped.scope_type, scoped.scope_id, scoped.week_start_on
    having count(*) >= 2
),

moves as (
    select
        weeks.*,
        row_number() over series as week_no,
        abs(value - lag(value) over series) as moving_range
    from weeks
    window series as (partition by scope_type, scope_id order by week_start_on)
),

limits as (
    select
        moves.*,
        count(*) over whole as weeks,
        avg(value) over whole as mean,
        avg(moving_range) over whole as mean_range
    from moves
    window whole as (partition by scope_type, scope_id)
),

sides as (
    select
        limits.*,
        greatest(mean - 2.66 * mean_range, 0) as lo,
        mean + 2.66 * mean_range as hi,
        3.27 * mean_range as range_hi,
        sign(value - mean) as side,
        case
            when value - mean > 1.33 * mean_range then 1
            when mean - value > 1.33 * mean_range then -1
            else 0
        end as near
    from limits
),

runs as (
    select
        sides.*,
        sum(side) over (series rows between 7 preceding and current row) as side_sum,
        count(*) filter (where near = 1) over (series rows between 3 preceding and current row)
            as near_high,
        count(*) filter (where near = -1) over (series rows between 3 preceding and current row)
            as near_low
    from sides
    window series as (partition by scope_type, scope_id order by week_start_on)
),

final as (
    select
        scope_type,
        scope_id,
        week_start_on,
        cast(week_no as integer) as week_no,
        cast(weeks as integer) as weeks,
        y,
        n,
        value,
        case when weeks >= 8 then mean end as mean,
        case when weeks >= 8 then lo end as lo,
        case when weeks >= 8 then hi end as hi,
        moving_range,
        case when weeks >= 8 then range_hi end as range_hi,
        case
            when weeks < 8 or mean_range = 0 then null
            when value > hi then 'above'
            when value < mean - 2.66 * mean_range then 'below'
            when side_sum = 8 then 'run8_high'
            when side_sum = -8 then 'run8_low'
            when near = 1 and near_high >= 3 then 'near_high'
            when near = -1 and near_low >= 3 then 'near_low'
        end as signal,
        case when weeks < 8 then 'FEW_WEEKS' end as reason
    from runs
)

select * from final
