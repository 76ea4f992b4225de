-- Grain: outlet register row. Input: raw.outlet.

select
    file_id,
    sheet,
    row_no,
    record_no,
    clean_text(outlet_code) as outlet_code,
    clean_text(outlet_name) as outlet_name,
    clean_text(bank_name) as bank_name,
    grade,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    person_key(employee_no, person_name, null) as person_key,
    valid_from_on,
    valid_to_on,
    cells
from raw.outlet
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
