-- Grain: person × month: premium per case over six months on the log scale. Inputs: ticket_line,
-- person_service, rate_variance.
-- ln(premium ÷ cases) of sale lines, less what its product and its outlet's grade usually do to it
-- (both estimated within persons over all lines, ten lines' worth of zero mixed in): which product
-- a customer needs is mostly chance, and its noise hides the person. x is the mean distance from
-- the team, v its sampling variance; a month back counts 0.9 of the one after it.

with centred as (
    select lines.*, log_ticket - avg(log_ticket) over (partition by person_id) as distance
    from analysis.ticket_line as lines
),

products as (
    select
        chain,
        product,
        case when count(distinct person_id) >= 2 and product <> 'unknown'
            then sum(distance) / (count(*) + 10) else 0 end as effect
    from centred
    group by chain, product
),

without_product as (
    select
        lines.person_id,
        lines.month_start_on,
        lines.chain,
        lines.grade,
        lines.log_ticket - products.effect as log_ticket
    from analysis.ticket_line as lines
    inner join products
        on lines.chain = products.chain
        and lines.product = products.product
),

centred_again as (
    select
        without_product.*,
        log_ticket - avg(log_ticket) over (partition by person_id) as distance
    from without_product
),

grades as (
    select
        chain,
        grade,
        case when count(distinct person_id) >= 2 and count(*) >= 10 and grade <> 'unknown'
            then sum(distance) / (count(*) + 10) else 0 end as effect
    from centred_again
    group by chain, grade
),

month_sums as (
    select
        without_product.person_id,
        without_product.month_start_on,
        without_product.chain,
        count(*) as n,
        sum(without_product.log_ticket - grades.effect) as s,
        sum(power(without_product.log_ticket - grades.effect, 2)) as s2
    from without_product
    inner join grades
        on without_product.chain = grades.chain
        and without_product.grade = grades.grade
    group by without_product.person_id, without_product.month_start_on, without_product.chain
),

people as (
    select
        service.person_id,
        service.month_start_on,
        any_value(service.team_id) as team_id,
        service.chain,
        sum(weights.weight * sums.n) as n,
        sum(weights.weight * sums.s) as s,
        sum(power(weights.weight, 2) * sums.n) as n_squared,
        sum(sums.n) as plain_n,
        greatest(sum(sums.s2) - power(sum(sums.s), 2) / sum(sums.n), 0) as within_ss
    from analysis.person_service as service
    inner join month_sums as sums
        on service.person_id = sums.person_id
        and service.chain = sums.chain
        and sums.month_start_on between add_months(service.month_start_on, -5)
            and service.month_start_on
    cross join lateral (
        select power(0.9, datediff('month', sums.month_start_on, service.month_start_on)) as weight
    ) as weights
    group by service.person_id, service.month_start_on, service.chain
),

teams as (
    select
        people.month_start_on,
        people.chain,
        people.team_id,
        sum(people.n) as n,
        sum(people.s) / sum(people.n) as x,
        count(*) as people
    from people
    group by people.month_start_on, people.chain, people.team_id
),

noise as (
    select
        month_start_on,
        chain,
        sum(within_ss) / nullif(sum(plain_n - 1), 0) as sigma2
    from people
    group by month_start_on, chain
),

companies as (
    select
        teams.*,
        sum(teams.x * teams.n) over channel / sum(teams.n) over channel as company,
        count(*) over channel as teams,
        coalesce(noise.sigma2, 0) / teams.n
            + greatest(coalesce(variances.tau2, 0), 0) / teams.people as v
    from teams
    inner join noise
        on teams.month_start_on = noise.month_start_on
        and teams.chain = noise.chain
    left join analysis.rate_variance as variances
        on teams.month_start_on = variances.month_start_on
        and teams.chain = variances.chain
        and variances.factor = 'ticket'
    window channel as (partition by teams.month_start_on, teams.chain)
),

spread as (
    select
        companies.*,
        greatest(avg(power(x - company, 2) - v) over (
            partition by month_start_on, chain
        ), 0) as team_tau2
    from companies
),

final as (
    select
        people.person_id,
        people.month_start_on,
        people.team_id,
        people.chain,
        people.n,
        people.s / people.n - case when spread.teams = 1 or spread.v <= 0 then spread.x
            else spread.company + (spread.x - spread.company)
                * spread.team_tau2 / (spread.team_tau2 + spread.v) end as x,
        noise.sigma2 * people.n_squared / power(people.n, 2) as v
    from people
    inner join spread
        on people.month_start_on = spread.month_start_on
        and people.chain = spread.chain
        and people.team_id = spread.team_id
    inner join noise
        on people.month_start_on = noise.month_start_on
        and people.chain = noise.chain
    where noise.sigma2 > 0
)

select * from final
