-- severity: error
-- kind: integrity
-- message: 目标表中的目标没有进入报告

select targets.file_id, targets.record_no, targets.scope_type, targets.metric
from staging.stg_target as targets
left join core.person_alias as aliases
    on targets.person_key = aliases.person_key
left join core.fct_target as facts
    on targets.scope_type = facts.scope_type
    and targets.month_start_on = facts.month_start_on
    and targets.metric = facts.metric
    and (targets.scope_type <> 'person' or aliases.person_id = facts.scope_id)
where targets.week_no is null
    and targets.target is not null
    and targets.month_start_on is not null
    and (targets.scope_type <> 'team' or targets.team_name is not null)
    and (targets.scope_type <> 'dept' or targets.dept_name is not null)
    and facts.metric is null
