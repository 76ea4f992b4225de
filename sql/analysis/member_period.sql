-- Grain: person × team × period. Inputs: fct_day, dim_date.
-- A person who changed teams has one row for each, so that teams add up to the company.

with person_days as (
    select
        person_id,
        team_id,
        work_on,
        is_expected,
        is_worked,
        is_expected and is_worked as is_logged
    from core.fct_day
),

periods as (
    select 'day' as period_type, work_on as period_start_on, person_days.* from person_days
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
        count(*) filter (where is_worked) as worked_days
    from periods
    group by person_id, team_id, period_type, period_start_on
)

select * from final
