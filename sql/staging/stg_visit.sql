-- Grain: visit line of a log. Input: raw.visit.

select
    file_id,
    sheet,
    row_no,
    record_no,
    day_no,
    clean_text(outlet_name) as outlet_name,
    clean_text(customer_name) as customer_name,
    purpose,
    purpose_text,
    time_text,
    is_planned,
    is_done,
    result,
    next_step,
    next_on,
    prepared_text,
    analysis,
    from_minute,
    to_minute,
    cells
from raw.visit
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
