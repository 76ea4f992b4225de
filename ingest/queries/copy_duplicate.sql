insert into raw.sheet
select
    $1 as file_id,
    sheet_no,
    sheet,
    is_hidden,
    form,
    score,
    nearest_form,
    nearest_reason,
    rows_total,
    0 as rows_loaded
from raw.sheet
where file_id = $2
order by sheet_no;

insert into raw.row_ledger
select
    $1 as file_id,
    sheet,
    row_no,
    'duplicate' as fate,
    null as code
from raw.row_ledger
where file_id = $2
order by
    sheet,
    row_no;

update raw.file
set
    modified_at = original.modified_at,
    rows_total = original.rows_total
from raw.file as original
where
    raw.file.file_id = $1
    and original.file_id = $2;
