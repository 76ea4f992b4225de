-- Grain: kind × name: whom the free texts of a report must not name in full. Inputs: dim_person,
-- roster_entry, person_alias, dim_customer, fct_visit, fct_key_account_week, fct_prospect_snapshot,
-- fct_stage_event, dim_outlet, dim_product, dim_team. Customers are shown as 张*; colleagues are
-- taken out of what another person reads. The relation is never shown itself. A name that is also
-- an outlet's, a product's, a team's or a colleague's is not a customer's alone and stays.

with people as (
    select person_name as known_name from core.dim_person
    union
    select person_name from core.roster_entry
    union
    select person_name from core.person_alias
),

customers as (
    select customer_name as known_name from core.dim_customer
    union
    select contact_name from core.dim_customer
    union
    select customer_name from core.fct_visit
    union
    select customer_name from core.fct_key_account_week
    union
    select customer_name from core.fct_prospect_snapshot
    union
    select customer_name from core.fct_stage_event
),

others as (
    select outlet_name as known_name from core.dim_outlet
    union
    select product_name from core.dim_product
    union
    select team_name from core.dim_team
),

final as (
    select 'customer' as kind, customers.known_name
    from customers
    where len(customers.known_name) >= 2
        and not exists (select 1 from people where people.known_name = customers.known_name)
        and not exists (select 1 from others where others.known_name = customers.known_name)
    union all
    select 'person' as kind, people.known_name
    from people
    where len(people.known_name) >= 2
)

select * from final
order by kind, known_name
