-- Grain: person × team × period; days of the review month only, weeks and months of all. Inputs:
-- fct_day, fct_day_metric, run.
-- A person who changed teams has one row for each, so that teams add up to the company.

with plans as (
    select person_id, work_on
    from core.fct_day_metric
    where plan is not null
    group by person_id, work_on
),

person_days as (
    select
        days.person_id,
        days.team_id,
        days.work_on,
        days.is_expected,
        days.is_worked,
        days.is_expected and days.is_worked as is_logged,
        days.is_worked and plans.person_id is not null as is_planned
    from core.fct_day as days
    left join plans
        on days.person_id = plans.person_id
        and days.work_on = plans.work_on
),

periods as (
    select 'day' as period_type, person_days.work_on as period_start_on, person_days.*
    from person_days
    inner join meta.run as run
        on month_start(person_days.work_on) = run.month_start_on
    union all
    select 'week' as period_type, week_start(work_on) as period_start_on, person_days.*
    from person_days
    union all
    select 'month' as period_type, month_start(work_on) as period_start_on, person_days.*
    from person_days
),

final as (
    select
        person_id,
        team_id,
        period_type,
        period_start_on,
        count(*) filter (where is_expected) as expected_days,
        count(*) filter (where is_logged) as logged_days,
        count(*) filter (where is_worked) as worked_days,
        count(*) filter (where is_planned) as planned_days
    from periods
    group by person_id, team_id, period_type, period_start_on
)

select * from final
