-- What is known of every content of every path. $1–$3: codes of issues worth another try on every
-- run; $4–$5: codes that hang on the day of the run.
with issue_kinds as (
    select
        file_id,
        bool_or(code in ($1, $2, $3)) as is_retry,
        bool_or(code in ($4, $5)) as is_day_bound
    from raw.issue
    group by file_id
)

select
    file.file_id,
    file.path,
    file.sha256,
    file.size_bytes,
    file.mtime_ns,
    file.status,
    coalesce(file.original_file_id, '') as original_file_id,
    coalesce(issue_kinds.is_retry, false) as is_retry,
    coalesce(issue_kinds.is_day_bound, false) as is_day_bound
from raw.file as file
left join issue_kinds
    on file.file_id = issue_kinds.file_id
order by
    file.path,
    file.file_id
