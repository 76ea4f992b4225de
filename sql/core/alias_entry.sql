-- Grain: alias × team it is written with ('' = any) × person meant × validity, from the 别名表. Inputs:
-- stg_alias, roster_entry. What people settled: a 工号 as it stands, else the one person of the
-- roster who bears the name (in the team, when one is given and that finds her). A line that means
-- nobody of the roster, or two, settles nothing and is left out (test aliases_mean_somebody).

with roster_names as (
    select name_key(person_name) as name_key, name_key(team_name) as team_key, person_id
    from core.roster_entry
    where person_name is not null
),

in_team as (
    select name_key, team_key, min(person_id) as person_id
    from roster_names
    group by name_key, team_key
    having count(distinct person_id) = 1
),

anywhere as (
    select name_key, min(person_id) as person_id
    from roster_names
    group by name_key
    having count(distinct person_id) = 1
),

meant as (
    select
        aliases.file_id,
        aliases.sheet,
        aliases.row_no,
        aliases.record_no,
        name_key(aliases.alias_name) as alias_key,
        name_key(aliases.team_name) as team_key,
        coalesce(aliases.employee_no, in_team.person_id, anywhere.person_id) as person_id,
        coalesce(aliases.valid_from_on, date '1900-01-01') as valid_from_on,
        coalesce(aliases.valid_to_on, date '9999-12-31') as valid_to_on
    from staging.stg_alias as aliases
    left join in_team
        on name_key(aliases.person_name) = in_team.name_key
        and name_key(aliases.team_name) = in_team.team_key
    left join anywhere
        on name_key(aliases.person_name) = anywhere.name_key
    where aliases.alias_name is not null
),

final as (
    select meant.*
    from meant
    where meant.person_id in (select person_id from core.roster_entry)
)

select * from final
