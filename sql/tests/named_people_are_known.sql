-- severity: warning
-- kind: column
-- message: 目标表、周报或请假表中有认不出的人，其数字没有归到任何人

select aliases.person_key
from core.person_alias as aliases
left join core.dim_person as persons
    on aliases.person_id = persons.person_id
where persons.person_id is null
