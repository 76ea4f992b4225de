-- Grain: month × chain × factor: how much people differ, and how much the same person does.
-- Inputs: rate_share, rate_activity, rate_ticket.
-- One-way analysis of variance, people within teams, pooled over the teams of a chain (DOMAIN 4.4,
-- 9.2), each person measured from the team's mean at the person's own outlets. sigma2 is the
-- variance of one base (a talk, a day, a case), tau2 that between people, kappa = sigma2 / tau2. No
-- visible difference (tau2 <= 0), or too few people to see one, gives kappa null: everybody is
-- taken to be like the team.

with shares as (
    select
        month_start_on,
        chain,
        factor,
        team_id,
        n,
        y,
        sum(y) over team_window / nullif(sum(n) over team_window, 0) * difficulty as peer
    from analysis.rate_share
    where n > 0
    window team_window as (partition by month_start_on, chain, factor, team_id)
),

observations as (
    select
        month_start_on,
        chain,
        factor,
        team_id,
        n,
        n * power(y / n - peer, 2) as between_ss,
        y * (1 - least(y / n, 1)) as within_ss,
        n - 1 as within_df,
        cast(0 as double) as month_ss,
        cast(0 as double) as month_df
    from shares
    union all
    select
        month_start_on,
        chain,
        'activity' as factor,
        team_id,
        n,
        n * power(x - peer_x, 2),
        day_ss,
        day_df,
        month_ss,
        month_df
    from analysis.rate_activity
    where n > 0
    union all
    select
        month_start_on,
        chain,
        'ticket' as factor,
        team_id,
        n,
        n * power(x - team_x, 2),
        within_ss,
        n - 1,
        0,
        0
    from analysis.rate_ticket
    where n > 0
),

teams as (
    select
        month_start_on,
        chain,
        factor,
        team_id,
        sum(between_ss) as between_ss,
        sum(within_ss) as within_ss,
        sum(within_df) as within_df,
        sum(month_ss) as month_ss,
        sum(month_df) as month_df,
        sum(n) as n,
        sum(n) - sum(n * n) / sum(n) as n0_part,
        count(*) as people
    from observations
    group by month_start_on, chain, factor, team_id
),

sums as (
    select
        month_start_on,
        chain,
        factor,
        sum(between_ss) / nullif(sum(people - 1), 0) as between_ms,
        sum(within_ss) / nullif(sum(within_df), 0) as within_ms,
        sum(month_ss) / nullif(sum(month_df), 0) as month_ms,
        sum(n0_part) / nullif(sum(people - 1), 0) as n0,
        sum(n) as n,
        sum(people) as people
    from teams
    group by month_start_on, chain, factor
),

components as (
    select
        sums.*,
        greatest(within_ms, coalesce(month_ms, 0)) as sigma2,
        (between_ms - greatest(within_ms, coalesce(month_ms, 0))) / nullif(n0, 0) as tau2
    from sums
),

final as (
    select
        month_start_on,
        chain,
        factor,
        people,
        n,
        between_ms,
        within_ms,
        month_ms,
        n0,
        sigma2,
        tau2,
        case when tau2 > 1e-9 and sigma2 > 0 then sigma2 / tau2 end as kappa
    from components
)

select * from final
