-- Grain: spelling of an outlet (its code or its name, blanks removed) that means exactly one outlet
-- of the register. Input: dim_outlet.

with spellings as (
    select name_key(outlet_code) as outlet_key, outlet_id
    from core.dim_outlet
    where outlet_code is not null
    union
    select name_key(outlet_name), outlet_id
    from core.dim_outlet
    where outlet_name is not null
),

final as (
    select outlet_key, min(outlet_id) as outlet_id
    from spellings
    where outlet_key <> ''
    group by outlet_key
    having count(distinct outlet_id) = 1
)

select * from final
