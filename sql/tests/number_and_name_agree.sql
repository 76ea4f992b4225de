-- severity: warning
-- kind: column
-- message: 同一工号在不同表中姓名不同

select aliases.employee_no, aliases.person_name, persons.person_name as roster_name
from core.person_alias as aliases
inner join core.dim_person as persons
    on aliases.person_id = persons.person_id
where aliases.resolved_by = 'employee_no'
    and aliases.person_name is not null
    and name_key(aliases.person_name) <> name_key(persons.person_name)
