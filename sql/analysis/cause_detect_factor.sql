-- Grain: person × month × rule found in the factors of the chain (R2–R6), in the outlets (R16)
-- or in the gap (R0). Inputs: cause_flag, dim_chain, cause_text, gap_detail, gap_part,
-- rate_estimate, rate_share.
-- Only what cause_flag names is a phenomenon here: probable after shrinkage and class adjustment,
-- and worth a case. A low close rate is R4 when the refusals are about price or need more often
-- than the team's, else R5; a low ticket, survey or proposal rate is R4.

with flags as (
    select
        flags.*,
        factors.factor_name,
        coalesce(texts.is_more, false) as is_unfit_more
    from analysis.cause_flag as flags
    inner join core.dim_chain as factors
        on flags.chain = factors.chain
        and flags.factor = factors.factor
    left join analysis.cause_text as texts
        on flags.person_id = texts.person_id
        and flags.month_start_on = texts.month_start_on
        and texts.topic = 'unfit'
    where flags.is_flagged
),

flagged as (
    select
        person_id,
        month_start_on,
        team_id,
        case
            when kind = 'volume' then 'R6'
            when factor in ('appointment_rate', 'talk_rate') then 'R2'
            when factor = 'intent_rate' then 'R3'
            when factor in ('survey_rate', 'proposal_rate', 'ticket') then 'R4'
            when is_unfit_more then 'R4'
            else 'R5'
        end as rule,
        factor,
        case when phi_yuan > 0 then phi_yuan end as phi_yuan,
        n,
        p_worse,
        factor_name || '近三个月 ' || factor_text(kind, estimate) || '，同组同条件 '
            || factor_text(kind, peer_estimate) || '（' || case kind
                when 'volume' then '按 ' || count_text(n) || ' 个有数字的工作日'
                when 'ticket' then '按 ' || count_text(n) || ' 件'
                else '原始 ' || count_text(y) || '/' || count_text(n) end
            || '），明显偏低的概率 ' || sure_text(p_worse) || case
                when phi_yuan > 0 then '；本月差距中 ' || yuan_text(phi_yuan) || ' 与之对应'
                when stake_yuan > 0 then '；按此水平本月约少 ' || yuan_text(stake_yuan)
                else '' end as phenomenon
    from flags
),

-- Raw rates look low, adjusted ones do not: the outlets. The money is the line of the gap.
outlets as (
    select
        estimates.person_id,
        estimates.month_start_on,
        estimates.team_id,
        min(estimates.difficulty) as difficulty,
        max(shares.mixed_share) as mixed_share,
        arg_min(estimates.factor, estimates.difficulty || estimates.factor) as factor
    from analysis.rate_estimate as estimates
    inner join analysis.rate_share as shares
        on estimates.person_id = shares.person_id
        and estimates.month_start_on = shares.month_start_on
        and estimates.factor = shares.factor
    where estimates.kind = 'rate'
        -- That people do not differ once the outlets are taken out is just what this says.
        and coalesce(estimates.reason, 'NO_DIFFERENCE') = 'NO_DIFFERENCE'
        and estimates.difficulty <= 0.85
        and shares.mixed_share >= 0.5
        and estimates.n >= 20
    group by estimates.person_id, estimates.month_start_on, estimates.team_id
),

class_money as (
    select person_id, month_start_on, max(yuan) as yuan
    from analysis.gap_detail
    where reference in ('plan', 'peers')
        and detail = 'outlet_class'
    group by person_id, month_start_on
),

outlet_cards as (
    select
        outlets.person_id,
        outlets.month_start_on,
        outlets.team_id,
        'R16' as rule,
        outlets.factor,
        class_money.yuan as phi_yuan,
        flags.n,
        cast(null as double) as p_worse,
        '负责的网点按等级折算，应有的转化率只有同组的 ' || percent_text(outlets.difficulty)
            || '；折算之后本人转化率正常（' || factor_text(flags.kind, flags.estimate) || ' 对 '
            || factor_text(flags.kind, flags.peer_estimate) || '）'
            || coalesce('；由此少收约 ' || yuan_text(class_money.yuan), '') as phenomenon
    from outlets
    inner join analysis.cause_flag as flags
        on outlets.person_id = flags.person_id
        and outlets.month_start_on = flags.month_start_on
        and outlets.factor = flags.factor
        and not flags.is_low
    left join class_money
        on outlets.person_id = class_money.person_id
        and outlets.month_start_on = class_money.month_start_on
),

gaps as (
    select
        person_id,
        month_start_on,
        any_value(team_id) as team_id,
        sum(yuan) as gap_yuan,
        sum(yuan) filter (where part = 'luck') as luck_yuan,
        max(reason) as reason
    from analysis.gap_part
    where reference = 'peers'
    group by person_id, month_start_on
),

cases as (
    select person_id, month_start_on, max(case_yuan) as case_yuan, bool_or(is_flagged) as is_named
    from analysis.cause_flag
    group by person_id, month_start_on
),

luck_cards as (
    select
        gaps.person_id,
        gaps.month_start_on,
        gaps.team_id,
        'R0' as rule,
        'luck' as factor,
        gaps.luck_yuan as phi_yuan,
        cast(null as double) as n,
        cast(null as double) as p_worse,
        '距目标 ' || yuan_text(gaps.gap_yuan) || '，其中 ' || yuan_text(gaps.luck_yuan)
            || ' 是按本人活动量和平常转化率本应有、这个月没有签到的，属偶然' as phenomenon
    from gaps
    inner join cases
        on gaps.person_id = cases.person_id
        and gaps.month_start_on = cases.month_start_on
    where gaps.reason is null
        and not cases.is_named
        and gaps.gap_yuan >= cases.case_yuan
        and gaps.luck_yuan >= greatest(0.5 * gaps.gap_yuan, cases.case_yuan)
),

final as (
    select * from flagged
    union all
    select * from outlet_cards
    where phi_yuan > 0
    union all
    select * from luck_cards
)

select * from final
