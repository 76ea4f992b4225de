-- severity: warning
-- kind: column
-- message: 有日志早于入司或晚于离职

select days.person_id, days.work_on
from core.fct_day as days
inner join core.dim_person as persons
    on days.person_id = persons.person_id
where days.has_log
    and (days.work_on < persons.hired_on or days.work_on > persons.left_on)
