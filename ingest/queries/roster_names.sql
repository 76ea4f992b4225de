-- The names of the 花名册 with their teams and numbers, each once.
select distinct
    person.person_name,
    coalesce(person.team_name, '') as team_name,
    coalesce(person.employee_no, '') as employee_no
from raw.person as person
inner join raw.file as file
    on person.file_id = file.file_id
where
    file.status in ('loaded', 'partial')
    and person.person_name is not null
order by
    person.person_name,
    team_name,
    employee_no
