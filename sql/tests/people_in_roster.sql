-- severity: warning
-- kind: column
-- message: 有填报人不在花名册中

select person_id, person_name
from core.dim_person
where not is_in_roster
    and exists (select 1 from core.roster_entry)
