-- Grain: person × logged day: the activity that the chain of the person's month counts (talks for
-- bancassurance). Inputs: person_service, dim_chain, fct_day, fct_day_metric.
-- A box left empty on a logged day is a zero in a month in which the person fills it at all: many
-- leave the box of a zero empty, and leaving such days out would flatter them. In a month without
-- any figure the activity is unknown and the days are not here.

with figures as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        service.chain,
        days.work_on,
        days.team_id as day_team_id,
        counts.actual,
        count(counts.actual) over (
            partition by service.person_id, service.month_start_on
        ) as stated_days
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
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        chain,
        work_on,
        day_team_id,
        coalesce(actual, 0) as actual,
        actual is not null as is_stated
    from figures
    where stated_days > 0
)

select * from final
