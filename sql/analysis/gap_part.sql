-- Grain: person × month × reference × part: target − actual, split exactly (DOMAIN 4.2). Inputs:
-- gap_month, gap_detail, dim_chain.
-- reference plan, peers, own; part plan_shortfall, the factors of the chain (workdays, activity,
-- intent_rate, close_rate, ticket for bancassurance), luck. The parts of a person-month and
-- reference add up to target − actual; positive yuan is a shortfall. It is accounting, not a cause.
-- yuan is null with a reason where it cannot be known; without a target only plan_shortfall is.

with parts as (
    select chain, factor as part, factor_ord as part_ord
    from core.dim_chain
    union all
    select distinct chain, 'plan_shortfall', 0
    from core.dim_chain
    union all
    select distinct chain, 'luck', 99
    from core.dim_chain
),

sums as (
    select person_id, month_start_on, reference, part, sum(yuan order by detail_ord) as yuan
    from analysis.gap_detail
    group by person_id, month_start_on, reference, part
),

final as (
    select
        months.person_id,
        months.month_start_on,
        months.team_id,
        months.reference,
        parts.part,
        parts.part_ord,
        sums.yuan,
        coalesce(
            months.reason,
            case when parts.part = 'plan_shortfall' then months.target_reason end
        ) as reason
    from analysis.gap_month as months
    inner join parts
        on months.chain = parts.chain
    left join sums
        on months.person_id = sums.person_id
        and months.month_start_on = sums.month_start_on
        and months.reference = sums.reference
        and parts.part = sums.part
)

select * from final
