-- severity: warning
-- kind: column
-- message: 别名表中有的行指不到花名册中的唯一一人，没有生效

select aliases.alias_name, aliases.employee_no, aliases.person_name
from staging.stg_alias as aliases
left join core.alias_entry as entries
    on aliases.file_id = entries.file_id
    and aliases.record_no = entries.record_no
where entries.person_id is null
    and exists (select 1 from core.roster_entry)
