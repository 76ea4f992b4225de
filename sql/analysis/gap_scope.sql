-- Grain: scope × month × money metric × reference × part × detail: the gap of persons, teams, 营业部,
-- company. Inputs: gap_month, gap_detail, dim_chain, dim_team, member_metric, person_team_month,
-- fct_target.
-- A scope's lines are the sums over the people who belong to it at the month's end, and three lines
-- that people do not have: target_split (the scope's own target less the people's), no_basis
-- (target − actual of people whose gap cannot be split: no log, no plan, no target …) and moves
-- (premium that people brought from, or left in, another team). With them the lines add up to the
-- scope's target − actual exactly, in each money a chain ends in. A target counts whoever has it
-- (a supervisor, somebody of another chain, a team without people): what nobody's factors explain
-- stands in no_basis or target_split. Without any target the scope has only the lines of its
-- factors.

with money as (
    select chain, count_metric as money_metric
    from core.dim_chain
    where kind = 'ticket'
),

monies as (
    select distinct money_metric from money
),

split_people as (
    select
        months.person_id,
        months.month_start_on,
        months.team_id,
        months.dept_id,
        months.reference,
        money.money_metric,
        -- The gap splits targets above zero only; a written 0 is none, a negative one counts here.
        coalesce(months.target_yuan, nullif(targets.target, 0)) as target_yuan,
        coalesce(months.actual_yuan, 0) as actual_yuan,
        months.reason is null as is_split,
        months.reason is null and months.target_yuan is not null as is_complete
    from analysis.gap_month as months
    inner join money
        on months.chain = money.chain
    left join core.fct_target as targets
        on targets.scope_type = 'person'
        and months.person_id = targets.scope_id
        and months.month_start_on = targets.month_start_on
        and money.money_metric = targets.metric
),

month_references as (
    select distinct month_start_on, reference from analysis.gap_month
),

-- People with a target of whom no gap is split: no log of their own to split it by, or a target in
-- the money of another chain.
other_people as (
    select
        targets.scope_id as person_id,
        targets.month_start_on,
        places.team_id,
        teams.dept_id,
        month_references.reference,
        targets.metric as money_metric,
        nullif(targets.target, 0) as target_yuan,
        coalesce((
            select sum(sums.actual)
            from analysis.member_metric as sums
            where sums.period_type = 'month'
                and sums.person_id = targets.scope_id
                and sums.period_start_on = targets.month_start_on
                and sums.metric = targets.metric
        ), 0) as actual_yuan,
        false as is_split,
        false as is_complete
    from core.fct_target as targets
    inner join monies
        on targets.metric = monies.money_metric
    inner join analysis.person_team_month as places
        on targets.scope_id = places.person_id
        and targets.month_start_on = places.month_start_on
    inner join core.dim_team as teams
        on places.team_id = teams.team_id
    inner join month_references
        on targets.month_start_on = month_references.month_start_on
    where targets.scope_type = 'person'
        and not exists (
            select 1
            from split_people
            where split_people.person_id = targets.scope_id
                and split_people.month_start_on = targets.month_start_on
                and split_people.money_metric = targets.metric
        )
),

people as (
    select * from split_people
    union all
    select * from other_people
),

scoped as (
    select 'team' as scope_type, team_id as scope_id, people.* from people
    union all
    select 'dept', dept_id, people.* from people
    union all
    select 'company', 'company', people.* from people
),

team_actuals as (
    select
        members.team_id,
        teams.dept_id,
        members.period_start_on as month_start_on,
        members.metric as money_metric,
        sum(members.actual) as actual_yuan
    from analysis.member_metric as members
    inner join core.dim_team as teams
        on members.team_id = teams.team_id
    where members.period_type = 'month'
        and members.metric in (select money_metric from money)
    group by members.team_id, teams.dept_id, members.period_start_on, members.metric
),

actuals as (
    select 'team' as scope_type, team_id as scope_id, month_start_on, money_metric, actual_yuan
    from team_actuals
    union all
    select 'dept', dept_id, month_start_on, money_metric, sum(actual_yuan)
    from team_actuals
    group by dept_id, month_start_on, money_metric
    union all
    select 'company', 'company', month_start_on, money_metric, sum(actual_yuan)
    from team_actuals
    group by month_start_on, money_metric
),

