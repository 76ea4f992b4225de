-- Grain: person. Inputs: roster_entry, person_alias, dim_membership, dim_team, the logs.
-- team_id is the team of the as-of day. People whom only logs name are here too, marked.

with roster_latest as (
    select person_id, employee_no, person_name, role, hired_on, left_on, grade
    from core.roster_entry
    where recency = 1
),

-- Targets and reports also name people; someone without a single log and without a roster entry
-- is not a person of this book but a spelling, and stands in person_alias only.
unlisted as (
    select
        aliases.person_id,
        max(aliases.employee_no) as employee_no,
        max(aliases.person_name) as person_name,
        min(days.work_on) as first_log_on,
        max(days.work_on) as last_log_on
    from core.person_alias as aliases
    inner join staging.stg_day as days
        on aliases.person_key = days.person_key
    where not aliases.is_in_roster
    group by aliases.person_id
),

roster_size as (
    select count(*) as people from core.roster_entry
),

people as (
    select
        person_id,
        employee_no,
        coalesce(person_name, person_id) as person_name,
        role,
        hired_on,
        left_on,
        grade,
        true as is_in_roster,
        role = 'rep' as is_expected_to_log,
        hired_on as expect_from_on,
        left_on as expect_to_on
    from roster_latest
    union all
    -- Without any roster, logs are expected of whoever has begun to write them.
    select
        unlisted.person_id,
        unlisted.employee_no,
        coalesce(unlisted.person_name, '（无姓名）') as person_name,
        'rep' as role,
        cast(null as date) as hired_on,
        cast(null as date) as left_on,
        cast(null as varchar) as grade,
        false as is_in_roster,
        roster_size.people = 0 as is_expected_to_log,
        unlisted.first_log_on as expect_from_on,
        cast(null as date) as expect_to_on
    from unlisted
    cross join roster_size
),

final as (
    select
        people.person_id,
        people.employee_no,
        people.person_name,
        coalesce(memberships.team_id, '（未注明团队）') as team_id,
        teams.dept_id,
        people.hired_on,
        people.left_on,
        people.role,
        people.grade,
        people.is_in_roster,
        people.is_expected_to_log,
        people.expect_from_on,
        people.expect_to_on
    from people
    cross join meta.run as run
    left join core.dim_membership as memberships
        on people.person_id = memberships.person_id
        and run.as_of_on between memberships.valid_from_on and memberships.valid_to_on
    left join core.dim_team as teams
        on coalesce(memberships.team_id, '（未注明团队）') = teams.team_id
)

select * from final
