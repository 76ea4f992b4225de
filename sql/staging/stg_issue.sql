-- Grain: finding. Input: raw.issue.

select
    issue_id,
    file_id,
    sheet,
    cell,
    code,
    severity,
    value,
    message,
    hint
from raw.issue
