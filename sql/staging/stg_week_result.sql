-- Grain: result of a week of a month as a form states it. Input: raw.week_result.
-- week_no counts within the month; the form does not say which days a week holds.

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
    month_start(month_start_on) as month_start_on,
    week_no,
    metric,
    actual,
    actual_cell
from raw.week_result
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
