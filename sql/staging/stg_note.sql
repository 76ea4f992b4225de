-- Grain: free text of a report. Input: raw.note.

select
    file_id,
    sheet,
    row_no,
    record_no,
    scope_type,
    clean_text(person_name) as person_name,
    clean_text(team_name) as team_name,
    period_type,
    period_start_on,
    kind,
    body,
    cells
from raw.note
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
