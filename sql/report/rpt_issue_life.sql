-- Grain: scope that errors and warnings belong to. Inputs: issue_owner, analysis.scope, meta.run.
-- fresh: first seen on the run's day; still_open: seen before; fixed: gone within the review month
-- up to the run's day. The company counts all of them, those of nobody in particular too.

with issues as (
    select
        owners.*,
        teams.dept_id,
        case
            when owners.fixed_on is not null then 'fixed'
            when owners.first_seen_on >= run.as_of_on then 'fresh'
            else 'still_open'
        end as life
    from core.issue_owner as owners
    left join core.dim_team as teams
        on owners.team_id = teams.team_id
    cross join meta.run as run
    where owners.fixed_on is null or owners.fixed_on >= month_start(run.as_of_on)
),

placed as (
    select 'company' as scope_type, cast(null as varchar) as scope_id, issues.* from issues
    union all
    select 'dept' as scope_type, dept_id as scope_id, issues.* from issues where dept_id is not null
    union all
    select 'team' as scope_type, team_id as scope_id, issues.* from issues where team_id is not null
    union all
    select 'person' as scope_type, person_id as scope_id, issues.* from issues where person_id is not null
),

counted as (
    select
        scope_type,
        scope_id,
        count(*) filter (where life = 'fresh') as fresh,
        count(*) filter (where life = 'still_open') as still_open,
        count(*) filter (where life = 'fixed') as fixed,
        min(first_seen_on) filter (where life <> 'fixed') as oldest_on
    from placed
    group by scope_type, scope_id
),

final as (
    select
        cast(row_number() over (order by scopes.scope_ord) as integer) as ord,
        scopes.scope_type,
        scopes.scope_id,
        scopes.scope_name,
        scopes.parent_type,
        scopes.parent_id,
        scopes.page_key,
        cast(counted.fresh as integer) as fresh,
        cast(counted.still_open as integer) as still_open,
        cast(counted.fixed as integer) as fixed,
        counted.oldest_on,
        case
            when counted.fresh + counted.still_open = 0
                then '没有待改的问题，本月已改正 ' || counted.fixed || ' 处'
            else '待改 ' || (counted.fresh + counted.still_open) || ' 处，其中新出现 ' || counted.fresh
                || ' 处，最早的自 ' || day_label(counted.oldest_on) || ' 起；本月已改正 ' || counted.fixed || ' 处'
        end as sentence
    from counted
    inner join analysis.scope as scopes
        on counted.scope_type = scopes.scope_type
        and coalesce(counted.scope_id, scopes.scope_id) = scopes.scope_id
)

select * from final
order by ord
