-- Grain: error or warning over the runs, that is path × sheet × cell × code.
-- Input: raw.issue_history.

select
    issue_key,
    path,
    sheet,
    cell,
    code,
    severity,
    first_seen_on,
    last_seen_on,
    fixed_on,
    times_fixed
from raw.issue_history
