-- Grain: month × chain × rate factor × team: funnel plot of teams, three months (DOMAIN 4.5).
-- Inputs: rate_share, rate_variance.
-- Limits around the company's rate for the team's n: rate ± z · sqrt(rate(1 − rate)/n · spread),
-- z = 1.960 and 3.090. spread allows for people who differ (1 + (Σn²/n − 1)/(1 + kappa)): a team is
-- not made of alike members. expected adjusts the company's rate to the team's outlets. signal:
-- below or above, at 95 % or 99.8 %; among twenty teams one lies outside 95 % by chance.

with teams as (
    select
        month_start_on,
        chain,
        factor,
        team_id,
        any_value(dept_id) as dept_id,
        any_value(factor_ord) as factor_ord,
        sum(n) as n,
        sum(y) as y,
        sum(n * n) / sum(n) as mean_n,
        sum(n * level) / sum(n) as level,
        count(*) as people
    from analysis.rate_share
    where n > 0
    group by month_start_on, chain, factor, team_id
),

channel as (
    select
        teams.*,
        sum(y) over whole / sum(n) over whole as company_rate,
        level / (sum(n * level) over whole / sum(n) over whole) as difficulty,
        count(*) over whole as teams
    from teams
    window whole as (partition by month_start_on, chain, factor)
),

widths as (
    select
        channel.*,
        least(company_rate * difficulty, 1.0) as expected,
        1 + coalesce((mean_n - 1) / (1 + variances.kappa), 0) as spread
    from channel
    left join analysis.rate_variance as variances
        on channel.month_start_on = variances.month_start_on
        and channel.chain = variances.chain
        and channel.factor = variances.factor
),

limits as (
    select
        widths.*,
        y / n as rate,
        sqrt(expected * (1 - expected) / n * spread) as sd
    from widths
),

final as (
    select
        month_start_on,
        chain,
        factor,
        factor_ord,
        team_id,
        dept_id,
        people,
        teams,
        y,
        n,
        rate,
        company_rate,
        difficulty,
        expected,
        spread,
        sd,
        greatest(expected - 1.96 * sd, 0) as lo95,
        least(expected + 1.96 * sd, 1) as hi95,
        greatest(expected - 3.09 * sd, 0) as lo998,
        least(expected + 3.09 * sd, 1) as hi998,
        case
            when teams < 2 or sd is null or sd = 0 then null
            when rate < expected - 3.09 * sd then 'below998'
            when rate > expected + 3.09 * sd then 'above998'
            when rate < expected - 1.96 * sd then 'below95'
            when rate > expected + 1.96 * sd then 'above95'
        end as signal,
        case when teams < 2 then 'ONE_TEAM' when expected >= 1 then 'OVER_ONE' end as reason
    from limits
)

select * from final
