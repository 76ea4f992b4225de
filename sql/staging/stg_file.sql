-- Grain: file, whatever became of it. Input: raw.file.
-- mtime is left out: it is no fact about the work and differs between machines.

select
    file_id,
    path,
    sha256,
    size_bytes,
    form,
    status,
    coalesce(rows_total, 0) as rows_total,
    coalesce(rows_loaded, 0) as rows_loaded,
    coalesce(version_rank, 0) as version_rank,
    modified_at,
    original_file_id,
    status in ('loaded', 'partial') as is_read
from raw.file
