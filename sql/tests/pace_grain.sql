-- severity: error
-- kind: column
-- message: 节奏模型出现重复的键

select 'analysis.pace_forecast' as relation, count(*) as copies
from analysis.pace_forecast
group by scope_type, scope_id, month_start_on, day_no
having count(*) > 1
union all
select 'analysis.pace_day', count(*)
from analysis.pace_day
group by scope_type, scope_id, day_no
having count(*) > 1
union all
select 'analysis.pace_prior', count(*)
from analysis.pace_prior
group by person_id, month_start_on
having count(*) > 1
union all
select 'analysis.pace_lateness', count(*)
from analysis.pace_lateness
group by person_id, month_start_on
having count(*) > 1
union all
select 'report.rpt_pace', count(*)
from report.rpt_pace
group by scope_type, scope_id
having count(*) > 1
union all
select 'report.rpt_calibration', count(*)
from report.rpt_calibration
group by scope_type, elapsed_share, bin
having count(*) > 1
union all
select 'analysis.activity_day', count(*)
from analysis.activity_day
group by person_id, work_on
having count(*) > 1
