-- Grain: person × month: the team that answers for the person's target, that is the team of the
-- month's last day (or of the as-of day). Inputs: dim_person, dim_membership, period, run.
-- is_member: belongs to the people of whom logs are expected, at some time of that month.

with months as (
    select
        periods.period_start_on as month_start_on,
        least(month_end(periods.period_start_on), run.as_of_on) as last_on
    from analysis.period as periods
    cross join meta.run as run
    where periods.period_type = 'month'
),

final as (
    select
        persons.person_id,
        months.month_start_on,
        coalesce(memberships.team_id, persons.team_id) as team_id,
        persons.is_expected_to_log
            and (persons.hired_on is null or persons.hired_on <= months.last_on)
            and (persons.left_on is null or persons.left_on >= months.month_start_on) as is_member
    from core.dim_person as persons
    cross join months
    left join core.dim_membership as memberships
        on persons.person_id = memberships.person_id
        and months.last_on between memberships.valid_from_on and memberships.valid_to_on
)

select * from final
