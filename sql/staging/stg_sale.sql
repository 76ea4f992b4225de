-- Grain: sale line of a log. Input: raw.sale.

select
    file_id,
    sheet,
    row_no,
    record_no,
    day_no,
    clean_text(product_name) as product_name,
    cases,
    premium_yuan,
    clean_text(outlet_name) as outlet_name,
    clean_text(customer_name) as customer_name,
    cells
from raw.sale
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
