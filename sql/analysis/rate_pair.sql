-- Grain: person × month × factor (activity, rates, ticket): what the three months before said, and
-- what this month showed. Inputs: chain_month, rate_estimate.
-- said: the empirical-Bayes estimate's relative distance from the person's peers; came: the month's
-- own relative distance from what the peers' values give, after the change that the team shows in
-- common this month. Both are centred on the team (weighted). weight is what the month can tell:
-- expected counts, for tickets the cases. The two come from different months, so that their
-- relation (rate_carry) shows how much of a distance lasts, chance of choosing left out.

with pairs as (
    select
        months.person_id,
        months.month_start_on,
        months.team_id,
        months.chain,
        months.factor,
        months.kind,
        case months.kind when 'ticket' then months.n else months.n * before.peer end as weight,
        months.y,
        months.n * before.peer as peer_y,
        before.estimate / before.peer - 1 as distance
    from analysis.chain_month as months
    inner join analysis.rate_estimate as before
        on months.person_id = before.person_id
        and add_months(months.month_start_on, -1) = before.month_start_on
        and months.chain = before.chain
        and months.factor = before.factor
    where months.kind in ('volume', 'rate', 'ticket')
        and months.reason is null
        and months.n > 0
        and before.peer > 0
        and before.estimate > 0
),

compared as (
    select
        pairs.*,
        y / (peer_y * sum(y) over team_window / sum(peer_y) over team_window) - 1 as result,
        sum(weight) over team_window as team_weight
    from pairs
    window team_window as (partition by month_start_on, chain, factor, team_id)
    qualify sum(y) over team_window > 0
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        chain,
        factor,
        kind,
        weight,
        distance - sum(weight * distance) over team_window / team_weight as said,
        result - sum(weight * result) over team_window / team_weight as came
    from compared
    window team_window as (partition by month_start_on, chain, factor, team_id)
)

select * from final
