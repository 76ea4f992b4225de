-- severity: error
-- kind: identity
-- message: 团队、营业部或公司的差距各部分之和不等于目标减实际

-- Against target_month, which makes targets and actuals of scopes by another way.
select parts.scope_type, parts.scope_id, parts.month_start_on, parts.reference
from (
    select scope_type, scope_id, month_start_on, reference, sum(yuan) as yuan
    from analysis.gap_scope
    where money_metric = 'premium_yuan'
        and target_yuan is not null
        and scope_type <> 'person'
    group by scope_type, scope_id, month_start_on, reference
) as parts
inner join analysis.target_month as targets
    on parts.scope_type = targets.scope_type
    and parts.scope_id = targets.scope_id
    and parts.month_start_on = targets.month_start_on
    and targets.metric = 'premium_yuan'
where not (abs(parts.yuan - targets.gap) <= 0.01)
    and not exists (select 1 from core.team_chain where chain <> 'bancassurance')
