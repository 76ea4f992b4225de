-- Grain: one log of one person's day; a day handed in twice stands here twice. Input: raw.day.
-- Only files whose records count (loaded, partial): the rule holds for every record table.

select
    file_id,
    sheet,
    row_no,
    record_no,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    clean_text(company_name) as company_name,
    person_key(employee_no, person_name, team_name) as person_key,
    work_on,
    date_source,
    status as stated_status,
    status_text,
    day_plan,
    reflection,
    submitted_at,
    premium_total_yuan,
    cells
from raw.day
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
