select
    status,
    count(*) as files,
    sum(rows_total)::bigint as rows_total,
    sum(rows_loaded)::bigint as rows_loaded
from raw.file
group by status
order by status
