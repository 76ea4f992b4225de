-- Grain: product name × way of payment. Inputs: stg_product, stg_file. The latest row wins.

with ranked as (
    select
        products.*,
        row_number() over (
            partition by products.product_name, products.pay_mode
            order by files.version_rank desc, files.modified_at desc nulls last, files.path desc,
                products.sheet desc, products.record_no desc
        ) as choice
    from staging.stg_product as products
    inner join staging.stg_file as files
        on products.file_id = files.file_id
    where products.product_name is not null
),

final as (
    select product_name, pay_mode, commission_rate, std_factor
    from ranked
    where choice = 1
)

select * from final
