-- Grain: scope × watched child behind its premium target, review month. Inputs: watch,
-- target_month, luck, dim_date, fct_day, run.
-- Behind = attainment below time progress. The sentence gives the luck check beside the gap and
-- names no cause.

with month_days as (
    select
        run.month_start_on,
        count(*) filter (where dates.is_workday) as workdays,
        count(*) filter (where dates.is_workday and dates.is_elapsed) as elapsed
    from core.dim_date as dates
    inner join meta.run as run
        on dates.month_start_on = run.month_start_on
    group by run.month_start_on
),

expected as (
    select days.person_id, count(*) as expected_days
    from core.fct_day as days
    inner join meta.run as run
        on month_start(days.work_on) = run.month_start_on
    where days.is_expected
    group by days.person_id
),

behind as (
    select
        watch.*,
        targets.target,
        coalesce(targets.actual, 0) as actual,
        targets.gap,
        targets.attainment,
        targets.reason,
        month_days.workdays - month_days.elapsed as workdays_left,
        ratio(month_days.elapsed, month_days.workdays) as time_progress,
        luck.cases,
        luck.talks,
        luck.expected_cases,
        luck.p_this_low,
        luck.parent_name,
        month_days.elapsed as workdays_elapsed,
        coalesce(days.expected_days, 0) as expected_days
    from analysis.watch as watch
    cross join month_days
    inner join analysis.target_month as targets
        on watch.child_type = targets.scope_type
        and watch.child_id = targets.scope_id
        and targets.month_start_on = month_days.month_start_on
        and targets.metric = 'premium_yuan'
    left join analysis.luck as luck
        on watch.child_type = luck.scope_type
        and watch.child_id = luck.scope_id
        and targets.month_start_on = luck.month_start_on
    left join expected as days
        on watch.child_id = days.person_id
    where targets.target > 0
        and targets.gap > 0
        and coalesce(targets.attainment, 0) < ratio(month_days.elapsed, month_days.workdays)
),

final as (
    select
        scope_type,
        scope_id,
        'target' as kind,
        case
            when attainment is null or time_progress < 0.75 then 2
            when child_type = 'team' and attainment < 0.8 * time_progress then 1
            when child_type = 'person' and attainment < 0.5 * time_progress
                and coalesce(p_this_low, 0) < 0.1 then 1
            else 2
        end as severity_ord,
        gap as rank_value,
        case when scope_type = 'person' then '保费' else child_name || ' 保费' end
            || '距目标差 ' || yuan_text(gap) as title,
        '预收 ' || yuan_text(actual) || '，目标 ' || yuan_text(target)
            || case when attainment is null then '，本月没有日志，达成率不可得'
                else '，达成 ' || percent_text(attainment) end
            || case when child_type = 'person' and expected_days < 0.8 * workdays_elapsed
                then '（扣除请假等，本月应出勤 ' || cast(expected_days as varchar) || '/'
                    || cast(workdays_elapsed as varchar) || ' 天）'
                else '' end
            || case
                when workdays_left = 0 then '；本月工作日已全部过去'
                else '；时间进度 ' || percent_text(time_progress) || '，还剩 '
                    || cast(workdays_left as varchar) || ' 个工作日，每天需 '
                    || yuan_text(gap / workdays_left)
            end
            || case when time_progress < 0.75 and child_type = 'team'
                then '（出单常集中在月末，时间进度只作参照）' else '' end
            || '；'
            || case when p_this_low is null then '没有洽谈数据，无法判断是否偶然'
                else '出单 ' || count_text(cases) || ' 件，按其洽谈 ' || count_text(talks)
                    || ' 人和' || parent_name || '近三月转化约应有 '
                    || printf('%.1f', expected_cases) || ' 件，'
                    || case
                        when cases >= expected_cases then '看不出转化偏低'
                        when p_this_low < 0.1 then '偶然低到这样的概率约 '
                            || printf('%.1f', 100 * p_this_low) || '%'
                        else '偶然也会如此（概率约 ' || percent_text(p_this_low) || '），'
                            || case when expected_cases < 30 then '样本小，' else '' end
                            || '不宜下结论'
                    end
            end as detail,
        child_type,
        child_id,
        gap as amount_yuan
    from behind
)

select * from final
