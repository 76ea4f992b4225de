-- What drop-downs offer: outlets and products in force.
select distinct
    'outlet' as kind,
    outlet.outlet_name as word
from raw.outlet as outlet
inner join raw.file as file
    on outlet.file_id = file.file_id
where
    file.status in ('loaded', 'partial')
    and outlet.outlet_name is not null
    and (outlet.valid_to_on is null or outlet.valid_to_on >= $1)
union
select distinct
    'product' as kind,
    product.product_name as word
from raw.product as product
inner join raw.file as file
    on product.file_id = file.file_id
where
    file.status in ('loaded', 'partial')
    and product.product_name is not null
order by
    kind,
    word
