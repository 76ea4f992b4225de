-- Grain: person × week of rpt_xmr: the middle half of the weekly activity per logged day of the
-- person's peers, without a name. Inputs: xmr_week, activity_day, period.
-- Peers are the people of the person's team of that week, or, where fewer than six of them have a
-- value, those of the same selling chain. Under six there is no band: quartiles of a handful are
-- somebody's figures. The person is among them, so that everybody in a team sees the same band and
-- two bands cannot be subtracted from each other; one decimal, because no more is known.

with own_weeks as (
    select
        days.person_id,
        days.day_team_id as team_id,
        days.chain,
        week_start(days.work_on) as week_start_on,
        sum(days.actual) / count(*) as value
    from analysis.activity_day as days
    inner join analysis.period as periods
        on periods.period_type = 'week'
        and periods.period_start_on = week_start(days.work_on)
        and periods.workdays_elapsed >= 2
    group by days.person_id, days.day_team_id, days.chain, week_start(days.work_on)
    having count(*) >= 2
),

team_bands as (
    select
        chain,
        team_id,
        week_start_on,
        count(distinct person_id) as peers,
        quantile_cont(value, 0.25) as lo,
        quantile_cont(value, 0.75) as hi
    from own_weeks
    group by chain, team_id, week_start_on
    having count(distinct person_id) >= 6
),

chain_bands as (
    select
        chain,
        week_start_on,
        count(distinct person_id) as peers,
        quantile_cont(value, 0.25) as lo,
        quantile_cont(value, 0.75) as hi
    from own_weeks
    group by chain, week_start_on
    having count(distinct person_id) >= 6
),

-- Somebody who changed the team within a week has one band, that of the team last in order.
placed as (
    select person_id, week_start_on, max(team_id) as team_id, max(chain) as chain
    from own_weeks
    group by person_id, week_start_on
),

final as (
    select
        weeks.scope_id as person_id,
        weeks.week_start_on,
        case when team_bands.peers is not null then 'team' else 'chain' end as peer_type,
        case when team_bands.peers is not null then '同团队' else '同类业务' end as peer_name,
        coalesce(team_bands.peers, chain_bands.peers) as peers,
        round(coalesce(team_bands.lo, chain_bands.lo), 1) as peer_lo,
        round(coalesce(team_bands.hi, chain_bands.hi), 1) as peer_hi
    from analysis.xmr_week as weeks
    inner join placed
        on weeks.scope_type = 'person'
        and weeks.scope_id = placed.person_id
        and weeks.week_start_on = placed.week_start_on
    left join team_bands
        on placed.chain = team_bands.chain
        and placed.team_id = team_bands.team_id
        and placed.week_start_on = team_bands.week_start_on
    left join chain_bands
        on placed.chain = chain_bands.chain
        and placed.week_start_on = chain_bands.week_start_on
    where coalesce(team_bands.peers, chain_bands.peers) is not null
)

select * from final
order by person_id, week_start_on
