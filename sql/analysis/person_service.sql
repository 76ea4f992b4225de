-- Grain: person × month: the days a month offers a person and what became of them. Inputs:
-- dim_person, dim_date, fct_day, person_team_month, dim_team, team_chain.
-- service_days are all work days of the month within employment, leave included; _elapsed those up
-- to the as-of day. Leave and missing logs are counted beside, so that a sentence can name them.

with months as (
    select distinct month_start_on
    from core.dim_date
    where is_spine
),

service as (
    select
        persons.person_id,
        dates.month_start_on,
        count(*) as service_days,
        count(*) filter (where dates.is_elapsed) as service_days_elapsed
    from core.dim_person as persons
    inner join core.dim_date as dates
        on dates.is_workday
        and (persons.expect_from_on is null or persons.expect_from_on <= dates.date_on
            or not persons.is_in_roster)
        and (persons.expect_to_on is null or persons.expect_to_on >= dates.date_on)
    inner join months
        on dates.month_start_on = months.month_start_on
    group by persons.person_id, dates.month_start_on
),

days as (
    select
        person_id,
        month_start(work_on) as month_start_on,
        count(*) filter (where is_worked) as worked_days,
        count(*) filter (where status = 'missing' and is_expected) as missing_days,
        count(*) filter (where status in ('leave', 'training')) as leave_days
    from core.fct_day
    group by person_id, month_start(work_on)
),

final as (
    select
        service.person_id,
        service.month_start_on,
        teams.team_id,
        teams.dept_id,
        chains.chain,
        members.is_member,
        service.service_days,
        service.service_days_elapsed,
        coalesce(days.worked_days, 0) as worked_days,
        coalesce(days.missing_days, 0) as missing_days,
        coalesce(days.leave_days, 0) as leave_days
    from service
    inner join analysis.person_team_month as members
        on service.person_id = members.person_id
        and service.month_start_on = members.month_start_on
    inner join core.dim_team as teams
        on members.team_id = teams.team_id
    inner join core.team_chain as chains
        on members.team_id = chains.team_id
    left join days
        on service.person_id = days.person_id
        and service.month_start_on = days.month_start_on
    where members.is_member
        or days.worked_days > 0
)

select * from final
