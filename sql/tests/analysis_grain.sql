-- severity: error
-- kind: column
-- message: analysis 层出现重复的键

select 'analysis.scope' as relation, count(*) as copies
from analysis.scope
group by scope_type, scope_id
having count(*) > 1
union all
select 'analysis.member_period' as relation, count(*) as copies
from analysis.member_period
group by person_id, team_id, period_type, period_start_on
having count(*) > 1
union all
select 'analysis.member_metric' as relation, count(*) as copies
from analysis.member_metric
group by person_id, team_id, period_type, period_start_on, metric
having count(*) > 1
union all
select 'analysis.member_scope' as relation, count(*) as copies
from analysis.member_scope
group by person_id, team_id, scope_type, scope_id
having count(*) > 1
union all
select 'analysis.plan_actual' as relation, count(*) as copies
from analysis.plan_actual
group by scope_type, scope_id, period_type, period_start_on, metric
having count(*) > 1
union all
select 'analysis.target_month' as relation, count(*) as copies
from analysis.target_month
group by scope_type, scope_id, month_start_on, metric
having count(*) > 1
union all
select 'analysis.person_month' as relation, count(*) as copies
from analysis.person_month
group by person_id, month_start_on
having count(*) > 1
union all
select 'analysis.funnel' as relation, count(*) as copies
from analysis.funnel
group by scope_type, scope_id, month_start_on, window_type, stage_ord
having count(*) > 1
union all
select 'analysis.score_state' as relation, count(*) as copies
from analysis.score_state
group by person_id, month_start_on, axis
having count(*) > 1
union all
select 'analysis.score_indicator' as relation, count(*) as copies
from analysis.score_indicator
group by person_id, month_start_on, indicator
having count(*) > 1
union all
select 'analysis.child_metric' as relation, count(*) as copies
from analysis.child_metric
group by parent_type, parent_id, child_type, child_id, month_start_on, metric
having count(*) > 1
union all
select 'analysis.luck' as relation, count(*) as copies
from analysis.luck
group by scope_type, scope_id, month_start_on
having count(*) > 1
