-- severity: error
-- kind: column
-- message: 引用了不存在的人员、团队或页面

select 'core.fct_day.person_id' as place, person_id as found
from core.fct_day
where person_id not in (select person_id from core.dim_person)
union all
select 'core.fct_day.team_id' as place, team_id as found
from core.fct_day
where team_id not in (select team_id from core.dim_team)
union all
select 'core.dim_person.team_id' as place, team_id as found
from core.dim_person
where team_id not in (select team_id from core.dim_team)
union all
select 'core.dim_membership.team_id' as place, team_id as found
from core.dim_membership
where team_id not in (select team_id from core.dim_team)
union all
select 'core.fct_visit.person_id' as place, person_id as found
from core.fct_visit
where person_id not in (select person_id from core.dim_person)
union all
select 'core.fct_sale.person_id' as place, person_id as found
from core.fct_sale
where person_id not in (select person_id from core.dim_person)
union all
select 'analysis.score_state.person_id' as place, person_id as found
from analysis.score_state
where person_id not in (select person_id from core.dim_person)
union all
select 'report.rpt_score.person_id' as place, person_id as found
from report.rpt_score
where person_id not in (select person_id from core.dim_person)
union all
select 'report.rpt_missing_log.page_key' as place, page_key as found
from report.rpt_missing_log
where page_key not in (select page_key from report.rpt_scope)
union all
select 'report.rpt_child.page_key' as place, page_key as found
from report.rpt_child
where page_key not in (select page_key from report.rpt_scope)
union all
select 'report.rpt_metric.relation' as place, relation as found
from report.rpt_metric
where relation not in (select relation from meta.model)
union all
select 'core.fct_day_metric' as place, metrics.person_id as found
from core.fct_day_metric as metrics
left join core.fct_day as days
    on metrics.person_id = days.person_id
    and metrics.work_on = days.work_on
where days.person_id is null
union all
select 'analysis.plan_actual' as place, figures.scope_id as found
from analysis.plan_actual as figures
left join analysis.scope as scopes
    on figures.scope_type = scopes.scope_type
    and figures.scope_id = scopes.scope_id
where scopes.scope_id is null
    and figures.worked_days > 0
union all
select 'core.kpi_alias.metric', metric
from core.kpi_alias
where metric not in (select metric from core.dim_metric)
