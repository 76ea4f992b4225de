-- Grain: month × person × month of history (up to six closed months before), deals n over x
-- available work days. Inputs: person_service, pace_sale, pace_workday. mu = team rate × x with
-- the team's rate over the same months, ten deals of the company's mixed in. Days of leave are not
-- available (availability: the company's share of days that were); months without any log are
-- unknown and left out.

with months as (
    select distinct month_start_on, is_closed
    from analysis.pace_workday
),

deals as (
    select person_id, month_start_on, sum(cases) as n
    from analysis.pace_sale
    group by person_id, month_start_on
),

person_months as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        service.chain,
        service.service_days_elapsed,
        greatest(service.service_days_elapsed - service.leave_days, 0) as x,
        coalesce(deals.n, 0) as n
    from analysis.person_service as service
    inner join months
        on service.month_start_on = months.month_start_on
        and months.is_closed
    left join deals
        on service.person_id = deals.person_id
        and service.month_start_on = deals.month_start_on
    where service.worked_days > 0
        and service.service_days_elapsed > service.leave_days
),

windows as (
    select
        months.month_start_on,
        history.month_start_on as history_on,
        history.person_id,
        history.team_id,
        history.chain,
        history.service_days_elapsed,
        cast(history.x as double) as x,
        cast(history.n as double) as n
    from months
    inner join person_months as history
        on history.month_start_on >= add_months(months.month_start_on, -6)
        and history.month_start_on < months.month_start_on
),

companies as (
    select
        month_start_on,
        chain,
        sum(n) / sum(x) as company_rate,
        sum(x) / sum(service_days_elapsed) as availability
    from windows
    group by month_start_on, chain
),

teams as (
    select
        windows.month_start_on,
        windows.chain,
        windows.team_id,
        count(distinct windows.person_id) as team_people,
        case when any_value(companies.company_rate) > 0 then
            (sum(windows.n) + 10)
            / (sum(windows.x) + 10 / any_value(companies.company_rate))
        else 0.0 end as team_rate
    from windows
    inner join companies
        on windows.month_start_on = companies.month_start_on
        and windows.chain = companies.chain
    group by windows.month_start_on, windows.chain, windows.team_id
),

final as (
    select
        windows.month_start_on,
        windows.person_id,
        windows.history_on,
        windows.team_id,
        windows.chain,
        windows.x,
        windows.n,
        teams.team_people,
        teams.team_rate,
        companies.company_rate,
        companies.availability,
        teams.team_rate * windows.x as mu,
        windows.n - teams.team_rate * windows.x as r
    from windows
    inner join teams
        on windows.month_start_on = teams.month_start_on
        and windows.chain = teams.chain
        and windows.team_id = teams.team_id
    inner join companies
        on windows.month_start_on = companies.month_start_on
        and windows.chain = companies.chain
)

select * from final
