-- Grain: team × month × part: the team's premium against the mean of its three months before.
-- Inputs: person_service, chain_month, dim_chain, fct_sale, period.
-- Shapley shares of headcount (service days ÷ work days), calendar (work days of the month),
-- attendance (days with a log ÷ service days), activity, rates and ticket; the ticket's share is
-- split after Kitagawa into product_mix (other products) and ticket (other tickets of the same
-- products). Teams have counts enough for raw rates. yuan > 0: less than before. rest is what the
-- counts do not explain (sales in a month without talks).

with service as (
    select
        service.team_id,
        service.chain,
        service.month_start_on,
        sum(service.service_days_elapsed) as service_days,
        sum(service.worked_days) as worked_days,
        any_value(periods.workdays_elapsed) as workdays
    from analysis.person_service as service
    inner join analysis.period as periods
        on periods.period_type = 'month'
        and service.month_start_on = periods.period_start_on
    group by service.team_id, service.chain, service.month_start_on
),

counts as (
    select team_id, chain, month_start_on, factor, kind, factor_ord, sum(n) as n, sum(y) as y
    from analysis.chain_month
    where reason is null
        and kind <> 'days'
    group by team_id, chain, month_start_on, factor, kind, factor_ord
),

months as (
    select team_id, chain, month_start_on, 'headcount' as factor, 1 as factor_ord,
        cast(1 as double) as n, ratio(service_days, workdays) as y
    from service
    where workdays > 0
    union all
    select team_id, chain, month_start_on, 'calendar', 2, ratio(service_days, workdays),
        cast(service_days as double)
    from service
    where workdays > 0
    union all
    select team_id, chain, month_start_on, 'workdays', 3, cast(service_days as double),
        cast(worked_days as double)
    from service
    union all
    select team_id, chain, month_start_on, factor, factor_ord + 2, n, y
    from counts
),

compared as (
    select
        months.team_id,
        months.chain,
        months.month_start_on,
        months.factor,
        months.factor_ord,
        ratio(sum(before.y), sum(before.n)) as base,
        ratio(any_value(months.y), any_value(months.n)) as actual,
        sum(before.y) / count(*) as base_y,
        any_value(months.y) as actual_y
    from months
    inner join months as before
        on months.team_id = before.team_id
        and months.chain = before.chain
        and months.factor = before.factor
        and before.month_start_on between add_months(months.month_start_on, -3)
            and add_months(months.month_start_on, -1)
    group by months.team_id, months.chain, months.month_start_on, months.factor, months.factor_ord
),

chain_length as (
    select chain, max(factor_ord) + 2 as factors
    from core.dim_chain
    group by chain
),

-- Nothing sold leaves no ticket: the other side's stands in, the product is zero anyway.
lists as (
    select
        compared.team_id,
        compared.chain,
        compared.month_start_on,
        list(compared.factor order by compared.factor_ord) as factors,
        list(coalesce(compared.base, compared.actual, 0) order by compared.factor_ord) as bases,
        list(coalesce(compared.actual, compared.base, 0) order by compared.factor_ord) as actuals,
        arg_max(compared.base_y, compared.factor_ord) as base_yuan,
        arg_max(compared.actual_y, compared.factor_ord) as actual_yuan
    from compared
    inner join chain_length
        on compared.chain = chain_length.chain
    group by compared.team_id, compared.chain, compared.month_start_on
    having count(*) = any_value(chain_length.factors)
),

shares as (
    select
        lists.*,
        shapley_product(bases, actuals) as phi
    from lists
),

sales as (
    select
        service.team_id,
        service.month_start_on,
        coalesce(lines.product_name, '') as product_name,
        sum(lines.cases) as cases,
        sum(lines.premium_yuan) as premium_yuan
    from core.fct_sale as lines
    inner join analysis.person_service as service
        on lines.person_id = service.person_id
        and month_start(lines.sold_on) = service.month_start_on
    where lines.cases > 0
        and lines.premium_yuan is not null
    group by service.team_id, service.month_start_on, coalesce(lines.product_name, '')
),

product_sums as (
    select
        shares.team_id,
        shares.month_start_on,
        sales.product_name,
        coalesce(sum(sales.cases) filter (where sales.month_start_on < shares.month_start_on), 0)
            as base_cases,
        sum(sales.premium_yuan) filter (where sales.month_start_on < shares.month_start_on)
            as base_yuan,
        coalesce(sum(sales.cases) filter (where sales.month_start_on = shares.month_start_on), 0)
            as actual_cases,
        sum(sales.premium_yuan) filter (where sales.month_start_on = shares.month_start_on)
            as actual_yuan
    from shares
    inner join sales
        on shares.team_id = sales.team_id
        and sales.month_start_on between add_months(shares.month_start_on, -3)
            and shares.month_start_on
    group by shares.team_id, shares.month_start_on, sales.product_name
),

products as (
    select
        product_sums.*,
        base_cases / nullif(sum(base_cases) over team_month, 0) as base_share,
        actual_cases / nullif(sum(actual_cases) over team_month, 0) as actual_share,
        coalesce(ratio(base_yuan, base_cases), ratio(actual_yuan, actual_cases)) as base_ticket,
        coalesce(ratio(actual_yuan, actual_cases), ratio(base_yuan, base_cases)) as actual_ticket
    from product_sums
    window team_month as (partition by team_id, month_start_on)
),

mixes as (
    select
        team_id,
        month_start_on,
        sum((base_share - actual_share) * (base_ticket + actual_ticket) / 2) as mix_ticket
    from products
    group by team_id, month_start_on
),

parts as (
    select
        shares.team_id,
        shares.chain,
        shares.month_start_on,
        shares.base_yuan,
        shares.actual_yuan,
        positions.position as part_ord,
        list_extract(shares.factors, positions.position) as part,
        list_extract(shares.phi, positions.position) as yuan,
        -- The premium that one yuan of ticket stands for in the ticket's share.
        list_extract(shares.phi, positions.position) / nullif(
            list_extract(shares.bases, positions.position)
            - list_extract(shares.actuals, positions.position), 0) as per_unit
    from shares
    cross join (select unnest(range(1, 11)) as position) as positions
    where positions.position <= len(shares.factors)
),

final as (
    select
        parts.team_id,
        parts.month_start_on,
        parts.chain,
        cast(parts.part_ord as integer) as part_ord,
        parts.part,
        parts.yuan - case when parts.part = 'ticket'
            then coalesce(mixes.mix_ticket * parts.per_unit, 0) else 0 end as yuan,
        parts.base_yuan,
        parts.actual_yuan
    from parts
    left join mixes
        on parts.team_id = mixes.team_id
        and parts.month_start_on = mixes.month_start_on
    union all
    select parts.team_id, parts.month_start_on, parts.chain, 20, 'product_mix',
        mixes.mix_ticket * parts.per_unit, parts.base_yuan, parts.actual_yuan
    from parts
    inner join mixes
        on parts.team_id = mixes.team_id
        and parts.month_start_on = mixes.month_start_on
    where parts.part = 'ticket'
        and mixes.mix_ticket * parts.per_unit is not null
    union all
    select team_id, month_start_on, chain, 21, 'rest',
        base_yuan - actual_yuan - list_sum(phi), base_yuan, actual_yuan
    from shares
    where abs(base_yuan - actual_yuan - list_sum(phi)) > 0.005
)

select * from final
