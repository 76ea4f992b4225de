-- The gravest issues of files in force, by place. $1: how many.
select
    file.path,
    coalesce(issue.sheet, '') as sheet,
    coalesce(issue.cell, '') as cell,
    issue.code,
    issue.severity,
    issue.message,
    coalesce(issue.hint, '') as hint
from raw.issue as issue
inner join raw.file as file
    on issue.file_id = file.file_id
where
    file.status <> 'superseded'
    and issue.severity <> 'info'
order by
    case issue.severity when 'error' then 1 else 2 end,
    file.path,
    issue.sheet nulls first,
    issue.cell nulls first,
    issue.code,
    issue.issue_id
limit $1
