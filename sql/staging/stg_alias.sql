-- Grain: row of the alias register: another way of writing a person. Input: raw.alias.

select
    file_id,
    sheet,
    row_no,
    record_no,
    clean_text(alias_name) as alias_name,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    person_key(employee_no, person_name, team_name) as person_key,
    valid_from_on,
    valid_to_on,
    cells
from raw.alias
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
