-- Grain: person × month × factor: what falling short of the peers costs in this month. Inputs:
-- level_posterior, chain_month, rate_estimate, person_service.
-- stake_yuan = (1 − level) · the person's own base of the month · the company's money per base over
-- three months. The base is days for activity and the activity itself for everything after it, so
-- that few deals do not hide what few deals cost. case_yuan is one average case of the team.

with bases as (
    select person_id, month_start_on, chain, 'volume' as kind, n as base
    from analysis.chain_month
    where kind = 'volume'
    union all
    select person_id, month_start_on, chain, 'later', y
    from analysis.chain_month
    where kind = 'volume'
),

money as (
    select person_id, month_start_on, chain, y as money_yuan
    from analysis.chain_month
    where kind = 'ticket'
),

channel_months as (
    select
        bases.month_start_on,
        bases.chain,
        bases.kind,
        sum(bases.base) as base,
        sum(money.money_yuan) as money_yuan
    from bases
    inner join money
        on bases.person_id = money.person_id
        and bases.month_start_on = money.month_start_on
        and bases.chain = money.chain
    where bases.base is not null
        and money.money_yuan is not null
    group by bases.month_start_on, bases.chain, bases.kind
),

yields as (
    select
        months.month_start_on,
        months.chain,
        months.kind,
        sum(history.money_yuan) / nullif(sum(history.base), 0) as yuan_per_base
    from channel_months as months
    inner join channel_months as history
        on months.chain = history.chain
        and months.kind = history.kind
        and history.month_start_on between add_months(months.month_start_on, -2)
            and months.month_start_on
    group by months.month_start_on, months.chain, months.kind
),

cases as (
    select person_id, month_start_on, chain, peer_raw as case_yuan
    from analysis.rate_estimate
    where kind = 'ticket'
),

final as (
    select
        posteriors.person_id,
        posteriors.month_start_on,
        posteriors.chain,
        posteriors.factor,
        cases.case_yuan,
        (1 - posteriors.level) * bases.base * yields.yuan_per_base as stake_yuan
    from analysis.level_posterior as posteriors
    inner join bases
        on posteriors.person_id = bases.person_id
        and posteriors.month_start_on = bases.month_start_on
        and posteriors.chain = bases.chain
        and bases.kind = case posteriors.factor when 'activity' then 'volume' else 'later' end
    inner join yields
        on bases.month_start_on = yields.month_start_on
        and bases.chain = yields.chain
        and bases.kind = yields.kind
    left join cases
        on posteriors.person_id = cases.person_id
        and posteriors.month_start_on = cases.month_start_on
        and posteriors.chain = cases.chain
)

select * from final
