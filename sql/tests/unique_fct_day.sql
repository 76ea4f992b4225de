-- severity: error
-- kind: column
-- message: 同一人同一天在 core.fct_day 中出现多次

select person_id, work_on, count(*) as copies
from core.fct_day
group by person_id, work_on
having count(*) > 1
