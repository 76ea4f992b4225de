-- The findings to hand back: errors and warnings of files in force, by place. Duplicates are left
-- out: their original is handed back.
select
    file.file_id,
    file.path,
    file.sha256,
    coalesce(issue.sheet, '') as sheet,
    coalesce(issue.cell, '') as cell,
    issue.code,
    issue.severity,
    coalesce(issue.value, '') as value,
    issue.message,
    coalesce(issue.hint, '') as hint
from raw.issue as issue
inner join raw.file as file
    on issue.file_id = file.file_id
left join raw.sheet as sheet
    on
        issue.file_id = sheet.file_id
        and issue.sheet = sheet.sheet
where
    file.status in ('loaded', 'partial', 'rejected')
    and issue.severity in ('error', 'warning')
    and issue.code <> 'FILE_VANISHED'
order by
    file.path,
    file.file_id,
    sheet.sheet_no nulls first,
    issue.sheet,
    try_cast(regexp_extract(issue.cell, '[0-9]+') as integer) nulls first,
    length(issue.cell),
    issue.cell,
    issue.code,
    issue.issue_id
