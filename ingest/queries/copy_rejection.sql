insert into raw.sheet
select
    $1 as file_id,
    sheet.* exclude (file_id)
from raw.sheet as sheet
where file_id = $2
order by sheet_no;

insert into raw.row_ledger
select
    $1 as file_id,
    ledger.* exclude (file_id)
from raw.row_ledger as ledger
where file_id = $2
order by
    sheet,
    row_no;

insert into raw.issue
select
    left(sha256($1 || issue_id), 16) as issue_id,
    $1 as file_id,
    found.* exclude (issue_id, file_id)
from raw.issue as found
where file_id = $2
order by issue_id;

update raw.file
set
    modified_at = original.modified_at,
    rows_total = original.rows_total
from raw.file as original
where
    raw.file.file_id = $1
    and original.file_id = $2;
