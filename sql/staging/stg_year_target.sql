-- Grain: target of a year as a form states it. Input: raw.year_target.
-- Each month of the year may state it again; filled_on and the file tell the latest.

select
    file_id,
    sheet,
    row_no,
    record_no,
    scope_type,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    clean_text(dept_name) as dept_name,
    person_key(employee_no, person_name, team_name) as person_key,
    year,
    metric,
    target,
    set_by,
    filled_on,
    target_cell
from raw.year_target
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
