-- Grain: planned piece of work. Input: raw.plan_item.

select
    file_id,
    sheet,
    row_no,
    record_no,
    scope_type,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    person_key(employee_no, person_name, team_name) as person_key,
    clean_text(dept_name) as dept_name,
    period_type,
    period_start_on,
    plan_on,
    target_text,
    activity,
    purpose,
    planned_times,
    actual_times,
    result,
    gap_reason,
    next_step,
    cells
from raw.plan_item
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
