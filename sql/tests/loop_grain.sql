-- severity: error
-- kind: column
-- message: 诊断、责任额、闭环各表出现重复的键

select 'analysis.cause_card' as relation, count(*) as copies
from analysis.cause_card
group by scope_type, scope_id, month_start_on, rule
having count(*) > 1
union all
select 'analysis.cause_evidence', count(*)
from analysis.cause_evidence
group by scope_type, scope_id, month_start_on, rule, ord
having count(*) > 1
union all
select 'analysis.cause_share', count(*)
from analysis.cause_share
group by person_id, month_start_on, habit
having count(*) > 1
union all
select 'analysis.quota', count(*)
from analysis.quota
group by person_id, month_start_on, metric
having count(*) > 1
union all
select 'analysis.focus', count(*)
from analysis.focus
group by team_id, person_id
having count(*) > 1
union all
select 'analysis.measure', count(*)
from analysis.measure
group by item_id
having count(*) > 1
union all
select 'analysis.measure_effect', count(*)
from analysis.measure_effect
group by person_id, month_start_on, factor
having count(*) > 1
union all
select 'analysis.rate_pair', count(*)
from analysis.rate_pair
group by person_id, month_start_on, chain, factor
having count(*) > 1
union all
select 'analysis.rate_carry', count(*)
from analysis.rate_carry
group by month_start_on, chain, factor, side
having count(*) > 1
union all
select 'analysis.loop_item', count(*)
from analysis.loop_item
group by item_id
having count(*) > 1
union all
select 'analysis.plausibility_indicator', count(*)
from analysis.plausibility_indicator
group by person_id, indicator
having count(*) > 1
union all
select 'report.rpt_cause_card', count(*)
from report.rpt_cause_card
group by scope_type, scope_id, ord
having count(*) > 1
union all
select 'report.rpt_cause_summary', count(*)
from report.rpt_cause_summary
group by scope_type, scope_id, ord
having count(*) > 1
union all
select 'report.rpt_training', count(*)
from report.rpt_training
group by scope_type, scope_id, ord
having count(*) > 1
union all
select 'report.rpt_measure', count(*)
from report.rpt_measure
group by scope_type, scope_id, ord
having count(*) > 1
union all
select 'report.rpt_loop', count(*)
from report.rpt_loop
group by scope_type, scope_id, ord
having count(*) > 1
union all
select 'report.rpt_restatement', count(*)
from report.rpt_restatement
group by scope_type, scope_id, month_start_on, metric
having count(*) > 1
union all
-- Words that a page prints are there.
select 'report.rpt_cause_card.phenomenon', 1
from report.rpt_cause_card
where phenomenon is null or cause is null or action is null or questions is null
union all
select 'report.rpt_focus.sentence', 1
from report.rpt_focus
where sentence is null or problem is null or content is null or method is null
union all
select 'report.rpt_quota.sentence', 1
from report.rpt_quota
where (sentence is null) <> (reason is not null)
union all
select 'report.rpt_training.sentence', 1
from report.rpt_training
where sentence is null or audience is null
union all
select 'report.rpt_measure.sentence', 1
from report.rpt_measure
where sentence is null
union all
select 'report.rpt_plausibility.sentence', 1
from report.rpt_plausibility
where sentence is null
union all
select 'report.rpt_restatement.sentence', 1
from report.rpt_restatement
where sentence is null
