-- Issues of files in force.
select
    issue.severity,
    count(*) as issues
from raw.issue as issue
inner join raw.file as file
    on issue.file_id = file.file_id
where file.status <> 'superseded'
group by issue.severity
order by issue.severity
