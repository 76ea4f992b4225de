-- Grain: coachee line of a weekly report. Input: raw.coaching.

select
    file_id,
    sheet,
    row_no,
    record_no,
    clean_text(team_name) as team_name,
    week_start_on,
    clean_text(person_name) as person_name,
    problem,
    content,
    effect,
    cells
from raw.coaching
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
