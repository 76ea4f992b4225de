-- Grain: policy as one row of a ledger states it. Input: raw.policy.

select
    file_id,
    sheet,
    row_no,
    record_no,
    clean_text(policy_no) as policy_no,
    issued_on,
    received_on,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    person_key(employee_no, person_name, team_name) as person_key,
    clean_text(outlet_code) as outlet_code,
    clean_text(outlet_name) as outlet_name,
    clean_text(product_name) as product_name,
    pay_mode,
    cases,
    premium_yuan,
    status as policy_status,
    status_text,
    cells
from raw.policy
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
