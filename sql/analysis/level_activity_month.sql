-- Grain: person × month: the activity of the logged days. Inputs: person_service, dim_chain,
-- fct_day, fct_day_metric.
-- t is the chain's activity (talks for bancassurance), v the visits it came of, both with sums of
-- squares. A box left empty on a logged day counts as zero in a month in which the person fills it
-- at all: many leave the box of a zero empty, and leaving such days out would flatter them.

with figures as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        service.chain,
        days.work_on,
        counts.actual as t,
        counts.plan as plan,
        case when chains.count_metric <> 'visits' then visits.actual end as v,
        count(counts.actual) over person_months as t_days,
        count(visits.actual) over person_months as v_days
    from analysis.person_service as service
    inner join core.dim_chain as chains
        on service.chain = chains.chain
        and chains.kind = 'volume'
    inner join core.fct_day as days
        on service.person_id = days.person_id
        and service.month_start_on = month_start(days.work_on)
        and days.is_worked
    left join core.fct_day_metric as counts
        on days.person_id = counts.person_id
        and days.work_on = counts.work_on
        and chains.count_metric = counts.metric
    left join core.fct_day_metric as visits
        on days.person_id = visits.person_id
        and days.work_on = visits.work_on
        and visits.metric = case when chains.count_metric <> 'visits' then 'visits' end
    window person_months as (partition by service.person_id, service.month_start_on)
),

final as (
    select
        person_id,
        month_start_on,
        any_value(team_id) as team_id,
        any_value(chain) as chain,
        count(*) as n,
        sum(coalesce(t, 0)) as t,
        sum(power(coalesce(t, 0), 2)) as t2,
        case when any_value(v_days) > 0 then sum(coalesce(v, 0)) end as v,
        case when any_value(v_days) > 0 then sum(power(coalesce(v, 0), 2)) end as v2,
        case when any_value(v_days) > 0 then sum(coalesce(v, 0) * coalesce(t, 0)) end as vt,
        count(plan) as plan_days,
        sum(plan) as plan
    from figures
    where t_days > 0
    group by person_id, month_start_on
)

select * from final
