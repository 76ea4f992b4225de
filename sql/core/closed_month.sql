-- Grain: closed month (data/closed). Input: meta.closed_month, which the run fills from the
-- snapshots. closing counts how often the month was closed; a snapshot that cannot be read is
-- listed with is_readable = false and its trouble, never passed over.

with final as (
    select
        month_start_on,
        closed_on,
        as_of_on,
        cast(closing as integer) as closing,
        reason,
        program_version,
        is_readable,
        trouble
    from meta.closed_month
)

select * from final
