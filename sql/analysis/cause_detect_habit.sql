-- Grain: person × month × rule found in habits (R2, R7–R13). Inputs: cause_share, cause_reject,
-- cause_flag. No habit has money of its own: phi_yuan is null.

with rules as (
    select habit, rule, habit_name
    from (
        values
        ('appointment', 'R2', '约访成功'),
        ('object', 'R7', '写明对象与目的的拜访'),
        ('prepared', 'R8', '有准备内容的拜访'),
        ('next_step', 'R9', '有后续安排的拜访'),
        ('day_plan', 'R12', '写了计划数字的工作日'),
        ('reflection', 'R13', '写了问题及心得（不照抄前一日）的工作日'),
        ('selling', 'R11', '初访、说明、促成')
    ) as rules (habit, rule, habit_name)
),

habits as (
    select
        shares.person_id,
        shares.month_start_on,
        shares.team_id,
        rules.rule,
        shares.habit as factor,
        cast(null as double) as phi_yuan,
        shares.n,
        shares.p_worse,
        '近三个月 ' || count_text(shares.n) || ' 次（天）中，' || rules.habit_name || ' '
            || count_text(shares.y) || '，占 ' || percent_text(shares.raw) || '，同组 '
            || percent_text(shares.peer) || '，明显偏低的概率 ' || sure_text(shares.p_worse)
            as phenomenon
    from analysis.cause_share as shares
    inner join rules
        on shares.habit = rules.habit
    left join analysis.cause_flag as activity
        on shares.person_id = activity.person_id
        and shares.month_start_on = activity.month_start_on
        and activity.kind = 'volume'
    where shares.is_low
        -- Easy work instead of selling is only that when the total is not low as well.
        and (rules.rule <> 'R11' or not coalesce(activity.is_low, false))
),

rejections as (
    select
        person_id,
        month_start_on,
        team_id,
        'R10' as rule,
        'rejection' as factor,
        cast(null as double) as phi_yuan,
        cast(k as double) as n,
        1 - p as p_worse,
        '近三个月 ' || cast(k as varchar) || ' 个遭拒较多的日子，次日活动量平均 '
            || printf('%.1f', activity_after) || '，其他日子 ' || printf('%.1f', activity_other)
            || '（偶然出现这样差别的概率 ' || printf('%.1f', 100 * p) || '%）' as phenomenon
    from analysis.cause_reject
    where is_low
),

final as (
    select * from habits
    union all
    select * from rejections
)

select * from final
