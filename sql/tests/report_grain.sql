-- severity: error
-- kind: column
-- message: 报告层出现重复的键或次序

select 'report.rpt_scope' as relation, count(*) as copies
from report.rpt_scope
group by scope_type, scope_id
having count(*) > 1
union all
select 'report.rpt_scope' as relation, count(*) as copies
from report.rpt_scope
group by page_key
having count(*) > 1
union all
select 'report.rpt_headline' as relation, count(*) as copies
from report.rpt_headline
group by scope_type, scope_id, metric
having count(*) > 1
union all
select 'report.rpt_plan_actual' as relation, count(*) as copies
from report.rpt_plan_actual
group by scope_type, scope_id, period_type, period_start_on, metric
having count(*) > 1
union all
select 'report.rpt_target_month' as relation, count(*) as copies
from report.rpt_target_month
group by scope_type, scope_id, month_start_on, metric
having count(*) > 1
union all
select 'report.rpt_funnel' as relation, count(*) as copies
from report.rpt_funnel
group by scope_type, scope_id, window_type, stage_ord
having count(*) > 1
union all
select 'report.rpt_child' as relation, count(*) as copies
from report.rpt_child
group by scope_type, scope_id, child_type, child_id
having count(*) > 1
union all
select 'report.rpt_child' as relation, count(*) as copies
from report.rpt_child
group by scope_type, scope_id, ord
having count(*) > 1
union all
select 'report.rpt_attention' as relation, count(*) as copies
from report.rpt_attention
group by scope_type, scope_id, ord
having count(*) > 1
union all
select 'report.rpt_score' as relation, count(*) as copies
from report.rpt_score
group by person_id
having count(*) > 1
union all
select 'report.rpt_score_part' as relation, count(*) as copies
from report.rpt_score_part
group by person_id, axis, ord
having count(*) > 1
union all
select 'report.rpt_person_day' as relation, count(*) as copies
from report.rpt_person_day
group by person_id, work_on
having count(*) > 1
union all
select 'report.rpt_missing_log' as relation, count(*) as copies
from report.rpt_missing_log
group by person_id, work_on
having count(*) > 1
union all
select 'report.rpt_metric' as relation, count(*) as copies
from report.rpt_metric
group by metric_id
having count(*) > 1
union all
select 'report.rpt_metric' as relation, count(*) as copies
from report.rpt_metric
group by ord
having count(*) > 1
union all
select 'report.rpt_run' as relation, count(*) as copies
from report.rpt_run
having count(*) <> 1
union all
select 'report.rpt_control' as relation, count(*) as copies
from report.rpt_control
group by ord
having count(*) > 1
union all
select 'report.rpt_control_summary' as relation, count(*) as copies
from report.rpt_control_summary
group by ord
having count(*) > 1
union all
select 'report.rpt_correction' as relation, count(*) as copies
from report.rpt_correction
group by ord
having count(*) > 1
union all
select 'report.rpt_kpi' as relation, count(*) as copies
from report.rpt_kpi
group by scope_type, scope_id, ord
having count(*) > 1
