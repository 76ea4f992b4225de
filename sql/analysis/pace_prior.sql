-- Grain: person × month: what was expected of the month before it began. Inputs: person_service,
-- pace_history, pace_variance, pace_sale, pace_workday, rate_estimate, rate_variance.
-- Of people of whom nothing is expected (supervisors, writers nobody knows) only their own history
-- counts, with twenty days of nothing mixed in.
-- rate is deals per available work day: gamma with mean team_rate and cv2_person, updated with the
-- person's history; a month's deals weigh less by what months differ, so that n/(1 + cv2_month·mu)
-- counts. rate_cv2 is what is not known about the person, month_cv2 what months differ by.
-- ticket_yuan is the estimate of the month before, that of the month itself only in the first
-- month: a forecast may not know the month's own tickets. Without any closed month the company's
-- rate of the month to date stands in (NO_HISTORY).

with history as (
    select
        histories.month_start_on,
        histories.person_id,
        count(*) as months,
        sum(histories.n / (1 + variances.cv2_month * histories.mu)) as n,
        sum(histories.x / (1 + variances.cv2_month * histories.mu)) as x
    from analysis.pace_history as histories
    inner join analysis.pace_variance as variances
        on histories.month_start_on = variances.month_start_on
        and histories.chain = variances.chain
    group by histories.month_start_on, histories.person_id
),

teams as (
    select month_start_on, chain, team_id, any_value(team_rate) as team_rate
    from analysis.pace_history
    group by month_start_on, chain, team_id
),

companies as (
    select month_start_on, chain, any_value(company_rate) as company_rate,
        any_value(availability) as availability
    from analysis.pace_history
    group by month_start_on, chain
),

to_date as (
    select service.month_start_on, service.chain,
        ratio(sum(deals.cases), sum(service.service_days_elapsed - service.leave_days)) as rate,
        ratio(
            sum(service.service_days_elapsed - service.leave_days),
            sum(service.service_days_elapsed)
        ) as availability
    from analysis.person_service as service
    left join (
        select person_id, month_start_on, sum(cases) as cases
        from analysis.pace_sale
        group by person_id, month_start_on
    ) as deals
        on service.person_id = deals.person_id
        and service.month_start_on = deals.month_start_on
    where service.worked_days > 0
    group by service.month_start_on, service.chain
),

tickets as (
    select person_id, month_start_on, estimate as ticket_yuan, coalesce(post_sd, between_sd) as sd
    from analysis.rate_estimate
    where kind = 'ticket'
        and estimate > 0
),

spreads as (
    select variances.month_start_on, variances.chain, variances.sigma2
    from analysis.rate_variance as variances
    where variances.factor = 'ticket'
        and variances.sigma2 > 0
),

joined as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        service.dept_id,
        service.chain,
        service.is_member,
        coalesce(teams.team_rate, companies.company_rate, to_date.rate) as team_rate,
        coalesce(companies.availability, to_date.availability, 1.0) as availability,
        coalesce(variances.cv2_person, 0.1) as cv2_person,
        coalesce(variances.cv2_month, 0.1) as cv2_month,
        coalesce(variances.cv2_team, 0.01) as cv2_team,
        coalesce(variances.cv2_common, 0.01) as cv2_common,
        coalesce(history.months, 0) as history_months,
        coalesce(history.n, 0) as n,
        coalesce(history.x, 0) as x,
        coalesce(before.ticket_yuan, now.ticket_yuan) as ticket_yuan,
        coalesce(power(coalesce(before.sd, now.sd), 2), 0.02) as ticket_level_cv2,
        -- Log-normal tickets; a half when no sale lines say how they spread.
        coalesce(exp(coalesce(spread_before.sigma2, spread_now.sigma2)) - 1, 0.5) as ticket_cv2,
        case when companies.company_rate is null then 'NO_HISTORY' end as reason
    from analysis.person_service as service
    left join teams
        on service.month_start_on = teams.month_start_on
        and service.chain = teams.chain
        and service.team_id = teams.team_id
    left join companies
        on service.month_start_on = companies.month_start_on
        and service.chain = companies.chain
    left join to_date
        on service.month_start_on = to_date.month_start_on
        and service.chain = to_date.chain
    left join analysis.pace_variance as variances
        on service.month_start_on = variances.month_start_on
        and service.chain = variances.chain
    left join history
        on service.person_id = history.person_id
        and service.month_start_on = history.month_start_on
    left join tickets as before
        on service.person_id = before.person_id
        and before.month_start_on = add_months(service.month_start_on, -1)
    left join tickets as now
        on service.person_id = now.person_id
        and now.month_start_on = service.month_start_on
    left join spreads as spread_before
        on spread_before.chain = service.chain
        and spread_before.month_start_on = add_months(service.month_start_on, -1)
    left join spreads as spread_now
        on spread_now.chain = service.chain
        and spread_now.month_start_on = service.month_start_on
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        dept_id,
        chain,
        history_months,
        availability,
        team_rate,
        case
            when is_member then (1 / cv2_person + n) / (1 / cv2_person / nullif(team_rate, 0) + x)
            else n / (x + 20)
        end as rate,
        case when is_member then 1 / (1 / cv2_person + n) else 1 / (1 + n) end as rate_cv2,
        cv2_month as month_cv2,
        cv2_team as team_cv2,
        cv2_common as common_cv2,
        ticket_yuan,
        ticket_cv2,
        ticket_level_cv2,
        case
            when coalesce(team_rate, 0) = 0 then 'NO_DEAL'
            when ticket_yuan is null then 'NO_DEAL'
            else reason
        end as reason
    from joined
)

select * from final
