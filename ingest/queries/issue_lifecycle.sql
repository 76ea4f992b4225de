-- How many issues are new on the last run's day ($1), still open from before, and fixed on it.
select
    count(*) filter (where fixed_on is null and first_seen_on >= $1::date) as fresh,
    count(*) filter (where fixed_on is null and first_seen_on < $1::date) as still_open,
    count(*) filter (where fixed_on >= $1::date) as fixed
from raw.issue_history
