-- Grain: product register row. Input: raw.product.

select
    file_id,
    sheet,
    row_no,
    record_no,
    clean_text(product_name) as product_name,
    pay_mode,
    commission_rate,
    std_factor,
    cells
from raw.product
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
