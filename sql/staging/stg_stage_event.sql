-- Grain: step in the development of a customer. Input: raw.stage_event.

select
    file_id,
    sheet,
    row_no,
    record_no,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    person_key(employee_no, person_name, team_name) as person_key,
    clean_text(customer_name) as customer_name,
    event_on,
    stage,
    stage_text,
    content,
    result,
    next_step,
    amount_yuan,
    cells
from raw.stage_event
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
