-- Grain: cell under a header that no definition knows. Input: raw.extra.

select
    file_id,
    sheet,
    row_no,
    record_no,
    header,
    cell,
    text
from raw.extra
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
