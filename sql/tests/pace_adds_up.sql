-- severity: error
-- kind: identity
-- message: 节奏页的至今实际与目标表的实际不一致

select paces.scope_type, paces.scope_id, paces.actual_to_date, targets.actual
from analysis.pace_scope as paces
inner join analysis.target_month as targets
    on paces.scope_type = targets.scope_type
    and paces.scope_id = targets.scope_id
    and paces.month_start_on = targets.month_start_on
    and targets.metric = 'premium_yuan'
where paces.money_metric = 'premium_yuan'
    and (paces.scope_type in ('person', 'team') or (
        select count(distinct chain) from core.team_chain
    ) = 1)
    and abs(paces.actual_to_date - coalesce(targets.actual, 0)) > 0.01
