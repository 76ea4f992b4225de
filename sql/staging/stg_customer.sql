-- Grain: head of a 客户档案. Input: raw.customer.

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
    clean_text(customer_no) as customer_no,
    industry,
    headcount,
    contact_name,
    contact_role,
    products_used,
    needs,
    news,
    service_text,
    opened_on,
    cells
from raw.customer
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
