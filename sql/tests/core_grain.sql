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
union all
select 'core.record_scope' as relation, count(*) as copies
from core.record_scope
group by kind, file_id, record_no
having count(*) > 1
union all
select 'core.record_version' as relation, count(*) as copies
from core.record_version
group by kind, file_id, record_no
having count(*) > 1
union all
select 'core.fct_policy' as relation, count(*) as copies
from core.fct_policy
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_check_metric' as relation, count(*) as copies
from core.fct_check_metric
group by person_id, work_on, metric
having count(*) > 1
union all
select 'core.control_total' as relation, count(*) as copies
from core.control_total
group by scope_type, scope_id, period_type, period_start_on, metric, source
having count(*) > 1
union all
select 'core.dim_customer' as relation, count(*) as copies
from core.dim_customer
group by customer_id
having count(*) > 1
union all
select 'core.outlet_alias' as relation, count(*) as copies
from core.outlet_alias
group by outlet_key
having count(*) > 1
union all
select 'core.roster_name' as relation, count(*) as copies
from core.roster_name
group by name_key, team_key
having count(*) > 1
union all
select 'core.kpi_alias' as relation, count(*) as copies
from core.kpi_alias
group by kpi_key
having count(*) > 1
union all
select 'core.fct_kpi' as relation, count(*) as copies
from core.fct_kpi
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_measure' as relation, count(*) as copies
from core.fct_measure
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_measure_progress' as relation, count(*) as copies
from core.fct_measure_progress
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_rating' as relation, count(*) as copies
from core.fct_rating
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_plan_item' as relation, count(*) as copies
from core.fct_plan_item
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_key_account_week' as relation, count(*) as copies
from core.fct_key_account_week
group by file_id, record_no
having count(*) > 1
union all
select 'core.fct_target_week' as relation, count(*) as copies
from core.fct_target_week
group by scope_type, scope_id, month_start_on, week_no, metric
having count(*) > 1
union all
select 'core.person_pay' as relation, count(*) as copies
from core.person_pay
group by person_id
having count(*) > 1
union all
select 'core.stated_scope' as relation, count(*) as copies
from core.stated_scope
group by scope_key
having count(*) > 1
union all
select 'core.year_target' as relation, count(*) as copies
from core.year_target
group by scope_type, scope_id, year, metric
having count(*) > 1
union all
select 'core.target_statement' as relation, count(*) as copies
from core.target_statement
group by scope_type, scope_id, month_start_on, week_no, metric
having count(*) > 1
