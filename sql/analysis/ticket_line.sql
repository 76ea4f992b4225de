-- Grain: sale line of a person in service, premium per case as ln(premium ÷ cases). Inputs:
-- fct_sale, dim_outlet, gap_big_case, person_service, dim_chain. Lines of one big case (DOMAIN E10)
-- are left out. grade is the outlet's.

with outlets as (
    select name_key(outlet_name) as outlet_key, max(grade) as grade
    from core.dim_outlet
    where outlet_name is not null
    group by name_key(outlet_name)
),

final as (
    select
        sales.person_id,
        month_start(sales.sold_on) as month_start_on,
        service.team_id,
        service.chain,
        coalesce(outlets.grade, 'unknown') as grade,
        coalesce(sales.product_name, 'unknown') as product,
        ln(sales.premium_yuan / sales.cases) as log_ticket
    from core.fct_sale as sales
    inner join analysis.person_service as service
        on sales.person_id = service.person_id
        and month_start(sales.sold_on) = service.month_start_on
    inner join core.dim_chain as chains
        on service.chain = chains.chain
        and chains.kind = 'ticket'
        and chains.count_metric = 'premium_yuan'
    left join outlets
        on name_key(sales.outlet_name) = outlets.outlet_key
    left join analysis.gap_big_case as big
        on sales.file_id = big.file_id
        and sales.record_no = big.record_no
    where sales.premium_yuan > 0
        and sales.cases > 0
        and big.record_no is null
)

select * from final
