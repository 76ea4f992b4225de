-- Grain: parameter of the method, as 口径说明 shows it. Input: method_parameter.

with final as (
    select
        ord,
        parameter,
        parameter_name,
        value,
        unit,
        meaning,
        source,
        relation
    from analysis.method_parameter
)

select * from final
order by ord