team_months as (
    select distinct
        places.team_id,
        teams.dept_id,
        places.month_start_on,
        monies.money_metric,
        month_references.reference
    from analysis.person_team_month as places
    inner join core.dim_team as teams
        on places.team_id = teams.team_id
    inner join month_references
        on places.month_start_on = month_references.month_start_on
    cross join monies
),

scopes as (
    select 'team' as scope_type, team_id as scope_id, month_start_on, money_metric, reference
    from team_months
    union
    select 'dept', dept_id, month_start_on, money_metric, reference from team_months
    union
    select 'company', 'company', month_start_on, money_metric, reference from team_months
),

totals as (
    select
        scopes.scope_type,
        scopes.scope_id,
        scopes.month_start_on,
        scopes.money_metric,
        scopes.reference,
        sum(scoped.target_yuan) as people_target_yuan,
        coalesce(sum(scoped.actual_yuan), 0) as people_actual_yuan,
        sum(case when not scoped.is_complete
            then coalesce(scoped.target_yuan, 0) - scoped.actual_yuan end) as no_basis_yuan,
        count(*) filter (where not scoped.is_complete) as no_basis_people
    from scopes
    left join scoped
        on scopes.scope_type = scoped.scope_type
        and scopes.scope_id = scoped.scope_id
        and scopes.month_start_on = scoped.month_start_on
        and scopes.money_metric = scoped.money_metric
        and scopes.reference = scoped.reference
    group by scopes.scope_type, scopes.scope_id, scopes.month_start_on, scopes.money_metric,
        scopes.reference
),

-- As target_month: a level's own target, else the sum of the level below, else a KPI sheet's.
team_targets as (
    select
        totals.scope_id as team_id,
        totals.month_start_on,
        totals.money_metric,
        totals.reference,
        coalesce(
            case when targets.origin <> 'kpi' then targets.target end,
            totals.people_target_yuan,
            targets.target
        ) as target_yuan
    from totals
    left join core.fct_target as targets
        on targets.scope_type = 'team'
        and totals.scope_id = targets.scope_id
        and totals.month_start_on = targets.month_start_on
        and totals.money_metric = targets.metric
    where totals.scope_type = 'team'
),

dept_targets as (
    select
        teams.dept_id,
        team_targets.month_start_on,
        team_targets.money_metric,
        team_targets.reference,
        coalesce(
            max(case when targets.origin <> 'kpi' then targets.target end),
            sum(team_targets.target_yuan),
            max(targets.target)
        ) as target_yuan
    from team_targets
    inner join core.dim_team as teams
        on team_targets.team_id = teams.team_id
    left join core.fct_target as targets
        on targets.scope_type = 'dept'
        and teams.dept_id = targets.scope_id
        and team_targets.month_start_on = targets.month_start_on
        and team_targets.money_metric = targets.metric
    group by teams.dept_id, team_targets.month_start_on, team_targets.money_metric,
        team_targets.reference
),

company_targets as (
    select
        dept_targets.month_start_on,
        dept_targets.money_metric,
        dept_targets.reference,
        coalesce(
            max(case when targets.origin <> 'kpi' then targets.target end),
            sum(dept_targets.target_yuan),
            max(targets.target)
        ) as target_yuan
    from dept_targets
    left join core.fct_target as targets
        on targets.scope_type = 'company'
        and dept_targets.month_start_on = targets.month_start_on
        and dept_targets.money_metric = targets.metric
    group by dept_targets.month_start_on, dept_targets.money_metric, dept_targets.reference
),

scope_targets as (
    select 'team' as scope_type, team_id as scope_id, month_start_on, money_metric, reference,
        target_yuan
    from team_targets
    union all
    select 'dept', dept_id, month_start_on, money_metric, reference, target_yuan
    from dept_targets
    union all
    select 'company', 'company', month_start_on, money_metric, reference, target_yuan
    from company_targets
),

