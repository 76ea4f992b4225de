-- Grain: person × team × month × day_no (pace_point): what a person brings to the forecasts of the
-- own scope, the team and everything above. Inputs: pace_point, pace_prior, pace_curve, pace_sale,
-- person_service, fct_day, fct_leave_day, dim_person, pace_workday, run.
-- expected_elapsed and expected_left are deals by the prior: rate × work days × the curve's share ×
-- the part of those days that the person is there. Of the days to come, employment is known, in the
-- review month also the leave already registered; at most the share of days that people usually are
-- there counts. plain_left is the same without the curve (rate × days to come × presence). A person
-- who changed teams has a row without expectations under the other team, for the sales made there.

with points as (
    select * from analysis.pace_point
),

absences as (
    select days.person_id, workdays.month_start_on, workdays.day_no
    from core.fct_day as days
    inner join analysis.pace_workday as workdays
        on days.work_on = workdays.work_on
    where days.status in ('leave', 'training', 'not_employed')
    union
    select leaves.person_id, workdays.month_start_on, workdays.day_no
    from core.fct_leave_day as leaves
    inner join analysis.pace_workday as workdays
        on leaves.leave_on = workdays.work_on
    inner join meta.run as run
        on workdays.month_start_on = run.month_start_on
    where leaves.leave_on > run.as_of_on
    union
    select persons.person_id, workdays.month_start_on, workdays.day_no
    from core.dim_person as persons
    inner join analysis.pace_workday as workdays
        on workdays.work_on > persons.expect_to_on
        or (workdays.work_on < persons.expect_from_on and persons.is_in_roster)
),

absence_sums as (
    select
        absences.person_id,
        absences.month_start_on,
        points.day_no,
        count(*) filter (where absences.day_no <= points.day_no) as absent_elapsed,
        count(*) filter (where absences.day_no > points.day_no
            and (points.is_review or persons.expect_to_on < workdays.work_on
                or persons.expect_from_on > workdays.work_on)) as absent_left
    from absences
    inner join points
        on absences.month_start_on = points.month_start_on
    inner join analysis.pace_workday as workdays
        on absences.month_start_on = workdays.month_start_on
        and absences.day_no = workdays.day_no
    inner join core.dim_person as persons
        on absences.person_id = persons.person_id
    group by absences.person_id, absences.month_start_on, points.day_no
),

expectations as (
    select
        priors.person_id,
        priors.team_id,
        priors.month_start_on,
        points.day_no,
        greatest(priors.rate * curves.share * points.workdays
            * (1 - coalesce(absence_sums.absent_elapsed, 0)
                / nullif(cast(points.day_no as double), 0)), 0) as expected_elapsed,
        greatest(priors.rate * (1 - curves.share) * points.workdays, 0) as full_left,
        greatest(priors.rate * (points.workdays - points.day_no), 0) as plain_full_left,
        greatest(0, least(
            priors.availability,
            1 - coalesce(absence_sums.absent_left, 0)
                / nullif(cast(points.workdays - points.day_no as double), 0)
        )) as presence,
        greatest(points.workdays - points.day_no - coalesce(absence_sums.absent_left, 0), 0)
            as days_left,
        curves.deals as curve_deals
    from analysis.pace_prior as priors
    inner join points
        on priors.month_start_on = points.month_start_on
    inner join analysis.pace_curve as curves
        on priors.team_id = curves.team_id
        and priors.month_start_on = curves.month_start_on
        and points.day_no = curves.day_no
    left join absence_sums
        on priors.person_id = absence_sums.person_id
        and priors.month_start_on = absence_sums.month_start_on
        and points.day_no = absence_sums.day_no
),

sales as (
    select
        sales.person_id,
        sales.team_id,
        sales.month_start_on,
        points.day_no,
        sum(case when sales.day_no <= points.day_no then sales.cases else 0 end) as cases,
        sum(case when sales.day_no <= points.day_no then sales.money_yuan else 0 end) as money_yuan,
        sum(sales.cases) as month_cases,
        sum(sales.money_yuan) as month_money_yuan
    from analysis.pace_sale as sales
    inner join points
        on sales.month_start_on = points.month_start_on
    group by sales.person_id, sales.team_id, sales.month_start_on, points.day_no
),

rows_of_both as (
    select person_id, team_id, month_start_on, day_no from expectations
    union
    select person_id, team_id, month_start_on, day_no from sales
),

final as (
    select
        keys.person_id,
        keys.team_id,
        keys.month_start_on,
        keys.day_no,
        coalesce(sales.cases, 0) as cases,
        coalesce(sales.money_yuan, 0) as money_yuan,
        coalesce(sales.month_cases, 0) as month_cases,
        coalesce(sales.month_money_yuan, 0) as month_money_yuan,
        coalesce(expectations.expected_elapsed, 0) as expected_elapsed,
        coalesce(expectations.full_left * expectations.presence, 0) as expected_left,
        coalesce(expectations.days_left, 0) as days_left,
        coalesce(expectations.plain_full_left * expectations.presence, 0) as plain_left,
        expectations.curve_deals
    from rows_of_both as keys
    left join expectations
        on keys.person_id = expectations.person_id
        and keys.team_id = expectations.team_id
        and keys.month_start_on = expectations.month_start_on
        and keys.day_no = expectations.day_no
    left join sales
        on keys.person_id = sales.person_id
        and keys.team_id = sales.team_id
        and keys.month_start_on = sales.month_start_on
        and keys.day_no = sales.day_no
)

select * from final
