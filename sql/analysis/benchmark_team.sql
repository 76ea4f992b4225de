-- Grain: month × chain × factor × team: the level that is normal for a team, three months. Inputs:
-- rate_share, rate_ticket, rate_variance.
-- The team's own ratio of sums, drawn towards the company's by as much as chance explains (DOMAIN
-- 4.3): weight = T/(T + v) with v the sampling variance of the team's value, people's differences
-- included, and T the variance between teams after DerSimonian and Laird. Activity needs none:
-- rate_activity compares with the team's own days. Tickets are drawn on the log scale.

with team_sums as (
    select
        month_start_on,
        chain,
        factor,
        team_id,
        sum(n) as n,
        sum(y) as y,
        sum(n * n) as n2,
        count(*) filter (where n > 0) as people
    from analysis.rate_share
    group by month_start_on, chain, factor, team_id
    having sum(n) > 0
),

levels as (
    select
        team_sums.month_start_on,
        team_sums.chain,
        team_sums.factor,
        team_sums.team_id,
        team_sums.people,
        team_sums.n,
        team_sums.n2,
        team_sums.y / team_sums.n as raw,
        sum(team_sums.y) over channel / sum(team_sums.n) over channel as company,
        'rate' as kind
    from team_sums
    window channel as (
        partition by team_sums.month_start_on, team_sums.chain, team_sums.factor
    )
    union all
    select
        month_start_on,
        chain,
        'ticket' as factor,
        team_id,
        count(*) filter (where cases > 0) as people,
        sum(cases) as n,
        sum(cases * cases) as n2,
        any_value(team_ticket_yuan) as raw,
        any_value(channel_ticket_yuan) as company,
        'ticket' as kind
    from analysis.rate_ticket
    group by month_start_on, chain, team_id
    having sum(cases) > 0
        and sum(money_yuan) > 0
),

sampled as (
    select
        levels.*,
        case kind when 'ticket' then ln(raw) - ln(company) else raw - company end as deviation,
        case kind
            when 'ticket' then
                variances.sigma2 / levels.n
                + greatest(coalesce(variances.tau2, 0), 0) * levels.n2 / (levels.n * levels.n)
            else company * greatest(1 - company, 0.01) * (
                1 / levels.n
                + coalesce(1 / (1 + variances.kappa), 0) * levels.n2 / (levels.n * levels.n)
            )
        end as v
    from levels
    left join analysis.rate_variance as variances
        on levels.month_start_on = variances.month_start_on
        and levels.chain = variances.chain
        and levels.factor = variances.factor
),

weighted as (
    select
        sampled.*,
        case when v > 0 then 1 / v end as w
    from sampled
),

centred as (
    select
        weighted.*,
        deviation - sum(w * deviation) over channel / sum(w) over channel as distance,
        count(w) over channel as teams,
        sum(w) over channel as w1,
        sum(w * w) over channel as w2
    from weighted
    window channel as (partition by month_start_on, chain, factor)
),

between_teams as (
    select
        centred.*,
        greatest(
            (sum(w * distance * distance) over channel - (teams - 1)) / nullif(w1 - w2 / w1, 0),
            0
        ) as team_tau2
    from centred
    window channel as (partition by month_start_on, chain, factor)
),

final as (
    select
        month_start_on,
        chain,
        factor,
        team_id,
        people,
        n,
        raw,
        company,
        case
            when teams = 1 then 1.0
            when v > 0 then coalesce(team_tau2, 0) / (coalesce(team_tau2, 0) + v)
            else 0.0
        end as weight,
        case kind
            when 'ticket' then company * exp(deviation * case
                when teams = 1 then 1.0
                when v > 0 then coalesce(team_tau2, 0) / (coalesce(team_tau2, 0) + v)
                else 0.0
            end)
            else company + deviation * case
                when teams = 1 then 1.0
                when v > 0 then coalesce(team_tau2, 0) / (coalesce(team_tau2, 0) + v)
                else 0.0
            end
        end as benchmark
    from between_teams
)

select * from final
