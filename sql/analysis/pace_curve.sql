-- Grain: team × month × day_no (0 … work days): the share of a month's deals that is in after that
-- work day, as the twelve closed months before the month show it. Inputs: pace_workday, pace_sale,
-- person_service, dim_team.
-- Months have 15 to 23 work days, so that the curve is taken over twenty equal parts of a month; a
-- deal is spread evenly over its own day. Pooled counts make it rise by construction. The company's
-- curve starts as ten deals on the straight line, a team's as fifty deals on the company's curve:
-- few deals do not bend it much. without history the straight line is left, deals = 0.

with knots as (
    select unnest(range(1, 21)) as knot
),

months as (
    select distinct month_start_on, workdays, is_closed
    from analysis.pace_workday
),

team_days as (
    select
        sales.team_id,
        sales.month_start_on,
        sales.day_no,
        months.workdays,
        sum(sales.cases) as cases
    from analysis.pace_sale as sales
    inner join months
        on sales.month_start_on = months.month_start_on
        and months.is_closed
    where sales.cases > 0
    group by sales.team_id, sales.month_start_on, sales.day_no, months.workdays
),

team_knots as (
    select
        team_days.team_id,
        team_days.month_start_on,
        knots.knot,
        sum(team_days.cases * greatest(0.0, least(1.0,
            knots.knot / 20.0::double * team_days.workdays - (team_days.day_no - 1)
        ))) as cases
    from team_days
    cross join knots
    group by team_days.team_id, team_days.month_start_on, knots.knot
),

wanted as (
    select distinct service.team_id, service.month_start_on
    from analysis.person_service as service
),

company_knots as (
    select
        months.month_start_on,
        team_knots.knot,
        sum(team_knots.cases) as cases
    from months
    inner join team_knots
        on team_knots.month_start_on >= add_months(months.month_start_on, -12)
        and team_knots.month_start_on < months.month_start_on
    group by months.month_start_on, team_knots.knot
),

company_curve as (
    select
        months.month_start_on,
        knots.knot,
        (coalesce(company_knots.cases, 0) + 10 * knots.knot / 20.0::double)
            / (coalesce(last_value(company_knots.cases) over month_knots, 0) + 10) as share
    from months
    cross join knots
    left join company_knots
        on months.month_start_on = company_knots.month_start_on
        and knots.knot = company_knots.knot
    window month_knots as (
        partition by months.month_start_on order by knots.knot
        rows between unbounded preceding and unbounded following
    )
),

team_sums as (
    select
        wanted.team_id,
        wanted.month_start_on,
        team_knots.knot,
        sum(team_knots.cases) as cases
    from wanted
    inner join team_knots
        on wanted.team_id = team_knots.team_id
        and team_knots.month_start_on >= add_months(wanted.month_start_on, -12)
        and team_knots.month_start_on < wanted.month_start_on
    group by wanted.team_id, wanted.month_start_on, team_knots.knot
),

team_curve as (
    select
        wanted.team_id,
        wanted.month_start_on,
        company_curve.knot,
        coalesce(last_value(team_sums.cases) over team_knots, 0) as deals,
        (coalesce(team_sums.cases, 0) + 50 * company_curve.share)
            / (coalesce(last_value(team_sums.cases) over team_knots, 0) + 50) as share
    from wanted
    inner join company_curve
        on wanted.month_start_on = company_curve.month_start_on
    left join team_sums
        on wanted.team_id = team_sums.team_id
        and wanted.month_start_on = team_sums.month_start_on
        and company_curve.knot = team_sums.knot
    window team_knots as (
        partition by wanted.team_id, wanted.month_start_on order by company_curve.knot
        rows between unbounded preceding and unbounded following
    )
),

curves as (
    select team_id, month_start_on, deals, list(share order by knot) as shares
    from team_curve
    group by team_id, month_start_on, deals
),

day_numbers as (
    select month_start_on, day_no, workdays from analysis.pace_workday
    union all
    select month_start_on, 0, workdays from months
),

places as (
    select
        curves.*,
        day_numbers.day_no,
        day_numbers.workdays,
        20.0::double * day_numbers.day_no / day_numbers.workdays as place
    from curves
    inner join day_numbers
        on curves.month_start_on = day_numbers.month_start_on
),

final as (
    select
        team_id,
        month_start_on,
        day_no,
        workdays,
        deals,
        case
            when day_no = 0 then 0.0
            when day_no = workdays then 1.0
            when place < 1 then place * shares[1]
            else shares[cast(floor(place) as bigint)] + (place - floor(place))
                * (shares[cast(floor(place) as bigint) + 1] - shares[cast(floor(place) as bigint)])
        end as share
    from places
)

select * from final
