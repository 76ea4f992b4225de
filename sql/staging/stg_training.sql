-- Grain: session of a training plan. Input: raw.training.

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
    topic,
    audience,
    need,
    need_text,
    clean_text(trainer) as trainer,
    held_on,
    time_text,
    venue,
    method,
    expected,
    attended,
    effect,
    cells
from raw.training
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
