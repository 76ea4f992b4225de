-- Grain: sale line of a kept log. Inputs: stg_sale, day_version, outlet_alias.
-- Premium is 预收保费, as written.

with final as (
    select
        days.person_id,
        days.work_on as sold_on,
        sales.product_name,
        sales.cases,
        sales.premium_yuan,
        sales.outlet_name,
        sales.customer_name,
        sales.file_id,
        sales.sheet,
        sales.row_no,
        sales.record_no,
        sales.cells,
        outlets.outlet_id
    from staging.stg_sale as sales
    inner join core.day_version as days
        on sales.file_id = days.file_id
        and sales.day_no = days.day_no
        and days.is_kept
    left join core.outlet_alias as outlets
        on name_key(sales.outlet_name) = outlets.outlet_key
)

select * from final
