-- Grain: person × month: the usual and the best pace per work day. Inputs: person_service,
-- activity_day, rate_activity.
-- usual is the mean of three months (rate_activity). best is the 90th percentile of the weekly
-- means (weeks with at least two logged days) of the 26 weeks up to the month's end; with
-- fewer than eight such weeks that of the whole team, so that a new member is not held to a level
-- that nobody here keeps.

with weeks as (
    select
        person_id,
        month_start_on,
        team_id,
        chain,
        week_start(work_on) as week_start_on,
        avg(actual) as per_day
    from analysis.activity_day
    group by person_id, month_start_on, team_id, chain, week_start(work_on)
    having count(*) >= 2
),

own as (
    select
        service.person_id,
        service.month_start_on,
        count(weeks.per_day) as weeks,
        quantile_cont(weeks.per_day, 0.9) as best_per_day
    from analysis.person_service as service
    inner join weeks
        on service.person_id = weeks.person_id
        and service.chain = weeks.chain
        and weeks.week_start_on
            between cast(month_end(service.month_start_on) - 26 * 7 as date)
            and month_end(service.month_start_on)
    group by service.person_id, service.month_start_on
),

team as (
    select
        months.team_id,
        months.chain,
        months.month_start_on,
        quantile_cont(weeks.per_day, 0.9) as best_per_day
    from (
        select distinct team_id, chain, month_start_on from analysis.person_service
    ) as months
    inner join weeks
        on months.team_id = weeks.team_id
        and months.chain = weeks.chain
        and weeks.week_start_on
            between cast(month_end(months.month_start_on) - 26 * 7 as date)
            and month_end(months.month_start_on)
    group by months.team_id, months.chain, months.month_start_on
),

final as (
    select
        service.person_id,
        service.month_start_on,
        activity.x as usual_per_day,
        case when own.weeks >= 8 then own.best_per_day else team.best_per_day end as best_per_day,
        case when own.weeks >= 8 then 'own' when team.best_per_day is not null then 'team' end
            as best_source,
        coalesce(own.weeks, 0) as weeks
    from analysis.person_service as service
    left join analysis.rate_activity as activity
        on service.person_id = activity.person_id
        and service.month_start_on = activity.month_start_on
        and service.chain = activity.chain
    left join own
        on service.person_id = own.person_id
        and service.month_start_on = own.month_start_on
    left join team
        on service.team_id = team.team_id
        and service.chain = team.chain
        and service.month_start_on = team.month_start_on
)

select * from final
