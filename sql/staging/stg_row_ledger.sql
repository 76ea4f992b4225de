-- Grain: non-empty row of a sheet. Input: raw.row_ledger.

select
    file_id,
    sheet,
    row_no,
    fate,
    code
from raw.row_ledger
