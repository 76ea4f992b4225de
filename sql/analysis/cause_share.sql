-- Grain: person × month × habit, three months (that month and the two before). Inputs:
-- cause_share_count, person_service.
-- Shrunken like the rates (DOMAIN 4.4): within teams, one-way analysis of variance pooled over the
-- company gives kappa; estimate = (y + kappa · peer)/(n + kappa). p_worse is the probability that
-- the person's true share lies more than one between-person standard deviation below the team's;
-- the beta posterior is taken as normal in arcsin √share, which is accurate enough for a habit
-- and costs nothing. is_low by Bayesian FDR 0.2 over all people and habits of the month, as
-- cause_flag.
-- At least ten observations; without visible differences between people nobody is low.

with sums as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        counts.habit,
        sum(counts.y) as y,
        sum(counts.n) as n
    from analysis.person_service as service
    inner join analysis.cause_share_count as counts
        on service.person_id = counts.person_id
        and counts.month_start_on between add_months(service.month_start_on, -2)
            and service.month_start_on
    group by service.person_id, service.month_start_on, service.team_id, counts.habit
    having sum(counts.n) >= 10
),

peers as (
    select
        sums.*,
        sum(y) over team_window / sum(n) over team_window as peer,
        count(*) over team_window as peer_people
    from sums
    window team_window as (partition by month_start_on, team_id, habit)
),

teams as (
    select
        month_start_on,
        habit,
        team_id,
        sum(n * power(y / n - peer, 2)) as between_ss,
        sum(y * (1 - y / n)) as within_ss,
        sum(n - 1) as within_df,
        sum(n) - sum(n * n) / sum(n) as n0_part,
        count(*) as people
    from peers
    group by month_start_on, habit, team_id
),

variances as (
    select
        month_start_on,
        habit,
        sum(between_ss) / nullif(sum(people - 1), 0) as between_ms,
        sum(within_ss) / nullif(sum(within_df), 0) as within_ms,
        sum(n0_part) / nullif(sum(people - 1), 0) as n0
    from teams
    group by month_start_on, habit
),

kappas as (
    select
        month_start_on,
        habit,
        case when between_ms > within_ms and within_ms > 0 and n0 > 0
            then within_ms * n0 / (between_ms - within_ms) end as kappa
    from variances
),

posteriors as (
    select
        peers.*,
        kappas.kappa,
        coalesce((peers.y + kappas.kappa * peers.peer) / (peers.n + kappas.kappa), peers.peer)
            as estimate,
        sqrt(peers.peer * (1 - peers.peer) / (1 + kappas.kappa)) as between_sd,
        peers.n + kappas.kappa as weight
    from peers
    left join kappas
        on peers.month_start_on = kappas.month_start_on
        and peers.habit = kappas.habit
),

probabilities as (
    select
        posteriors.*,
        case
            when kappa is null or peer_people < 3 or peer <= 0 or peer >= 1 then null
            when peer - between_sd <= 0 then 0.0
            else ncdf((asin(sqrt(peer - between_sd)) - asin(sqrt(least(estimate, 1.0))))
                * 2 * sqrt(weight))
        end as p_worse
    from posteriors
),

listed as (
    select
        probabilities.*,
        case when p_worse is not null then
            avg(1 - p_worse) over (
                partition by month_start_on, p_worse is null
                order by p_worse desc, person_id, habit
                rows between unbounded preceding and current row
            )
        end as false_share
    from probabilities
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        habit,
        y,
        n,
        ratio(y, n) as raw,
        peer,
        peer_people,
        kappa,
        estimate,
        between_sd,
        p_worse,
        coalesce(false_share <= 0.2, false) as is_low,
        case when kappa is null then 'NO_DIFFERENCE' when peer_people < 3 then 'FEW_PEERS' end
            as reason
    from listed
)

select * from final
