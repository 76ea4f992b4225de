-- Grain: closed month × person × file, as frozen. Input: meta.closed_file.

with final as (
    select month_start_on, person_id, file_id, path
    from meta.closed_file
)

select * from final
