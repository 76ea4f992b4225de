-- severity: error
-- kind: identity
-- message: 同一人同一天保留的日志不是恰好一份

select person_id, work_on, count(*) filter (where is_kept) as kept
from core.day_version
group by person_id, work_on
having count(*) filter (where is_kept) <> 1
