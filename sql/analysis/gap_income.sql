-- Grain: person × month × part: the gap in commission (DOMAIN 4.1 income chain), reference plan.
-- Inputs: gap_month, fct_sale, dim_product, dim_chain, person_service.
-- T · c − A · own c, with c the team's commission ÷ premium of three months and own c the person's of
-- the month: the premium chain with one factor more, commission_rate (product mix). Premium is 预收,
-- so this is commission if all of it is collected. Base pay and allowances are not here: nothing
-- says how absence changes them, and staging does not carry salaries. Null with a reason without a
-- commission table (NO_PRODUCT) or where the premium gap is.

with rates as (
    select product_name, avg(commission_rate) as commission_rate
    from core.dim_product
    where commission_rate is not null
    group by product_name
),

lines as (
    select
        service.team_id,
        sales.person_id,
        service.month_start_on,
        sum(sales.premium_yuan) as premium_yuan,
        sum(sales.premium_yuan * rates.commission_rate) as commission_yuan
    from core.fct_sale as sales
    inner join rates
        on sales.product_name = rates.product_name
    inner join analysis.person_service as service
        on sales.person_id = service.person_id
        and month_start(sales.sold_on) = service.month_start_on
    where sales.premium_yuan > 0
    group by service.team_id, sales.person_id, service.month_start_on
),

team_rates as (
    select months.team_id, months.month_start_on,
        sum(lines.commission_yuan) / sum(lines.premium_yuan) as rate
    from (select distinct team_id, month_start_on from analysis.person_service) as months
    inner join lines
        on months.team_id = lines.team_id
        and lines.month_start_on between add_months(months.month_start_on, -2)
            and months.month_start_on
    group by months.team_id, months.month_start_on
),

months as (
    select
        months.person_id,
        months.month_start_on,
        months.chain,
        months.target_yuan,
        months.plan_full_yuan,
        months.plan_yuan,
        months.earned_yuan,
        months.actual_yuan,
        team_rates.rate as team_rate,
        coalesce(lines.commission_yuan / lines.premium_yuan, team_rates.rate) as own_rate,
        months.bases,
        months.actuals,
        coalesce(
            case
                when team_rates.rate is null then 'NO_PRODUCT'
            end,
            months.reason,
            months.target_reason
        ) as reason
    from analysis.gap_month as months
    left join lines
        on months.person_id = lines.person_id
        and months.month_start_on = lines.month_start_on
    left join team_rates
        on months.team_id = team_rates.team_id
        and months.month_start_on = team_rates.month_start_on
    where months.reference = 'plan'
        and months.chain <> 'telecom'
),

shares as (
    select
        months.*,
        case when reason is null then shapley_product(
            list_append(bases, team_rate), list_append(actuals, own_rate)
        ) end as phi
    from months
),

factors as (
    select chain, factor, factor_ord from core.dim_chain
    union all
    select chain, 'commission_rate', max(factor_ord) + 1 from core.dim_chain group by chain
),

parts as (
    select person_id, month_start_on, 'plan_shortfall' as part, 0 as part_ord,
        (target_yuan - plan_full_yuan) * team_rate as yuan, reason, target_yuan * team_rate as t,
        actual_yuan * own_rate as a
    from shares
    union all
    select
        shares.person_id,
        shares.month_start_on,
        factors.factor,
        factors.factor_ord,
        list_extract(shares.phi, factors.factor_ord)
            + case when factors.factor = 'workdays'
                then (shares.plan_full_yuan - shares.plan_yuan) * shares.team_rate else 0 end,
        shares.reason,
        shares.target_yuan * shares.team_rate,
        shares.actual_yuan * shares.own_rate
    from shares
    inner join factors
        on shares.chain = factors.chain
    union all
    select person_id, month_start_on, 'luck', 99, (earned_yuan - actual_yuan) * own_rate, reason,
        target_yuan * team_rate, actual_yuan * own_rate
    from shares
),

final as (
    select
        person_id,
        month_start_on,
        part,
        part_ord,
        case when reason is null then yuan end as yuan,
        case when reason is null then t end as target_income_yuan,
        case when reason is null then a end as actual_income_yuan,
        reason
    from parts
)

select * from final
