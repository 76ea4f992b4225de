-- Grain: closed month × scope × metric, as frozen. Input: meta.closed_figure.

with final as (
    select month_start_on, scope_type, scope_id, metric, value
    from meta.closed_figure
)

select * from final
