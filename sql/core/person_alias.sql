-- Grain: person_key, that is one spelling of who a record is about (工号, name, team).
-- Inputs: the roster, the 别名表 and every record table that names a person.
-- Order of belief: a 工号 of the roster; what the 别名表 says of this name or number in this team;
-- name and team; what the 别名表 says of it in any team; an unknown 工号; name alone when only one
-- person bears it — in the roster first, and only for a name the roster does not have among the
-- numbers that logs alone know, so that one mistyped number does not make a colleague's name
-- ambiguous. Whoever is still unknown stays a person of their own, marked not in the roster: people
-- are never merged by guess. An alias with dates holds for a spelling only when they cover every
-- log that is signed with it.

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
    union
    select person_key, employee_no, person_name, team_name from staging.stg_policy
    where employee_no is not null or person_name is not null
    union
    select person_key, employee_no, person_name, team_name from staging.stg_check_metric
    where employee_no is not null or person_name is not null
    union
    select person_key, employee_no, person_name, team_name from staging.stg_plan_item
    where scope_type = 'person' and (employee_no is not null or person_name is not null)
    union
    select person_key, employee_no, person_name, team_name from staging.stg_kpi
    where scope_type = 'person' and (employee_no is not null or person_name is not null)
    union
    select person_key, employee_no, person_name, team_name from staging.stg_measure
    where scope_type = 'person' and (employee_no is not null or person_name is not null)
    union
    select person_key, employee_no, person_name, team_name from staging.stg_measure_progress
    where scope_type = 'person' and (employee_no is not null or person_name is not null)
    union
    select person_key, employee_no, person_name, team_name from staging.stg_training
    where scope_type = 'person' and (employee_no is not null or person_name is not null)
    union
    select person_key, employee_no, person_name, team_name from staging.stg_rating
    where employee_no is not null or person_name is not null
    union
    select person_key, employee_no, person_name, team_name from staging.stg_slot
    where employee_no is not null or person_name is not null
    union
    select person_key, employee_no, person_name, team_name from staging.stg_prospect
    where employee_no is not null or person_name is not null
    union
    select person_key, employee_no, person_name, team_name from staging.stg_customer
    where employee_no is not null or person_name is not null
    union
    select person_key, employee_no, person_name, team_name from staging.stg_stage_event
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

log_days as (
    select person_key, min(work_on) as first_on, max(work_on) as last_on
    from staging.stg_day
    group by person_key
),

-- What the 别名表 says of each spelling, by name or by a number that the roster does not know.
settlements as (
    select spellings.person_key, aliases.team_key, aliases.person_id
    from spellings
    inner join core.alias_entry as aliases
        on aliases.alias_key in (name_key(spellings.person_name), name_key(spellings.employee_no))
        and aliases.team_key in ('', name_key(spellings.team_name))
    left join log_days
        on spellings.person_key = log_days.person_key
    where coalesce(log_days.first_on, date '9999-12-31') >= aliases.valid_from_on
        and coalesce(log_days.last_on, date '1900-01-01') <= aliases.valid_to_on
),

settled_in_team as (
    select person_key, min(person_id) as person_id
    from settlements
    where team_key <> ''
    group by person_key
    having count(distinct person_id) = 1
),

settled_anywhere as (
    select person_key, min(person_id) as person_id
    from settlements
    where team_key = ''
    group by person_key
    having count(distinct person_id) = 1
),

roster_numbers as (
    select distinct employee_no from core.roster_entry where employee_no is not null
),

resolved as (
    select
        spellings.person_key,
        spellings.employee_no,
        spellings.person_name,
        spellings.team_name,
        coalesce(
            roster_numbers.employee_no,
            settled_in_team.person_id,
            case when spellings.employee_no is null then by_name_and_team.person_id end,
            settled_anywhere.person_id,
            spellings.employee_no,
            by_name.person_id,
            '?' || coalesce(spellings.team_name, '') || '/' || coalesce(spellings.person_name, '')
        ) as person_id,
        case
            when roster_numbers.employee_no is not null then 'employee_no'
            when settled_in_team.person_id is not null then 'alias'
            when spellings.employee_no is null and by_name_and_team.person_id is not null
                then 'name_and_team'
            when settled_anywhere.person_id is not null then 'alias'
            when spellings.employee_no is not null then 'employee_no'
            when by_name.person_id is not null then 'name'
            else 'unresolved'
        end as resolved_by
    from spellings
    left join roster_numbers
        on spellings.employee_no = roster_numbers.employee_no
    left join settled_in_team
        on spellings.person_key = settled_in_team.person_key
    left join settled_anywhere
        on spellings.person_key = settled_anywhere.person_key
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
