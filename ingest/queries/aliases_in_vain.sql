-- Lines of the 别名表 that settle nothing, because they name nobody of the 花名册, or two people.
-- people: how many of the 花名册 they could mean. Nothing without a 花名册.
with files as (
    select file_id
    from raw.file
    where status in ('loaded', 'partial')
),

roster as (
    select distinct
        person_name,
        employee_no,
        team_name,
        coalesce(employee_no, person_name || '/' || coalesce(team_name, '')) as who
    from raw.person
    where file_id in (select file_id from files)
),

meant as (
    select
        alias.file_id,
        alias.sheet,
        alias.record_no,
        alias.alias_name,
        coalesce(alias.cells ->> 'alias_name', '') as cell,
        (
            select count(distinct roster.who)
            from roster
            where case when alias.employee_no is null then roster.person_name = alias.person_name else roster.employee_no = alias.employee_no end
        ) as people,
        (
            select count(distinct roster.who)
            from roster
            where alias.employee_no is null and roster.person_name = alias.person_name and roster.team_name = alias.team_name
        ) as people_in_team
    from raw.alias as alias
    where
        alias.file_id in (select file_id from files)
        and alias.alias_name is not null
        and exists (select 1 from roster)
)

select
    file_id,
    sheet,
    alias_name,
    cell,
    people
from meant
where people <> 1 and people_in_team <> 1
order by
    file_id,
    sheet,
    record_no
