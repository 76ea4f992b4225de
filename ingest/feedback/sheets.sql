-- The sheets that matched a form, of files with findings: only these are copied.
select
    sheet.file_id,
    sheet.sheet,
    sheet.sheet_no
from raw.sheet as sheet
where
    sheet.form is not null
    and not sheet.is_hidden
    and sheet.file_id in (
        select issue.file_id
        from raw.issue as issue
        where issue.severity in ('error', 'warning')
    )
order by
    sheet.file_id,
    sheet.sheet_no
