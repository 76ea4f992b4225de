-- Grain: scope × watched child behind its premium target, review month. Inputs: watch, target_month,
-- luck, dim_date, run.
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
        luck.p_this_low
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
            when attainment is null then 2
            when child_type = 'team' and attainment < 0.8 * time_progress then 1
            when child_type = 'person' and attainment < 0.5 * time_progress
                and coalesce(p_this_low, 0) < 0.1 then 1
            else 2
        end as severity_ord,
        gap as rank_value,
        case when scope_type = 'person' then '保费' else child_name || ' 保费' end
            || '距目标差 ' || yuan_text(gap) as title,
        '已收 ' || yuan_text(actual) || '，目标 ' || yuan_text(target)
            || case when attainment is null then '，本月没有日志，达成率不可得'
                else '，达成 ' || percent_text(attainment) end
            || case
                when workdays_left = 0 then '；本月工作日已全部过去'
                else '；时间进度 ' || percent_text(time_progress) || '，还剩 '
                    || cast(workdays_left as varchar) || ' 个工作日，每天需 '
                    || yuan_text(gap / workdays_left)
            end
            || case
                when p_this_low is null then '；没有洽谈数据，无法判断是否偶然'
                when p_this_low >= 0.1 then '；出单 ' || count_text(cases) || ' 件，按其洽谈 '
                    || count_text(talks) || ' 人和上级近三月转化约应有 '
                    || printf('%.1f', expected_cases)
                    || ' 件，单看件数偶然也会如此（概率 ' || percent_text(p_this_low)
                    || '），样本小，不宜下结论'
                else '；出单 ' || count_text(cases) || ' 件，按其洽谈 ' || count_text(talks)
                    || ' 人和上级近三月转化约应有 ' || printf('%.1f', expected_cases)
                    || ' 件，偶然低到这样的概率只有 ' || printf('%.1f', 100 * p_this_low) || '%'
            end as detail,
        child_type,
        child_id,
        gap as amount_yuan
    from behind
)

select * from final
