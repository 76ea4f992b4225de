-- Grain: supervisor's judgement of one person. Input: raw.rating.

select
    file_id,
    sheet,
    row_no,
    record_no,
    month_start(month_start_on) as month_start_on,
    clean_text(rater_name) as rater_name,
    upper(clean_text(employee_no)) as employee_no,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    person_key(employee_no, person_name, team_name) as person_key,
    skill,
    skill_score,
    skill_text,
    will,
    will_score,
    will_text,
    symptom,
    action,
    cells
from raw.rating
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
