-- Grain: person_key, that is one spelling of who a record is about (工号, name, team).
-- Inputs: the roster and every record table that names a person.
-- Order of belief: 工号; name and team; name alone when only one person bears it — in the roster
-- first, and only for a name the roster does not have among the numbers that logs alone know, so
-- that one mistyped number does not make a colleague's name ambiguous. Whoever is still unknown
-- stays a person of their own, marked not in the roster: people are never merged by guess.

with mentions as (
    select person_key, employee_no, person_name, team_name from staging.stg_day
    union
    select person_key, employee_no, person_name, team_name from staging.stg_period_metric
    where scope_type = 'person'
    union
    select person_key, employee_no, person_name, team_name from staging.stg_target
    where scope_type = 'person'
    union
    select person_key, employee_no, person_name, team_name from staging.stg_leave
    union
    select person_key, employee_no, person_name, null as team_name from staging.stg_outlet
    where employee_no is not null or person_name is not null
),

spellings as (
    select
        person_key,
        max(employee_no) as employee_no,
        max(person_name) as person_name,
        max(team_name) as team_name
    from mentions
    group by person_key
),

-- Who can be meant: people of the roster, and numbers that only the logs know.
identities as (
    select person_id, person_name, team_name, true as is_in_roster
    from core.roster_entry
    union
    select spellings.employee_no as person_id, spellings.person_name, spellings.team_name,
        false as is_in_roster
    from spellings
    where spellings.employee_no is not null
        and spellings.employee_no not in (
            select person_id from core.roster_entry
        )
),

roster_names as (
    select distinct name_key(person_name) as name_key
    from core.roster_entry
    where person_name is not null
),

believable as (
    select identities.person_id, name_key(identities.person_name) as name_key,
        name_key(identities.team_name) as team_key
    from identities
    left join roster_names
        on name_key(identities.person_name) = roster_names.name_key
    where identities.person_name is not null
        and (identities.is_in_roster or roster_names.name_key is null)
),

by_name_and_team as (
    select name_key, team_key, min(person_id) as person_id
    from believable
    where team_key <> ''
    group by name_key, team_key
    having count(distinct person_id) = 1
),

by_name as (
    select name_key, min(person_id) as person_id
    from believable
    group by name_key
    having count(distinct person_id) = 1
),

roster_people as (
    select distinct person_id from core.roster_entry
),

resolved as (
    select
        spellings.person_key,
        spellings.employee_no,
        spellings.person_name,
        spellings.team_name,
        coalesce(
            spellings.employee_no,
            by_name_and_team.person_id,
            by_name.person_id,
            '?' || coalesce(spellings.team_name, '') || '/' || coalesce(spellings.person_name, '')
        ) as person_id,
        case
            when spellings.employee_no is not null then 'employee_no'
            when by_name_and_team.person_id is not null then 'name_and_team'
            when by_name.person_id is not null then 'name'
            else 'unresolved'
        end as resolved_by
    from spellings
    left join by_name_and_team
        on name_key(spellings.person_name) = by_name_and_team.name_key
        and name_key(spellings.team_name) = by_name_and_team.team_key
    left join by_name
        on name_key(spellings.person_name) = by_name.name_key
        and spellings.person_name is not null
),

final as (
    select
        resolved.person_key,
        resolved.employee_no,
        resolved.person_name,
        resolved.team_name,
        resolved.person_id,
        resolved.resolved_by,
        roster_people.person_id is not null as is_in_roster
    from resolved
    left join roster_people
        on resolved.person_id = roster_people.person_id
)

select * from final
