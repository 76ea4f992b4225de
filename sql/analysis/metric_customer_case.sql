-- Grain: person × customer that can be followed by name: first contact and deal. Inputs: fct_visit,
-- fct_sale, fct_stage_event, fct_prospect_snapshot, fct_day, dim_person, run.
-- A customer of whom only the sale is written has no known beginning and is left out. Whoever was
-- given up stays in the risk set until the as-of day: leaving them out would count only successes.

with contacts as (
    select person_id, name_key(customer_name) as customer_key, work_on as contact_on
    from core.fct_visit
    where coalesce(is_done, true)
        and customer_name is not null
    union all
    select person_id, name_key(customer_name), event_on
    from core.fct_stage_event
    where customer_name is not null
        and coalesce(stage, '') not in ('contract', 'delivery', 'service')
    union all
    select person_id, name_key(customer_name), first_visit_on
    from core.fct_prospect_snapshot
    where customer_name is not null
),

deals as (
    select person_id, name_key(customer_name) as customer_key, sold_on as deal_on
    from core.fct_sale
    where customer_name is not null
        and (cases > 0 or premium_yuan > 0)
    union all
    select person_id, name_key(customer_name), event_on
    from core.fct_stage_event
    where customer_name is not null
        and stage in ('contract', 'delivery', 'service')
),

first_contacts as (
    select contacts.person_id, contacts.customer_key, min(contacts.contact_on) as first_on
    from contacts
    cross join meta.run as run
    where contacts.contact_on <= run.as_of_on
        and contacts.customer_key <> ''
    group by contacts.person_id, contacts.customer_key
),

first_deals as (
    select deals.person_id, deals.customer_key, min(deals.deal_on) as deal_on
    from deals
    cross join meta.run as run
    where deals.deal_on <= run.as_of_on
    group by deals.person_id, deals.customer_key
),

final as (
    select
        contacts.person_id,
        persons.team_id,
        persons.dept_id,
        contacts.customer_key,
        contacts.first_on,
        deals.deal_on
    from first_contacts as contacts
    inner join core.dim_person as persons
        on contacts.person_id = persons.person_id
    left join first_deals as deals
        on contacts.person_id = deals.person_id
        and contacts.customer_key = deals.customer_key
    where deals.deal_on is null
        or deals.deal_on >= contacts.first_on
)

select * from final
