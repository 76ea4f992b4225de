-- Grain: month × indicator. Input: score_input. One-way analysis of variance, people within their
-- peers (the team), pooled (DOMAIN 4.4): sigma2 within a person, tau2 between people of one team,
-- kappa = sigma2/tau2 so that a person's reliability is n/(n+kappa). tau2 <= 0 means that this
-- period shows no difference between people: everybody gets the team's value and the indicator
-- says nothing about anybody.

with teams as (
    select
        month_start_on,
        indicator,
        peer_id,
        sum(y) / sum(n) as team_mean,
        sum(n) as team_n,
        sum(n * n) as team_n2,
        count(*) as people
    from analysis.score_input
    group by month_start_on, indicator, peer_id
),

squares as (
    select
        inputs.month_start_on,
        inputs.indicator,
        bool_and(inputs.is_share) as is_share,
        sum(inputs.n * power(inputs.x - teams.team_mean, 2)) as between_ss,
        sum(inputs.within_ss) as within_ss,
        sum(inputs.n) as n,
        count(*) as people
    from analysis.score_input as inputs
    inner join teams
        on inputs.month_start_on = teams.month_start_on
        and inputs.indicator = teams.indicator
        and inputs.peer_id = teams.peer_id
    group by inputs.month_start_on, inputs.indicator
),

sizes as (
    select
        month_start_on,
        indicator,
        sum(team_n - team_n2 / team_n) as n0_numerator,
        sum(people - 1) as between_df
    from teams
    group by month_start_on, indicator
),

mean_squares as (
    select
        squares.month_start_on,
        squares.indicator,
        squares.is_share,
        squares.people,
        squares.n,
        squares.between_ss / nullif(sizes.between_df, 0) as between_ms,
        squares.within_ss / nullif(squares.n - squares.people, 0) as sigma2,
        sizes.n0_numerator / nullif(sizes.between_df, 0) as n0
    from squares
    inner join sizes
        on squares.month_start_on = sizes.month_start_on
        and squares.indicator = sizes.indicator
),

components as (
    select
        mean_squares.*,
        (between_ms - sigma2) / nullif(n0, 0) as tau2
    from mean_squares
),

final as (
    select
        month_start_on,
        indicator,
        is_share,
        people,
        n,
        sigma2,
        tau2,
        -- Below this the "difference" is rounding.
        case when tau2 > 1e-9 then sigma2 / tau2 end as kappa
    from components
)

select * from final
