-- Grain: customer on somebody's list at one date. Input: raw.prospect.

select
    file_id,
    sheet,
    row_no,
    record_no,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    person_key(employee_no, person_name, team_name) as person_key,
    snapshot_on,
    clean_text(customer_name) as customer_name,
    source_class,
    gender,
    age,
    marital,
    children,
    occupation,
    income_yuan,
    assets_yuan,
    debts_yuan,
    known_years,
    contact_level,
    approach,
    referral,
    needs,
    score,
    grade,
    first_visit_on,
    status_text,
    cells
from raw.prospect
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
