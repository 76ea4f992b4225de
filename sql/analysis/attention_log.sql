-- Grain: scope × watched child with missing logs in the review month. Inputs: watch, fct_day,
-- scope, run. Days not handed in are unknown, not zero, and the sentence says so.

with days as (
    select
        days.person_id,
        days.team_id,
        days.work_on,
        days.is_worked,
        days.status = 'missing' as is_missing
    from core.fct_day as days
    inner join meta.run as run
        on month_start(days.work_on) = run.month_start_on
    where days.is_expected
),

child_days as (
    select 'team' as child_type, team_id as child_id, days.* from days
    union all
    select 'person' as child_type, person_id as child_id, days.* from days
),

sums as (
    select
        child_type,
        child_id,
        count(*) as expected_days,
        count(*) filter (where is_missing) as missing_days
    from child_days
    group by child_type, child_id
),

person_missing as (
    select
        team_id,
        person_id,
        count(*) filter (where is_missing) as missing_days
    from days
    group by team_id, person_id
),

worst as (
    select
        missing.team_id,
        missing.person_id,
        scopes.scope_name,
        missing.missing_days,
        row_number() over (
            partition by missing.team_id
            order by missing.missing_days desc, scopes.scope_ord
        ) as choice
    from person_missing as missing
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and missing.person_id = scopes.scope_id
    where missing.missing_days > 0
),

worst_texts as (
    select
        team_id,
        string_agg(scope_name || ' ' || cast(missing_days as varchar) || ' 天', '、'
            order by choice) as names
    from worst
    where choice <= 3
    group by team_id
),

person_dates as (
    select
        person_id,
        string_agg(day_label(work_on), '、' order by work_on) as dates
    from days
    where is_missing
    group by person_id
),

final as (
    select
        watch.scope_type,
        watch.scope_id,
        'missing_log' as kind,
        case
            when sums.missing_days >= 0.3 * sums.expected_days then 1
            when sums.missing_days >= 0.1 * sums.expected_days then 2
            else 3
        end as severity_ord,
        cast(sums.missing_days as double) as rank_value,
        case when watch.scope_type = 'person' then '' else watch.child_name || ' ' end
            || '缺日志 ' || cast(sums.missing_days as varchar) || ' 天' as title,
        '应交 ' || cast(sums.expected_days as varchar) || ' 天，已交 '
            || percent_text(1 - ratio(sums.missing_days, sums.expected_days))
            || case watch.child_type
                when 'team' then coalesce('；缺得最多：' || worst_texts.names, '')
                else coalesce('；未交：' || person_dates.dates, '')
            end
            || '。未交的日子活动量未知，不按 0 计' as detail,
        watch.child_type,
        watch.child_id,
        cast(null as double) as amount_yuan
    from analysis.watch as watch
    inner join sums
        on watch.child_type = sums.child_type
        and watch.child_id = sums.child_id
    left join worst_texts
        on case when watch.child_type = 'team' then watch.child_id end = worst_texts.team_id
    left join person_dates
        on case when watch.child_type = 'person' then watch.child_id end = person_dates.person_id
    where sums.missing_days >= case when watch.child_type = 'person' then 2 else 1 end
)

select * from final
