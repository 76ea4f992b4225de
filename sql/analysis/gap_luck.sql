-- Grain: person × month × factor after activity: what chance made of the person's own rates, in
-- yuan (DOMAIN 4.2). Inputs: gap_factor, gap_month.
-- Expected at the person's shrunken rate less counted, valued at the shrunken rates that follow;
-- the sum over the factors is E − A exactly (big cases apart). Positive: bad luck. It does not
-- depend on the reference.

with factors as (
    select
        factors.person_id,
        factors.month_start_on,
        factors.factor_ord,
        factors.factor,
        factors.kind,
        factors.n,
        factors.y,
        factors.actual as estimate,
        months.big_case_yuan
    from analysis.gap_factor as factors
    inner join (
        select person_id, month_start_on, max(big_case_yuan) as big_case_yuan
        from analysis.gap_month
        group by person_id, month_start_on
    ) as months
        on factors.person_id = months.person_id
        and factors.month_start_on = months.month_start_on
    where factors.reference = 'plan'
        and factors.kind in ('rate', 'ticket')
),

valued as (
    select
        factors.*,
        coalesce(
            product(estimate) over (
                partition by person_id, month_start_on
                order by factor_ord desc
                rows between unbounded preceding and 1 preceding
            ),
            1.0
        ) as value_after
    from factors
),

final as (
    select
        person_id,
        month_start_on,
        factor_ord,
        factor,
        n,
        y,
        estimate,
        case kind
            when 'ticket' then n * estimate - (y - big_case_yuan)
            else (n * estimate - y) * value_after
        end as yuan
    from valued
)

select * from final
