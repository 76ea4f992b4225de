-- Grain: person × month × factor (activity, rates, ticket), three months: what is known about the
-- person. Inputs: rate_share, rate_activity, rate_ticket, rate_variance, benchmark_team, dim_chain.
-- peer_raw is the team's benchmark, peer the same at outlets as difficult as the person's;
-- estimate is the empirical-Bayes value (DOMAIN 4.4): beta-binomial for rates, normal for activity
-- and for ln ticket (in yuan). between_sd is the spread between people around peer, worse_than
-- = peer − between_sd the line of DOMAIN 4.6. post_a, post_b: the beta posterior of a rate;
-- post_mean, post_sd: the normal one. reason says why there is no posterior.

with chains as (
    select chain, factor, factor_ord, kind from core.dim_chain
),

-- Whoever has no base yet (no talk, no intent) is taken at the benchmark.
rates as (
    select
        shares.person_id,
        shares.month_start_on,
        shares.team_id,
        shares.chain,
        shares.factor,
        shares.y,
        shares.n,
        shares.difficulty,
        shares.mixed_share,
        teams.benchmark as peer_raw,
        teams.benchmark * shares.difficulty as peer,
        teams.people as peer_people,
        variances.kappa
    from analysis.rate_share as shares
    left join analysis.benchmark_team as teams
        on shares.month_start_on = teams.month_start_on
        and shares.chain = teams.chain
        and shares.factor = teams.factor
        and shares.team_id = teams.team_id
    left join analysis.rate_variance as variances
        on shares.month_start_on = variances.month_start_on
        and shares.chain = variances.chain
        and shares.factor = variances.factor
),

rate_estimates as (
    select
        person_id,
        month_start_on,
        team_id,
        chain,
        factor,
        y,
        n,
        ratio(y, n) as raw,
        peer_raw,
        peer,
        difficulty,
        mixed_share,
        kappa,
        case when kappa is null then 0.0 else n / (n + kappa) end as reliability,
        case when kappa is null then peer else (y + kappa * peer) / (n + kappa) end as estimate,
        case when peer < 0.98 and peer > 0
            then sqrt(peer * (1 - peer) / (1 + kappa)) end as between_sd,
        case when peer < 0.98 and peer > 0 then y + kappa * peer end as post_a,
        case when peer < 0.98 and peer > 0
            then greatest(n - y, 0) + kappa * (1 - peer) end as post_b,
        cast(null as double) as post_mean,
        cast(null as double) as post_sd,
        case
            when peer is null then 'NO_PEERS'
            when peer = 0 then 'NO_DEAL'
            when peer >= 0.98 then 'OVER_ONE'
            when n = 0 then 'NO_BASE'
            when kappa is null then 'NO_DIFFERENCE'
        end as reason
    from rates
),

activity_estimates as (
    select
        activity.person_id,
        activity.month_start_on,
        activity.team_id,
        activity.chain,
        'activity' as factor,
        activity.y,
        activity.n,
        activity.x as raw,
        activity.peer_x as peer_raw,
        activity.peer_x as peer,
        1.0 as difficulty,
        cast(null as double) as mixed_share,
        variances.kappa,
        case when variances.kappa is null then 0.0
            else activity.n / (activity.n + variances.kappa) end as reliability,
        activity.peer_x + (activity.x - activity.peer_x)
            * case when variances.kappa is null then 0.0
                else activity.n / (activity.n + variances.kappa) end as estimate,
        case when variances.kappa is not null then sqrt(variances.tau2) end as between_sd,
        cast(null as double) as post_a,
        cast(null as double) as post_b,
        activity.peer_x + (activity.x - activity.peer_x)
            * activity.n / (activity.n + variances.kappa) as post_mean,
        sqrt(variances.tau2 * variances.kappa / (activity.n + variances.kappa)) as post_sd,
        case when variances.kappa is null then 'NO_DIFFERENCE' end as reason
    from analysis.rate_activity as activity
    left join analysis.rate_variance as variances
        on activity.month_start_on = variances.month_start_on
        and activity.chain = variances.chain
        and variances.factor = 'activity'
),

tickets as (
    select
        ticket.person_id,
        ticket.month_start_on,
        ticket.team_id,
        ticket.chain,
        ticket.cases,
        ticket.money_yuan,
        ticket.n,
        ticket.x,
        ticket.team_x,
        teams.benchmark as peer_raw,
        exp(coalesce(ticket.effect - ticket.team_effect, 0)) as difficulty,
        variances.kappa,
        variances.tau2
    from analysis.rate_ticket as ticket
    left join analysis.benchmark_team as teams
        on ticket.month_start_on = teams.month_start_on
        and ticket.chain = teams.chain
        and ticket.team_id = teams.team_id
        and teams.factor = 'ticket'
    left join analysis.rate_variance as variances
        on ticket.month_start_on = variances.month_start_on
        and ticket.chain = variances.chain
        and variances.factor = 'ticket'
),

ticket_estimates as (
    select
        person_id,
        month_start_on,
        team_id,
        chain,
        'ticket' as factor,
        money_yuan as y,
        cases as n,
        ratio(money_yuan, cases) as raw,
        peer_raw,
        peer_raw * difficulty as peer,
        difficulty,
        cast(null as double) as mixed_share,
        kappa,
        case when kappa is null then 0.0 else n / (n + kappa) end as reliability,
        peer_raw * difficulty * exp(case
            when kappa is null or n = 0 then 0.0
            else n / (n + kappa) * (x - team_x)
        end) as estimate,
        -- On the log scale, as post_mean and post_sd: peer − between_sd is peer · exp(−tau).
        case when kappa is not null then sqrt(tau2) end as between_sd,
        cast(null as double) as post_a,
        cast(null as double) as post_b,
        case when n > 0 then n / (n + kappa) * (x - team_x) end as post_mean,
        case when n > 0 then sqrt(tau2 * kappa / (n + kappa)) end as post_sd,
        case
            when peer_raw is null then 'NO_PEERS'
            when n = 0 then 'NO_BASE'
            when kappa is null then 'NO_DIFFERENCE'
        end as reason
    from tickets
),

estimates as (
    select * from rate_estimates
    union all
    select * from activity_estimates
    union all
    select * from ticket_estimates
),

final as (
    select
        estimates.*,
        chains.factor_ord,
        chains.kind,
        case chains.kind
            when 'ticket' then peer * exp(-between_sd)
            else peer - between_sd
        end as worse_than,
        case chains.kind
            when 'ticket' then -between_sd
            when 'volume' then peer - between_sd
        end as post_line
    from estimates
    inner join chains
        on estimates.chain = chains.chain
        and estimates.factor = chains.factor
)

select * from final
