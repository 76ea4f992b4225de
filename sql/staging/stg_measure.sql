-- Grain: measure of improvement as planned. Input: raw.measure.

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
    month_start(month_start_on) as month_start_on,
    clean_text(measure_no) as measure_no,
    problem,
    cause,
    measure,
    clean_text(owner_name) as owner_name,
    clean_text(helper_name) as helper_name,
    start_on,
    due_on,
    due_text,
    indicator,
    target_text,
    cells
from raw.measure
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
