-- Grain: person × day. Inputs: dim_person, dim_date, day_version, fct_day_metric, fct_leave_day,
-- dim_membership.
-- The calendar is the spine: a day without a log is a row with status missing, never a zero. A log
-- that says 请假 and yet shows activity counts as worked. Status as DOMAIN E2.

with expected_days as (
    select people.person_id, dates.date_on as work_on
    from core.dim_person as people
    inner join core.dim_date as dates
        on dates.is_spine
    where people.is_expected_to_log
),

logs as (
    select
        person_id,
        work_on,
        stated_status,
        submitted_at,
        file_id,
        sheet,
        row_no,
        day_no,
        cells
    from core.day_version
    where is_kept
),

person_days as (
    select person_id, work_on from expected_days
    union
    select person_id, work_on from logs
),

figures as (
    select
        person_id,
        work_on,
        count(actual) as reported_figures,
        sum(case when actual > 0 then 1 else 0 end) as positive_figures
    from core.fct_day_metric
    group by person_id, work_on
),

facts as (
    select
        person_days.person_id,
        person_days.work_on,
        coalesce(memberships.team_id, people.team_id) as team_id,
        coalesce(dates.is_workday, isodow(person_days.work_on) <= 5) as is_workday,
        coalesce(dates.is_spine, false) and people.is_expected_to_log as is_on_spine,
        (people.expect_from_on is null or people.expect_from_on <= person_days.work_on)
            and (people.expect_to_on is null or people.expect_to_on >= person_days.work_on)
            as is_employed,
        logs.person_id is not null as has_log,
        coalesce(figures.positive_figures, 0) > 0 as has_activity,
        coalesce(figures.reported_figures, 0) > 0 as has_figures,
        case
            when logs.stated_status in ('leave', 'training') then logs.stated_status
            else leaves.leave_kind
        end as absence,
        logs.submitted_at,
        logs.file_id,
        logs.sheet,
        logs.row_no,
        logs.day_no,
        logs.cells
    from person_days
    inner join core.dim_person as people
        on person_days.person_id = people.person_id
    left join core.dim_date as dates
        on person_days.work_on = dates.date_on
    left join core.dim_membership as memberships
        on person_days.person_id = memberships.person_id
        and person_days.work_on between memberships.valid_from_on and memberships.valid_to_on
    left join logs
        on person_days.person_id = logs.person_id
        and person_days.work_on = logs.work_on
    left join figures
        on person_days.person_id = figures.person_id
        and person_days.work_on = figures.work_on
    left join core.fct_leave_day as leaves
        on person_days.person_id = leaves.person_id
        and person_days.work_on = leaves.leave_on
),

classified as (
    select
        facts.*,
        case
            when has_log and absence is not null and not has_activity then absence
            when has_log and not is_workday then 'nonworkday_logged'
            when has_log and has_figures and not has_activity then 'worked_zero'
            when has_log then 'worked_logged'
            when not is_employed then 'not_employed'
            when not is_workday then 'holiday'
            when absence is not null then absence
            else 'missing'
        end as status
    from facts
),

final as (
    select
        person_id,
        work_on,
        status,
        submitted_at,
        file_id,
        sheet,
        row_no,
        day_no,
        team_id,
        is_workday,
        is_on_spine and is_workday and is_employed and absence is null as is_expected,
        status in ('worked_logged', 'worked_zero', 'nonworkday_logged') as is_worked,
        has_log,
        cells
    from classified
)

select * from final
