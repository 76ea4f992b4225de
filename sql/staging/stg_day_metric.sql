-- Grain: count of a logged day. Input: raw.day_metric.

select
    file_id,
    sheet,
    row_no,
    record_no,
    day_no,
    metric,
    plan,
    actual,
    plan_cell,
    actual_cell
from raw.day_metric
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
