-- Grain: detected phenomenon × candidate cause × discriminator, for habits, plans, outlets, teams
-- and logs. Inputs: cause_detect, cause_share, cause_share_count, cause_flag, gap_factor,
-- gap_month, quota_speed, chain_month, rate_share.

with detected as (
    select * from analysis.cause_detect
),

-- A habit is one when it is below the team's in every one of the months that can be seen, not only
-- in their sum.
team_months as (
    select team_id, month_start_on, habit, sum(y) / sum(n) as peer
    from analysis.cause_share_count
    group by team_id, month_start_on, habit
),

months as (
    select
        detected.scope_id,
        detected.month_start_on,
        detected.rule,
        count(*) as months,
        count(*) filter (where counts.y / counts.n < team_months.peer) as low_months
    from detected
    inner join analysis.cause_share_count as counts
        on detected.scope_type = 'person'
        and detected.scope_id = counts.person_id
        and detected.factor = counts.habit
        and counts.month_start_on between add_months(detected.month_start_on, -2)
            and detected.month_start_on
    inner join team_months
        on counts.team_id = team_months.team_id
        and counts.month_start_on = team_months.month_start_on
        and counts.habit = team_months.habit
    group by detected.scope_id, detected.month_start_on, detected.rule
),

-- The best month of the six before, and what the team's members reach in this one.
reached as (
    select
        months.person_id,
        months.month_start_on,
        max(before.y) as best_yuan,
        count(before.y) as months
    from analysis.chain_month as months
    left join analysis.chain_month as before
        on months.person_id = before.person_id
        and before.kind = 'ticket'
        and before.month_start_on between add_months(months.month_start_on, -6)
            and add_months(months.month_start_on, -1)
    where months.kind = 'ticket'
    group by months.person_id, months.month_start_on
),

team_targets as (
    select person_id, month_start_on, target_yuan,
        quantile_cont(target_yuan, 0.75) over (partition by team_id, month_start_on) as upper_yuan
    from analysis.gap_month
    where reference = 'plan'
        and target_yuan is not null
),

quotas as (
    select
        factors.person_id,
        factors.month_start_on,
        factors.base_full as quota,
        quantile_cont(factors.base_full, 0.25) over (
            partition by factors.team_id, factors.month_start_on
        ) as lower_quota,
        speeds.usual_per_day
    from analysis.gap_factor as factors
    left join analysis.quota_speed as speeds
        on factors.person_id = speeds.person_id
        and factors.month_start_on = speeds.month_start_on
    where factors.reference = 'plan'
        and factors.kind = 'volume'
        and factors.base_full is not null
),

final as (
    select detected.*, 'habit' as cause_key, 1 as test_ord, 'for' as outcome,
        cast(months.months as varchar) || ' 个月每个月都低于同组，不是偶然一次' as text
    from detected
    inner join months
        on detected.scope_id = months.scope_id
        and detected.month_start_on = months.month_start_on
        and detected.rule = months.rule
        and months.months >= 2
        and months.low_months = months.months
    where detected.rule in ('R7', 'R8', 'R9', 'R12', 'R13')
    union all
    select detected.*, 'approach', 1, 'for',
        cast(months.months as varchar) || ' 个月每个月都低于同组'
    from detected
    inner join months
        on detected.scope_id = months.scope_id
        and detected.month_start_on = months.month_start_on
        and detected.rule = months.rule
        and months.months >= 2
        and months.low_months = months.months
    where detected.rule = 'R2'
    union all
    select detected.*, 'target_high', 1,
        case when team_targets.target_yuan > 1.1 * reached.best_yuan
            and team_targets.target_yuan >= team_targets.upper_yuan then 'for' else 'against' end,
        '目标 ' || yuan_text(team_targets.target_yuan) || '，本人前 '
            || cast(reached.months as varchar) || ' 个月最好 ' || yuan_text(reached.best_yuan)
            || '，同组目标的上四分位 ' || yuan_text(team_targets.upper_yuan)
    from detected
    inner join team_targets
        on detected.scope_id = team_targets.person_id
        and detected.month_start_on = team_targets.month_start_on
    inner join reached
        on detected.scope_id = reached.person_id
        and detected.month_start_on = reached.month_start_on
        and reached.months >= 2
    where detected.rule = 'R14'
    union all
    select detected.*, 'quota_low', 1,
        case when quotas.quota < quotas.lower_quota or quotas.quota < 0.9 * quotas.usual_per_day
            then 'for' else 'against' end,
        '自设每天 ' || printf('%.1f', quotas.quota) || '，同组下四分位 '
            || printf('%.1f', quotas.lower_quota) || coalesce('，本人平常 '
                || printf('%.1f', quotas.usual_per_day), '')
    from detected
    inner join quotas
        on detected.scope_id = quotas.person_id
        and detected.month_start_on = quotas.month_start_on
    where detected.rule = 'R14'
    union all
    select detected.*, 'late', 1, 'for', '三个月每个月都是如此，且合并检验显著'
    from detected
    where detected.rule = 'R15'
    union all
    select detected.*, 'outlet', 1, 'for',
        '本人 ' || percent_text(shares.mixed_share) || ' 的洽谈有网点记录，按等级折算后与同组没有差别'
    from detected
    inner join analysis.rate_share as shares
        on detected.scope_id = shares.person_id
        and detected.month_start_on = shares.month_start_on
        and detected.factor = shares.factor
    where detected.rule = 'R16'
    union all
    select detected.*, 'support', 1, 'for', '主管日程已填写，次数低于每周三次'
    from detected
    where detected.rule = 'R17'
        and detected.is_strong
    union all
    select detected.*, 'team', 1, 'for', '低于 99.8% 界限，二十个团队中偶然出现的机会不到百分之三'
    from detected
    where detected.rule = 'R18'
        and detected.is_strong
    union all
    select detected.*, 'missing', 1, 'for', '日历、花名册、请假表核对过，确为应交未交'
    from detected
    where detected.rule = 'R19'
    union all
    select detected.*, 'luck', 1, 'for',
        '没有一环在统计上偏低；按本人的活动量和收缩后的转化率，本应签到这些'
    from detected
    where detected.rule = 'R0'
)

select * from final
