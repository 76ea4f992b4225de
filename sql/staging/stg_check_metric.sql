-- Grain: count of a person's day as a supervisor's check sheet states it. Input: raw.check_metric.

select
    file_id,
    sheet,
    row_no,
    record_no,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    person_key(employee_no, person_name, team_name) as person_key,
    work_on,
    metric,
    plan,
    actual,
    plan_cell,
    actual_cell,
    source
from raw.check_metric
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
