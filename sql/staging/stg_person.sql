-- Grain: roster row. Input: raw.person.
-- Salaries go no further than core.person_pay and the income metric.

select
    file_id,
    sheet,
    row_no,
    record_no,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    coalesce(role, 'rep') as role,
    role_text,
    clean_text(team_name) as team_name,
    clean_text(dept_name) as dept_name,
    clean_text(company_name) as company_name,
    person_key(employee_no, person_name, team_name) as person_key,
    hired_on,
    left_on,
    joined_team_on,
    grade,
    base_salary_yuan,
    allowance_yuan,
    cells
from raw.person
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
