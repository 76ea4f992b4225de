-- Grain: person × month, activity per work day over three months (that month and the two before).
-- Inputs: person_service, activity_day.
-- x is the mean over logged days (an empty box as in activity_day); peer_x what the team did in
-- the same months, weighted with the person's own days, so that who joined in February is not
-- compared with January. Months of a person are not alike even when days are: the sampling
-- variance of x uses the larger of the variance between days and the mean square between a
-- person's months (team's months removed).

with days as (
    select
        person_id,
        month_start_on,
        chain,
        count(*) as n,
        sum(actual) as y,
        sum(actual * actual) as y2
    from analysis.activity_day
    group by person_id, month_start_on, chain
),

windows as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        service.dept_id,
        service.chain,
        days.month_start_on as history_on,
        days.n,
        days.y,
        days.y2
    from analysis.person_service as service
    inner join days
        on service.person_id = days.person_id
        and service.chain = days.chain
        and days.month_start_on between add_months(service.month_start_on, -2)
            and service.month_start_on
),

team_months as (
    select
        windows.*,
        sum(y) over team_month / sum(n) over team_month as team_x
    from windows
    window team_month as (partition by month_start_on, chain, team_id, history_on)
),

sums as (
    select
        person_id,
        month_start_on,
        any_value(team_id) as team_id,
        any_value(dept_id) as dept_id,
        chain,
        sum(n) as n,
        sum(y) as y,
        sum(n * team_x) / sum(n) as peer_x,
        sum(y2 - y * y / n) as day_ss,
        sum(n - 1) as day_df,
        sum(n * power(y / n - team_x, 2)) - power(sum(y - n * team_x), 2) / sum(n) as month_ss,
        count(*) - 1 as month_df
    from team_months
    group by person_id, month_start_on, chain
),

missing as (
    select
        service.person_id,
        service.month_start_on,
        sum(history.missing_days) as missing_days
    from analysis.person_service as service
    inner join analysis.person_service as history
        on service.person_id = history.person_id
        and history.month_start_on between add_months(service.month_start_on, -2)
            and service.month_start_on
    group by service.person_id, service.month_start_on
),

final as (
    select
        sums.person_id,
        sums.month_start_on,
        sums.team_id,
        sums.dept_id,
        sums.chain,
        sums.n,
        sums.y,
        sums.y / sums.n as x,
        sums.peer_x,
        sums.day_ss,
        sums.day_df,
        sums.month_ss,
        sums.month_df,
        coalesce(missing.missing_days, 0) as missing_days
    from sums
    left join missing
        on sums.person_id = missing.person_id
        and sums.month_start_on = missing.month_start_on
)

select * from final
