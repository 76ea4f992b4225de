-- Grain: next step with a day, of a visit line. Inputs: fct_visit, fct_day, dim_date, run.
-- Done: a visit of the same person to the same customer (to the same outlet where no customer is
-- named) within one work day before or after the day promised. Only steps whose last such day is
-- past are due: later ones are not failures yet.

with workdays as (
    select date_on, row_number() over (order by date_on) as workday_no
    from core.dim_date
    where is_workday
),

-- Every day knows its work day, a day off the one before.
numbered as (
    select dates.date_on, dates.is_elapsed, max(workdays.workday_no) as workday_no
    from core.dim_date as dates
    inner join workdays
        on workdays.date_on <= dates.date_on
        and workdays.date_on > dates.date_on - 15
    group by dates.date_on, dates.is_elapsed
),

visits as (
    select
        visits.person_id,
        visits.work_on,
        numbered.workday_no,
        coalesce(nullif(name_key(visits.customer_name), ''),
            '网点' || nullif(name_key(visits.outlet_name), '')) as whom,
        visits.next_on,
        coalesce(visits.is_done, true) as is_done,
        visits.file_id,
        visits.sheet,
        visits.row_no,
        visits.record_no,
        visits.cells
    from core.fct_visit as visits
    inner join numbered
        on visits.work_on = numbered.date_on
),

steps as (
    select
        visits.person_id,
        visits.work_on,
        visits.whom,
        visits.next_on,
        due.workday_no as due_no,
        visits.file_id,
        visits.sheet,
        visits.row_no,
        visits.record_no,
        visits.cells
    from visits
    inner join numbered as due
        on visits.next_on = due.date_on
    inner join numbered as today
        on today.is_elapsed
        and today.date_on = (select as_of_on from meta.run)
    where visits.whom is not null
        and visits.next_on > visits.work_on
        and due.workday_no + 1 <= today.workday_no
),

final as (
    select
        steps.person_id,
        days.team_id,
        steps.work_on,
        steps.whom,
        steps.next_on,
        exists (
            select 1
            from visits as later
            where later.person_id = steps.person_id
                and later.whom = steps.whom
                and later.is_done
                and later.work_on > steps.work_on
                and later.workday_no between steps.due_no - 1 and steps.due_no + 1
        ) as is_kept_promise,
        steps.file_id,
        steps.sheet,
        steps.row_no,
        steps.record_no,
        steps.cells
    from steps
    inner join core.fct_day as days
        on steps.person_id = days.person_id
        and steps.work_on = days.work_on
)

select * from final
