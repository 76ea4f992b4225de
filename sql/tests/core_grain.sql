-- severity: error
-- kind: column
-- message: core 层出现重复的键（同一人同一天、同一指标等出现两次）

select 'core.dim_person' as relation, count(*) as copies
from core.dim_person
group by person_id
having count(*) > 1
union all
select 'core.dim_team' as relation, count(*) as copies
from core.dim_team
group by team_id
having count(*) > 1
union all
select 'core.team_alias' as relation, count(*) as copies
from core.team_alias
group by team_key
having count(*) > 1
union all
select 'core.person_alias' as relation, count(*) as copies
from core.person_alias
group by person_key
having count(*) > 1
union all
select 'core.dim_membership' as relation, count(*) as copies
from core.dim_membership
group by person_id, valid_from_on
having count(*) > 1
union all
select 'core.dim_date' as relation, count(*) as copies
from core.dim_date
group by date_on
having count(*) > 1
union all
select 'core.dim_outlet' as relation, count(*) as copies
from core.dim_outlet
group by outlet_id
having count(*) > 1
union all
select 'core.dim_product' as relation, count(*) as copies
from core.dim_product
group by product_name, pay_mode
having count(*) > 1
union all
select 'core.fct_day' as relation, count(*) as copies
from core.fct_day
group by person_id, work_on
having count(*) > 1
union all
select 'core.fct_day_metric' as relation, count(*) as copies
from core.fct_day_metric
group by person_id, work_on, metric
having count(*) > 1
union all
select 'core.day_version' as relation, count(*) as copies
from core.day_version
group by file_id, day_no
having count(*) > 1
union all
select 'core.fct_leave_day' as relation, count(*) as copies
from core.fct_leave_day
group by person_id, leave_on
having count(*) > 1
union all
select 'core.fct_visit' as relation, count(*) as copies
from core.fct_visit
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_sale' as relation, count(*) as copies
from core.fct_sale
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_period_metric' as relation, count(*) as copies
from core.fct_period_metric
group by scope_type, scope_id, period_type, period_start_on, metric
having count(*) > 1
union all
select 'core.fct_target' as relation, count(*) as copies
from core.fct_target
group by scope_type, scope_id, month_start_on, metric
having count(*) > 1
