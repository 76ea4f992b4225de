-- Grain: person × month × factor: what the data say about the level e of the person relative to
-- the peers (1 = like them). Inputs: level_rate, level_activity, level_ticket, rate_variance,
-- rate_activity, dim_chain.
-- Rates: y of n, binomial with rate peer · e. Activity: x around e with variance v1·e + v2·e².
-- Ticket: x around ln e with variance v. x_filled is activity with every missing day filled with
-- the larger of the own and the peers' mean (DOMAIN E2). between_sd is the spread of ln e between
-- people, by moments (rate_variance), where the search for their distribution starts; null: no
-- visible difference, nothing is said about anybody.

with rates as (
    select
        rates.person_id,
        rates.month_start_on,
        rates.team_id,
        rates.chain,
        rates.factor,
        'rate' as kind,
        rates.y,
        rates.n,
        rates.peer,
        cast(null as double) as x,
        cast(null as double) as x_filled,
        cast(null as double) as v1,
        cast(null as double) as v2,
        case when rates.peer > 0 and rates.peer < 0.98
            then sqrt((1 - rates.peer) / rates.peer / (1 + variances.kappa)) end as between_sd
    from analysis.level_rate as rates
    left join analysis.rate_variance as variances
        on rates.month_start_on = variances.month_start_on
        and rates.chain = variances.chain
        and rates.factor = variances.factor
),

activity as (
    select
        activity.person_id,
        activity.month_start_on,
        activity.team_id,
        activity.chain,
        'activity' as factor,
        'volume' as kind,
        cast(null as double) as y,
        activity.n,
        cast(null as double) as peer,
        activity.x / activity.expected as x,
        (activity.n * activity.x / activity.expected
            + missing.missing_days * greatest(activity.x / activity.expected, 1))
            / (activity.n + missing.missing_days) as x_filled,
        activity.v1 / activity.expected as v1,
        activity.v2,
        case when variances.kappa is not null
            then least(sqrt(variances.tau2) / missing.peer_x, 0.5) end as between_sd
    from analysis.level_activity as activity
    inner join analysis.rate_activity as missing
        on activity.person_id = missing.person_id
        and activity.month_start_on = missing.month_start_on
    left join analysis.rate_variance as variances
        on activity.month_start_on = variances.month_start_on
        and activity.chain = variances.chain
        and variances.factor = 'activity'
    where missing.peer_x > 0
),

tickets as (
    select
        tickets.person_id,
        tickets.month_start_on,
        tickets.team_id,
        tickets.chain,
        'ticket' as factor,
        'ticket' as kind,
        cast(null as double) as y,
        tickets.n,
        cast(null as double) as peer,
        tickets.x,
        cast(null as double) as x_filled,
        tickets.v as v1,
        cast(null as double) as v2,
        case when variances.kappa is not null then least(sqrt(variances.tau2), 0.5) end
            as between_sd
    from analysis.level_ticket as tickets
    left join analysis.rate_variance as variances
        on tickets.month_start_on = variances.month_start_on
        and tickets.chain = variances.chain
        and variances.factor = 'ticket'
),

final as (
    select * from rates
    union all
    select * from activity
    union all
    select * from tickets
)

select * from final
