-- Grain: line of the policy ledger placed in its months: issued and received. Inputs: fct_policy,
-- dim_product, run. received_month_on is set when the premium came in and stayed
-- (fct_policy.is_received): by the day it was received, else issued. A policy withdrawn later
-- leaves the month it was counted in, which is thereby restated. commission_yuan = premium × the
-- product's rate, null when no rate is known.

with rates as (
    select name_key(product_name) as product_key, max(commission_rate) as commission_rate
    from core.dim_product
    where commission_rate is not null
    group by name_key(product_name)
    having count(distinct commission_rate) = 1
),

mode_rates as (
    select name_key(product_name) as product_key, pay_mode, max(commission_rate) as commission_rate
    from core.dim_product
    where commission_rate is not null
        and pay_mode is not null
    group by name_key(product_name), pay_mode
),

final as (
    select
        policies.person_id,
        policies.team_id,
        policies.dept_id,
        month_start(coalesce(policies.issued_on, policies.received_on)) as issued_month_on,
        case when policies.is_received
            then month_start(coalesce(policies.received_on, policies.issued_on)) end
            as received_month_on,
        policies.status = 'withdrawn' as is_withdrawn,
        coalesce(policies.cases, 1) as cases,
        policies.premium_yuan,
        policies.premium_yuan * coalesce(mode_rates.commission_rate, rates.commission_rate)
            as commission_yuan,
        policies.outlet_id
    from core.fct_policy as policies
    cross join meta.run as run
    left join rates
        on name_key(policies.product_name) = rates.product_key
    left join mode_rates
        on name_key(policies.product_name) = mode_rates.product_key
        and policies.pay_mode = mode_rates.pay_mode
    where coalesce(policies.issued_on, policies.received_on) <= run.as_of_on
)

select * from final
