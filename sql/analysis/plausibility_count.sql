-- Grain: person × soft indicator of plausibility (p1, p2, p3, p4, p7, p8), three months up to the
-- review month. Inputs: fct_day, fct_day_metric, fct_visit, dim_chain, person_service, cause_flag,
-- run. DOMAIN 4.10. What is counted, and what the rest of the team shows; never used by a score.

with people as (
    select service.person_id, service.team_id, service.chain, run.month_start_on,
        add_months(run.month_start_on, -2) as from_on, run.as_of_on
    from analysis.person_service as service
    inner join meta.run as run
        on service.month_start_on = run.month_start_on
    where service.is_member
),

day_counts as (
    select people.person_id, people.team_id, worked.work_on, counts.metric, counts.plan,
        counts.actual, worked.submitted_at, counts.metric = chains.count_metric as is_activity,
        counts.file_id, worked.sheet, counts.actual_place
    from people
    inner join core.fct_day as worked
        on people.person_id = worked.person_id
        and worked.work_on between people.from_on and people.as_of_on
        and worked.is_worked
    inner join core.dim_chain as chains
        on people.chain = chains.chain
        and chains.kind = 'volume'
    inner join core.fct_day_metric as counts
        on worked.person_id = counts.person_id
        and worked.work_on = counts.work_on
),

-- p1: daily counts as even as nobody's are.
spreads as (
    select person_id, team_id, count(*) as n, avg(actual) as mean, var_samp(actual) as variance
    from day_counts
    where is_activity
        and actual is not null
    group by person_id, team_id
    having count(*) >= 15 and avg(actual) > 0
),

spread_peers as (
    select
        spreads.*,
        (sum(variance / mean * n) over team_window - variance / mean * n)
            / nullif(sum(n) over team_window - n, 0) as peer_index
    from spreads
    window team_window as (partition by team_id)
),

p1 as (
    select person_id, 'p1' as indicator, variance / mean as value, peer_index as peer_value, n,
        case when peer_index > 0 then spread_z(variance, mean * peer_index, n) < -3 end as is_hit
    from spread_peers
),

-- p2: the plan comes true to the unit on nearly all days.
plan_days as (
    select person_id, team_id, work_on, bool_and(plan = actual) as is_equal
    from day_counts
    where plan > 0
        and actual is not null
        and metric in ('talks', 'visits', 'new_targets')
    group by person_id, team_id, work_on
),

plan_sums as (
    select person_id, team_id, count(*) as n, count(*) filter (where is_equal) as y
    from plan_days
    group by person_id, team_id
),

plan_peers as (
    select
        plan_sums.*,
        (sum(y) over team_window - y) / nullif(cast(sum(n) over team_window - n as double), 0)
            as peer
    from plan_sums
    window team_window as (partition by team_id)
),

p2 as (
    select person_id, 'p2', y / cast(n as double), peer, n,
        n >= 15 and y >= 0.85 * n
            and y - n * coalesce(peer, 0) > 3 * sqrt(n * greatest(peer * (1 - peer), 0.05))
    from plan_peers
),

-- p3: whole days of visits that repeat an earlier day word for word.
visit_days as (
    select
        people.person_id,
        people.team_id,
        visits.work_on,
        string_agg(
            coalesce(visits.outlet_name, '') || '/' || coalesce(visits.customer_name, '') || '/'
                || coalesce(visits.purpose_text, '') || '/' || coalesce(visits.result, ''),
            '|' order by visits.row_no, visits.record_no
        ) as content
    from people
    inner join core.fct_visit as visits
        on people.person_id = visits.person_id
        and visits.work_on between people.from_on and people.as_of_on
    group by people.person_id, people.team_id, visits.work_on
    having count(visits.result) >= 2
),

copies as (
    select
        visit_days.*,
        row_number() over (partition by content order by work_on, person_id) > 1 as is_copy
    from visit_days
),

p3 as (
    select person_id, 'p3', cast(count(*) filter (where is_copy) as double),
        cast(null as double), count(*), count(*) filter (where is_copy) >= 3
    from copies
    group by person_id
),

-- p4: the same few customers again and again.
customers as (
    select
        people.person_id,
        people.team_id,
        count(*) as n,
        count(distinct name_key(visits.customer_name)) as names
    from people
    inner join core.fct_visit as visits
        on people.person_id = visits.person_id
        and visits.work_on between people.from_on and people.as_of_on
        and visits.customer_name is not null
        and coalesce(visits.purpose, '') not in ('service', 'revisit')
    group by people.person_id, people.team_id
    having count(*) >= 20
),

customer_peers as (
    select
        customers.*,
        (sum(names) over team_window - names)
            / nullif(cast(sum(n) over team_window - n as double), 0) as peer
    from customers
    window team_window as (partition by team_id)
),

p4 as (
    select person_id, 'p4', names / cast(n as double), peer, n,
        names <= 0.25 * n and names < 0.5 * peer * n
    from customer_peers
),

-- p7: many days handed in at one moment, long after.
batches as (
    select person_id, submitted_at, count(distinct work_on) as days
    from day_counts
    where submitted_at is not null
        and submitted_at > work_on + interval 5 day
    group by person_id, submitted_at
),

submitted as (
    select person_id, count(distinct work_on) as n
    from day_counts
    where submitted_at is not null
    group by person_id
),

p7 as (
    select submitted.person_id, 'p7', cast(coalesce(sum(batches.days), 0) as double),
        cast(null as double), submitted.n,
        coalesce(sum(batches.days) filter (where batches.days >= 5), 0) >= 0.3 * submitted.n
            and coalesce(max(batches.days), 0) >= 5
    from submitted
    left join batches
        on submitted.person_id = batches.person_id
    group by submitted.person_id, submitted.n
),

-- p8: more activity than others and far less comes of it.
p8 as (
    select volumes.person_id, 'p8', volumes.estimate, volumes.peer_estimate, volumes.n,
        coalesce(volumes.estimate > 2 * volumes.peer_estimate - volumes.worse_than, false)
            and coalesce(max(rates.p_worse), 0) >= 0.8
    from analysis.cause_flag as volumes
    inner join people
        on volumes.person_id = people.person_id
        and volumes.month_start_on = people.month_start_on
    left join analysis.cause_flag as rates
        on volumes.person_id = rates.person_id
        and volumes.month_start_on = rates.month_start_on
        and rates.kind = 'rate'
    where volumes.kind = 'volume'
    group by volumes.person_id, volumes.estimate, volumes.peer_estimate, volumes.worse_than,
        volumes.n
),

final as (
    select * from p1
    union all
    select * from p2
    union all
    select * from p3
    union all
    select * from p4
    union all
    select * from p7
    union all
    select * from p8
)

select person_id, indicator, value, peer_value, cast(n as double) as n,
    coalesce(is_hit, false) as is_hit
from final