heads as (
    select
        totals.*,
        scope_targets.target_yuan,
        coalesce(actuals.actual_yuan, 0) as actual_yuan
    from totals
    inner join scope_targets
        on totals.scope_type = scope_targets.scope_type
        and totals.scope_id = scope_targets.scope_id
        and totals.month_start_on = scope_targets.month_start_on
        and totals.money_metric = scope_targets.money_metric
        and totals.reference = scope_targets.reference
    left join actuals
        on totals.scope_type = actuals.scope_type
        and totals.scope_id = actuals.scope_id
        and totals.month_start_on = actuals.month_start_on
        and totals.money_metric = actuals.money_metric
),

-- Once over the people's lines; the levels above are sums of teams. Both sums are kept, because a
-- level without any target shows its factors all the same.
team_lines as (
    select
        people.team_id,
        people.dept_id,
        people.month_start_on,
        people.money_metric,
        people.reference,
        details.part,
        details.detail,
        details.detail_ord,
        sum(case when people.is_complete then details.yuan end) as complete_yuan,
        sum(details.yuan) as yuan
    from people
    inner join analysis.gap_detail as details
        on people.person_id = details.person_id
        and people.month_start_on = details.month_start_on
        and people.reference = details.reference
    group by people.team_id, people.dept_id, people.month_start_on, people.money_metric,
        people.reference, details.part, details.detail, details.detail_ord
),

level_lines as (
    select 'team' as scope_type, team_id as scope_id, month_start_on, money_metric, reference,
        part, detail, detail_ord, complete_yuan, yuan
    from team_lines
    union all
    select 'dept', dept_id, month_start_on, money_metric, reference, part, detail, detail_ord,
        sum(complete_yuan), sum(yuan)
    from team_lines
    group by dept_id, month_start_on, money_metric, reference, part, detail, detail_ord
    union all
    select 'company', 'company', month_start_on, money_metric, reference, part, detail, detail_ord,
        sum(complete_yuan), sum(yuan)
    from team_lines
    group by month_start_on, money_metric, reference, part, detail, detail_ord
),

lines as (
    select
        levels.scope_type,
        levels.scope_id,
        levels.month_start_on,
        levels.money_metric,
        levels.reference,
        levels.part,
        levels.detail,
        levels.detail_ord,
        case when heads.target_yuan is null then levels.yuan else levels.complete_yuan end as yuan
    from level_lines as levels
    inner join heads
        on levels.scope_type = heads.scope_type
        and levels.scope_id = heads.scope_id
        and levels.month_start_on = heads.month_start_on
        and levels.money_metric = heads.money_metric
        and levels.reference = heads.reference
    where heads.target_yuan is null
        or levels.complete_yuan is not null
    union all
    select scope_type, scope_id, month_start_on, money_metric, reference,
        'target_split', 'target_split', 0, target_yuan - coalesce(people_target_yuan, 0)
    from heads
    where abs(target_yuan - coalesce(people_target_yuan, 0)) > 0
    union all
    select scope_type, scope_id, month_start_on, money_metric, reference,
        'no_basis', 'no_basis', 130, no_basis_yuan
    from heads
    where no_basis_people > 0
        and target_yuan is not null
    union all
    select scope_type, scope_id, month_start_on, money_metric, reference,
        'moves', 'moves', 140, people_actual_yuan - actual_yuan
    from heads
    where abs(people_actual_yuan - actual_yuan) > 0
        and target_yuan is not null
),

final as (
    select
        heads.scope_type,
        heads.scope_id,
        heads.month_start_on,
        heads.money_metric,
        heads.reference,
        heads.target_yuan,
        heads.actual_yuan,
        heads.no_basis_people,
        lines.part,
        lines.detail,
        lines.detail_ord,
        lines.yuan
    from heads
    inner join lines
        on heads.scope_type = lines.scope_type
        and heads.scope_id = lines.scope_id
        and heads.month_start_on = lines.month_start_on
        and heads.money_metric = lines.money_metric
        and heads.reference = lines.reference
    union all
    select 'person', people.person_id, people.month_start_on, people.money_metric,
        people.reference, people.target_yuan, people.actual_yuan,
        case when people.is_complete then 0 else 1 end, details.part, details.detail,
        details.detail_ord, details.yuan
    from people
    inner join analysis.gap_detail as details
        on people.person_id = details.person_id
        and people.month_start_on = details.month_start_on
        and people.reference = details.reference
)

select * from final
