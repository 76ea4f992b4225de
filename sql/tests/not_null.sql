-- severity: error
-- kind: column
-- message: 必填列为空

select 'core.dim_person.person_id' as place
from core.dim_person
where person_id is null
union all
select 'core.dim_person.person_name' as place
from core.dim_person
where person_name is null
union all
select 'core.dim_person.team_id' as place
from core.dim_person
where team_id is null
union all
select 'core.fct_day.person_id' as place
from core.fct_day
where person_id is null
union all
select 'core.fct_day.work_on' as place
from core.fct_day
where work_on is null
union all
select 'core.fct_day.status' as place
from core.fct_day
where status is null
union all
select 'core.fct_day.team_id' as place
from core.fct_day
where team_id is null
union all
select 'core.fct_day.is_expected' as place
from core.fct_day
where is_expected is null
union all
select 'core.fct_day.is_worked' as place
from core.fct_day
where is_worked is null
union all
select 'core.fct_day_metric.person_id' as place
from core.fct_day_metric
where person_id is null
union all
select 'core.fct_day_metric.work_on' as place
from core.fct_day_metric
where work_on is null
union all
select 'core.fct_day_metric.metric' as place
from core.fct_day_metric
where metric is null
union all
select 'core.fct_day_metric.source' as place
from core.fct_day_metric
where source is null
union all
select 'core.fct_visit.person_id' as place
from core.fct_visit
where person_id is null
union all
select 'core.fct_visit.work_on' as place
from core.fct_visit
where work_on is null
union all
select 'core.fct_sale.person_id' as place
from core.fct_sale
where person_id is null
union all
select 'core.fct_sale.sold_on' as place
from core.fct_sale
where sold_on is null
union all
select 'core.fct_target.scope_id' as place
from core.fct_target
where scope_id is null
union all
select 'core.fct_target.month_start_on' as place
from core.fct_target
where month_start_on is null
union all
select 'core.fct_target.metric' as place
from core.fct_target
where metric is null
union all
select 'core.fct_target.target' as place
from core.fct_target
where target is null
union all
select 'analysis.scope.scope_id' as place
from analysis.scope
where scope_id is null
union all
select 'analysis.scope.scope_name' as place
from analysis.scope
where scope_name is null
union all
select 'analysis.scope.page_key' as place
from analysis.scope
where page_key is null
union all
select 'analysis.score_state.side' as place
from analysis.score_state
where side is null
union all
select 'analysis.score_state.is_sure' as place
from analysis.score_state
where is_sure is null
union all
select 'report.rpt_headline.metric_name' as place
from report.rpt_headline
where metric_name is null
union all
select 'report.rpt_headline.unit' as place
from report.rpt_headline
where unit is null
union all
select 'report.rpt_attention.title' as place
from report.rpt_attention
where title is null
union all
select 'report.rpt_attention.detail' as place
from report.rpt_attention
where detail is null
union all
select 'report.rpt_attention.severity' as place
from report.rpt_attention
where severity is null
union all
select 'report.rpt_attention.kind' as place
from report.rpt_attention
where kind is null
union all
select 'report.rpt_score.box' as place
from report.rpt_score
where box is null
union all
select 'report.rpt_score.box_name' as place
from report.rpt_score
where box_name is null
union all
select 'report.rpt_score.advice' as place
from report.rpt_score
where advice is null
union all
select 'report.rpt_score.team_name' as place
from report.rpt_score
where team_name is null
union all
select 'report.rpt_score_part.sentence' as place
from report.rpt_score_part
where sentence is null
union all
select 'report.rpt_score_part.n' as place
from report.rpt_score_part
where n is null
union all
select 'core.record_scope.scope_type' as place
from core.record_scope
where scope_type is null
union all
select 'core.record_version.record_key' as place
from core.record_version
where record_key is null
union all
select 'core.record_version.content' as place
from core.record_version
where content is null
union all
select 'core.fct_check_metric.metric' as place
from core.fct_check_metric
where metric is null
union all
select 'core.control_total.stated' as place
from core.control_total
where stated is null
union all
select 'core.control_total.source' as place
from core.control_total
where source is null
union all
select 'core.fct_policy.is_received' as place
from core.fct_policy
where is_received is null
union all
select 'report.rpt_control.sentence' as place
from report.rpt_control
where sentence is null
union all
select 'report.rpt_control_summary.metric_name' as place
from report.rpt_control_summary
where metric_name is null
