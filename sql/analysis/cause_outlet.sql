-- Grain: person × month: how many operable outlets the person answers for, against the team's
-- median. Inputs: dim_outlet, person_service.

with counts as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        count(outlets.outlet_id) as outlets
    from analysis.person_service as service
    left join core.dim_outlet as outlets
        on service.person_id = outlets.person_id
        and coalesce(outlets.grade, '') <> 'dormant'
        and coalesce(outlets.valid_from_on, date '1900-01-01') <= month_end(service.month_start_on)
        and coalesce(outlets.valid_to_on, date '9999-12-31') >= service.month_start_on
    where service.is_member
    group by service.person_id, service.month_start_on, service.team_id
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        outlets,
        median(outlets) over (partition by month_start_on, team_id) as peer_outlets,
        max(outlets) over (partition by month_start_on, team_id) > 0 as is_known,
        outlets <= 0.6 * median(outlets) over (partition by month_start_on, team_id) as is_few
    from counts
)

select * from final
