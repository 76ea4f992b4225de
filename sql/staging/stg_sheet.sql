-- Grain: sheet of a file. Input: raw.sheet.

select
    file_id,
    sheet_no,
    sheet,
    is_hidden,
    form,
    score,
    nearest_form,
    nearest_reason,
    coalesce(rows_total, 0) as rows_total,
    coalesce(rows_loaded, 0) as rows_loaded
from raw.sheet
