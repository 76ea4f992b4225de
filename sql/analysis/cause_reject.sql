-- Grain: person × month, three months (that month and the two before): does activity drop on the
-- work day after many rejections? Inputs: person_service, fct_day, fct_day_metric, dim_chain,
-- fct_visit.
-- A heavy day: at least two visits whose result says no (拒绝、暂不需要、不满意 …) and
-- at least a third of the visits with a result; without results, at least the person's usual number
-- of talks and not one intent. contrast = mean activity on the following days with a log less that
-- of the other days. Under permutation the mean of k out of N days has variance S²/k · (1 −
-- k/N), so p is exact in its moments; false discovery rate 0.2 over all people of the month
-- (Benjamini and Hochberg). At least five heavy days and five others.

with days as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        service.chain,
        worked.work_on,
        counts.actual as activity
    from analysis.person_service as service
    inner join core.dim_chain as chains
        on service.chain = chains.chain
        and chains.kind = 'volume'
    inner join core.fct_day as worked
        on service.person_id = worked.person_id
        and service.month_start_on = month_start(worked.work_on)
        and worked.is_worked
    inner join core.fct_day_metric as counts
        on worked.person_id = counts.person_id
        and worked.work_on = counts.work_on
        and chains.count_metric = counts.metric
    where counts.actual is not null
),

results as (
    select
        person_id,
        work_on,
        count(result) as results,
        count(*) filter (where is_rejection(result)) as rejections
    from core.fct_visit
    group by person_id, work_on
),

intents as (
    select person_id, work_on, actual as intents
    from core.fct_day_metric
    where metric = 'intents'
),

marked as (
    select
        days.*,
        case
            when results.results > 0 then
                results.rejections >= 2 and 3 * results.rejections >= results.results
            else days.activity >= avg(days.activity) over (
                    partition by days.person_id, days.month_start_on)
                and days.activity > 0 and coalesce(intents.intents = 0, false)
        end as is_heavy,
        coalesce(results.rejections, 0) as rejections
    from days
    left join results
        on days.person_id = results.person_id
        and days.work_on = results.work_on
    left join intents
        on days.person_id = intents.person_id
        and days.work_on = intents.work_on
),

-- Activity less the team's mean of that day and the person's month would be finer; months differ
-- more than days do, so at least the person's month is taken out.
followed as (
    select
        marked.*,
        activity - avg(activity) over (partition by person_id, month_start_on) as rest,
        lag(is_heavy) over (partition by person_id order by work_on) as after_heavy,
        lag(work_on) over (partition by person_id order by work_on) as before_on
    from marked
),

pairs as (
    select *
    from followed
    where before_on >= work_on - 4
        and after_heavy is not null
),

sums as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        count(*) as n,
        count(*) filter (where pairs.after_heavy) as k,
        avg(pairs.rest) as mean_all,
        avg(pairs.rest) filter (where pairs.after_heavy) as mean_after,
        avg(pairs.rest) filter (where not pairs.after_heavy) as mean_other,
        avg(pairs.activity) filter (where pairs.after_heavy) as activity_after,
        avg(pairs.activity) filter (where not pairs.after_heavy) as activity_other,
        var_samp(pairs.rest) as s2
    from analysis.person_service as service
    inner join pairs
        on service.person_id = pairs.person_id
        and pairs.month_start_on between add_months(service.month_start_on, -2)
            and service.month_start_on
    group by service.person_id, service.month_start_on, service.team_id
    having count(*) filter (where pairs.after_heavy) >= 5
        and count(*) filter (where not pairs.after_heavy) >= 5
),

tested as (
    select
        sums.*,
        mean_after - mean_other as contrast,
        case when s2 > 0 then ncdf(
            (mean_after - mean_all) / sqrt(s2 / k * (1 - cast(k as double) / n))
        ) end as p
    from sums
),

ranked as (
    select
        tested.*,
        row_number() over (
            partition by month_start_on, p is null order by p, person_id
        ) as place,
        count(p) over (partition by month_start_on) as people
    from tested
),

cut as (
    select month_start_on, max(place) as last_place
    from ranked
    where p <= 0.2 * place / people
    group by month_start_on
),

final as (
    select
        ranked.person_id,
        ranked.month_start_on,
        ranked.team_id,
        ranked.n,
        ranked.k,
        ranked.activity_after,
        ranked.activity_other,
        ranked.contrast,
        ranked.p,
        coalesce(ranked.place <= cut.last_place, false) and ranked.contrast < 0 as is_low
    from ranked
    left join cut
        on ranked.month_start_on = cut.month_start_on
)

select * from final
