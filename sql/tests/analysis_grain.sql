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
union all
select 'analysis.person_service' as relation, count(*) as copies
from analysis.person_service
group by person_id, month_start_on
having count(*) > 1
union all
select 'analysis.chain_month' as relation, count(*) as copies
from analysis.chain_month
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.rate_estimate' as relation, count(*) as copies
from analysis.rate_estimate
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.gap_month' as relation, count(*) as copies
from analysis.gap_month
group by person_id, month_start_on, reference
having count(*) > 1
union all
select 'analysis.gap_part' as relation, count(*) as copies
from analysis.gap_part
group by person_id, month_start_on, reference, part
having count(*) > 1
union all
select 'analysis.gap_detail' as relation, count(*) as copies
from analysis.gap_detail
group by person_id, month_start_on, reference, detail
having count(*) > 1
union all
select 'analysis.cause_flag' as relation, count(*) as copies
from analysis.cause_flag
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.funnel_limit' as relation, count(*) as copies
from analysis.funnel_limit
group by month_start_on, chain, factor, team_id
having count(*) > 1
union all
select 'analysis.xmr_week' as relation, count(*) as copies
from analysis.xmr_week
group by scope_type, scope_id, week_start_on
having count(*) > 1
union all
select 'analysis.benchmark_class' as relation, count(*) as copies
from analysis.benchmark_class
group by chain, factor, grade
having count(*) > 1
union all
select 'analysis.benchmark_assigned' as relation, count(*) as copies
from analysis.benchmark_assigned
group by person_id, chain, factor
having count(*) > 1
union all
select 'analysis.level_rate' as relation, count(*) as copies
from analysis.level_rate
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.level_activity_month' as relation, count(*) as copies
from analysis.level_activity_month
group by person_id, month_start_on
having count(*) > 1
union all
select 'analysis.level_activity' as relation, count(*) as copies
from analysis.level_activity
group by person_id, month_start_on
having count(*) > 1
union all
select 'analysis.level_ticket' as relation, count(*) as copies
from analysis.level_ticket
group by person_id, month_start_on
having count(*) > 1
union all
select 'analysis.level_evidence' as relation, count(*) as copies
from analysis.level_evidence
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.level_likelihood' as relation, count(*) as copies
from analysis.level_likelihood
group by person_id, month_start_on, chain, factor
having count(*) > 1
union all
select 'analysis.level_prior' as relation, count(*) as copies
from analysis.level_prior
group by month_start_on, chain, factor, point
having count(*) > 1
union all
select 'analysis.level_posterior' as relation, count(*) as copies
from analysis.level_posterior
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.level_stake' as relation, count(*) as copies
from analysis.level_stake
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.metric_month' as relation, count(*) as copies
from analysis.metric_month
group by scope_type, scope_id, month_start_on, metric_id
having count(*) > 1
union all
select 'analysis.metric_record' as relation, count(*) as copies
from analysis.metric_record
group by scope_type, scope_id, month_start_on, measure
having count(*) > 1
union all
select 'analysis.metric_customer_lag' as relation, count(*) as copies
from analysis.metric_customer_lag
group by scope_type, scope_id, month_start_on
having count(*) > 1
union all
select 'analysis.metric_customer_case' as relation, count(*) as copies
from analysis.metric_customer_case
group by person_id, customer_key
having count(*) > 1
union all
select 'analysis.kpi_month' as relation, count(*) as copies
from analysis.kpi_month
group by file_id, record_no
having count(*) > 1
union all
select 'analysis.target_day' as relation, count(*) as copies
from analysis.target_day
group by scope_type, scope_id, metric, date_on
having count(*) > 1
union all
select 'analysis.target_split' as relation, count(*) as copies
from analysis.target_split
group by scope_type, scope_id, level, period_start_on, metric
having count(*) > 1
