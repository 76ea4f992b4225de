-- Grain: person × day of the leave register. Inputs: stg_leave, person_alias, dim_date.
-- Where leave and training meet on one day, leave wins: it is the stronger excuse.

with leave_days as (
    select
        aliases.person_id,
        dates.date_on as leave_on,
        case
            when leaves.leave_kind = 'training' then 'training'
            else 'leave'
        end as leave_kind
    from staging.stg_leave as leaves
    inner join core.person_alias as aliases
        on leaves.person_key = aliases.person_key
    inner join core.dim_date as dates
        on dates.date_on between leaves.start_on and leaves.end_on
    where coalesce(leaves.leave_kind, 'leave') not in ('field', 'meeting')
),

final as (
    select person_id, leave_on, min(leave_kind) as leave_kind
    from leave_days
    group by person_id, leave_on
)

select * from final
