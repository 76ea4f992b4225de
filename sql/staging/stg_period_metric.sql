-- Grain: figure of a week or month as a form states it. Input: raw.period_metric.

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
    period_type,
    period_start_on,
    metric,
    plan,
    actual,
    plan_cell,
    actual_cell,
    source
from raw.period_metric
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
