-- Issues of files in force by code, the gravest first.
select
    issue.code,
    issue.severity,
    count(*) as issues,
    count(distinct issue.file_id) as files
from raw.issue as issue
inner join raw.file as file
    on issue.file_id = file.file_id
where file.status <> 'superseded'
group by
    issue.code,
    issue.severity
order by
    case issue.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    issues desc,
    issue.code
