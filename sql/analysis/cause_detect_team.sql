-- Grain: team × month × rule about the team, not its people (R17, R18). Inputs: cause_flag,
-- funnel_limit, rate_share, dim_chain, fct_supervisor_slot, fct_coaching, person_service, scope.

with flagged as (
    select
        team_id,
        month_start_on,
        factor,
        any_value(chain) as chain,
        count(*) as people,
        sum(phi_yuan) as phi_yuan
    from analysis.cause_flag
    where is_flagged
    group by team_id, month_start_on, factor
    having count(*) >= 3
),

weeks as (
    select team_id, month_start(slot_on) as month_start_on, count(distinct week_start(slot_on))
            as weeks,
        count(*) filter (where activity in ('one_on_one', 'joint_visit')) as sessions
    from core.fct_supervisor_slot
    where activity is not null
    group by team_id, month_start(slot_on)
),

coached as (
    select team_id, month_start(week_start_on) as month_start_on,
        count(distinct person_id) as people, count(*) as entries
    from core.fct_coaching
    where team_id is not null
    group by team_id, month_start(week_start_on)
),

support as (
    select
        flagged.team_id,
        flagged.month_start_on,
        'R17' as rule,
        flagged.factor,
        flagged.phi_yuan,
        cast(flagged.people as double) as n,
        factors.factor_name || '有 ' || cast(flagged.people as varchar) || ' 人被点名；主管'
            || case when weeks.weeks > 0 then '本月日程中陪访与个别辅导平均每周 '
                || printf('%.1f', weeks.sessions / cast(weeks.weeks as double)) || ' 次'
                else '本月周报中的辅导记录 ' || cast(coalesce(coached.entries, 0) as varchar) || ' 条'
            end as phenomenon,
        weeks.weeks > 0 as has_schedule
    from flagged
    inner join core.dim_chain as factors
        on flagged.chain = factors.chain
        and flagged.factor = factors.factor
    left join weeks
        on flagged.team_id = weeks.team_id
        and flagged.month_start_on = weeks.month_start_on
    left join coached
        on flagged.team_id = coached.team_id
        and flagged.month_start_on = coached.month_start_on
    where (weeks.weeks > 0 and weeks.sessions < 3 * weeks.weeks)
        or (weeks.weeks is null and coached.people < flagged.people)
),

-- Members' rates against the team's own: chi-square per degree of freedom.
spread as (
    select
        shares.month_start_on,
        shares.team_id,
        shares.factor,
        sum(power(shares.y - shares.n * limits.rate, 2)
            / nullif(shares.n * limits.rate * (1 - limits.rate), 0)) / nullif(count(*) - 1, 0)
            as chi_per_df
    from analysis.rate_share as shares
    inner join analysis.funnel_limit as limits
        on shares.month_start_on = limits.month_start_on
        and shares.chain = limits.chain
        and shares.factor = limits.factor
        and shares.team_id = limits.team_id
    where shares.n > 0
    group by shares.month_start_on, shares.team_id, shares.factor
),

common as (
    select
        limits.team_id,
        limits.month_start_on,
        'R18' as rule,
        limits.factor,
        cast(null as double) as phi_yuan,
        limits.n,
        factors.factor_name || '近三个月全队 ' || percent_text(limits.rate) || '（'
            || count_text(limits.y) || '/' || count_text(limits.n) || '），公司同条件 '
            || percent_text(limits.expected) || '，低于 '
            || case when limits.signal = 'below998' then '99.8%' else '95%' end
            || ' 界限；' || cast(limits.people as varchar) || ' 位组员之间没有明显差别' as phenomenon,
        limits.signal = 'below998' as has_schedule
    from analysis.funnel_limit as limits
    inner join core.dim_chain as factors
        on limits.chain = factors.chain
        and limits.factor = factors.factor
    inner join spread
        on limits.month_start_on = spread.month_start_on
        and limits.team_id = spread.team_id
        and limits.factor = spread.factor
    where limits.signal in ('below95', 'below998')
        and limits.people >= 3
        and spread.chi_per_df <= 1.5
),

final as (
    select team_id, month_start_on, rule, factor, phi_yuan, n, phenomenon,
        has_schedule as is_strong
    from support
    union all
    select team_id, month_start_on, rule, factor, phi_yuan, n, phenomenon, has_schedule
    from common
)

select * from final
