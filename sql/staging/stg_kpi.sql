-- Grain: KPI line of a scope and month. Input: raw.kpi.

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
    clean_text(kpi_name) as kpi_name,
    category,
    category_text,
    weight,
    definition,
    target,
    target_text,
    stretch,
    stretch_text,
    actual,
    actual_text,
    attain_rate,
    score,
    clean_text(unit) as unit,
    cells
from raw.kpi
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
