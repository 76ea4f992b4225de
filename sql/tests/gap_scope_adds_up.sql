-- severity: error
-- kind: identity
-- message: 团队、营业部或公司的差距各部分之和不等于目标减实际

-- Premium against target_month, which makes targets and actuals of scopes by another way; a scope
-- whose logs state no premium has no gap there.
select parts.scope_type, parts.scope_id, parts.month_start_on, parts.reference, 'premium_yuan'
    as money_metric
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
union all
-- The money of every chain, against the scope's own target and the logs: target_month has only
-- the metrics of all pages.
select parts.scope_type, parts.scope_id, parts.month_start_on, parts.reference, parts.money_metric
from (
    select scope_type, scope_id, month_start_on, money_metric, reference,
        max(target_yuan) as target_yuan, sum(yuan) as yuan
    from analysis.gap_scope
    where target_yuan is not null
        and scope_type <> 'person'
    group by scope_type, scope_id, month_start_on, money_metric, reference
) as parts
left join (
    select scopes.scope_type, scopes.scope_id, members.metric,
        members.period_start_on as month_start_on, sum(members.actual) as actual
    from analysis.member_metric as members
    inner join analysis.member_scope as scopes
        on members.person_id = scopes.person_id
        and members.team_id = scopes.team_id
    where members.period_type = 'month'
    group by scopes.scope_type, scopes.scope_id, members.metric, members.period_start_on
) as actuals
    on parts.scope_type = actuals.scope_type
    and parts.scope_id = actuals.scope_id
    and parts.month_start_on = actuals.month_start_on
    and parts.money_metric = actuals.metric
where not (abs(parts.yuan - (parts.target_yuan - coalesce(actuals.actual, 0))) <= 0.01)
union all
-- Without a target: the lines of its people's factors, no more and no less.
select teams.scope_type, teams.scope_id, teams.month_start_on, teams.reference,
    teams.money_metric
from (
    select scope_type, scope_id, month_start_on, money_metric, reference, sum(yuan) as yuan
    from analysis.gap_scope
    where target_yuan is null
        and scope_type = 'team'
    group by scope_type, scope_id, month_start_on, money_metric, reference
) as teams
left join (
    select months.team_id, months.month_start_on, chains.count_metric as money_metric,
        months.reference, sum(details.yuan) as yuan
    from analysis.gap_month as months
    inner join core.dim_chain as chains
        on months.chain = chains.chain
        and chains.kind = 'ticket'
    inner join analysis.gap_detail as details
        on months.person_id = details.person_id
        and months.month_start_on = details.month_start_on
        and months.reference = details.reference
    group by months.team_id, months.month_start_on, chains.count_metric, months.reference
) as people
    on teams.scope_id = people.team_id
    and teams.month_start_on = people.month_start_on
    and teams.money_metric = people.money_metric
    and teams.reference = people.reference
where not (abs(teams.yuan - coalesce(people.yuan, 0)) <= 0.01)
