-- Grain: person × month, three months: is one product missing from what the person sells? Inputs:
-- person_service, fct_sale.
-- For each product with a share s of the rest of the team's cases, the person with N cases would
-- sell N·s; p = P(at most as many | Poisson), times the number of products (Bonferroni). is_uneven
-- when the smallest is below 0.05: one product is the trouble (knowledge); is_even when with at
-- least ten cases it stays above 0.2: low over all products alike (presenting).

with lines as (
    select
        person_id,
        month_start(sold_on) as month_start_on,
        product_name,
        sum(coalesce(cases, 1)) as cases
    from core.fct_sale
    where product_name is not null
    group by person_id, month_start(sold_on), product_name
),

person_products as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        lines.product_name,
        sum(lines.cases) as cases
    from analysis.person_service as service
    inner join lines
        on service.person_id = lines.person_id
        and lines.month_start_on between add_months(service.month_start_on, -2)
            and service.month_start_on
    group by service.person_id, service.month_start_on, service.team_id, lines.product_name
),

team_products as (
    select month_start_on, team_id, product_name, sum(cases) as cases
    from person_products
    group by month_start_on, team_id, product_name
),

people as (
    select person_id, month_start_on, team_id, sum(cases) as cases
    from person_products
    group by person_id, month_start_on, team_id
),

teams as (
    select month_start_on, team_id, sum(cases) as cases
    from team_products
    group by month_start_on, team_id
),

expected as (
    select
        people.person_id,
        people.month_start_on,
        team_products.product_name,
        people.cases as person_cases,
        coalesce(person_products.cases, 0) as cases,
        people.cases * ratio(team_products.cases - coalesce(person_products.cases, 0),
            teams.cases - people.cases) as expected_cases,
        count(*) over (partition by people.person_id, people.month_start_on) as products
    from people
    inner join team_products
        on people.month_start_on = team_products.month_start_on
        and people.team_id = team_products.team_id
    inner join teams
        on people.month_start_on = teams.month_start_on
        and people.team_id = teams.team_id
    left join person_products
        on people.person_id = person_products.person_id
        and people.month_start_on = person_products.month_start_on
        and team_products.product_name = person_products.product_name
),

tested as (
    select
        expected.*,
        least(1.0, products * poisson_at_most(cases, expected_cases)) as p
    from expected
    where expected_cases > 0
),

ranked as (
    select
        tested.*,
        row_number() over (
            partition by person_id, month_start_on order by p, product_name
        ) as place
    from tested
),

final as (
    select
        person_id,
        month_start_on,
        product_name,
        person_cases,
        cases,
        expected_cases,
        p,
        p < 0.05 as is_uneven,
        p > 0.2 and person_cases >= 10 as is_even
    from ranked
    where place = 1
)

select * from final
