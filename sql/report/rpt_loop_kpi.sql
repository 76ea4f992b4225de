-- Grain: scope (team, 营业部, company) × figure of the loop itself. Inputs: loop_item, scope.
-- Is what is raised also finished, in time, and does it help? den counts only items of which that
-- can be said by the as-of day.

with levels as (
    select 'team' as scope_type, items.team_id as scope_id, items.*
    from analysis.loop_item as items
    union all
    select 'dept', teams.parent_id, items.*
    from analysis.loop_item as items
    inner join analysis.scope as teams
        on teams.scope_type = 'team'
        and items.team_id = teams.scope_id
    union all
    select 'company', 'company', items.*
    from analysis.loop_item as items
),

scopes as (
    select scope_type, scope_id
    from analysis.scope
    where scope_type in ('team', 'dept', 'company')
),

figures as (
    select scope_type, scope_id, 'finished' as kpi,
        count(*) filter (where status in ('done', 'closed')) as num,
        count(*) filter (where status in ('done', 'closed', 'overdue')) as den
    from levels
    where kind in ('coaching', 'training', 'measure')
    group by scope_type, scope_id
    union all
    select scope_type, scope_id, 'effective', count(*) filter (where is_effective),
        count(is_effective)
    from levels
    where kind = 'measure'
    group by scope_type, scope_id
    union all
    select scope_type, scope_id, 'cleared', count(*) filter (where is_effective),
        count(is_effective)
    from levels
    where kind = 'diagnosis'
    group by scope_type, scope_id
    union all
    select scope_type, scope_id, 'quota_hit', count(*) filter (where is_effective),
        count(is_effective)
    from levels
    where kind = 'quota'
    group by scope_type, scope_id
),

names as (
    select kpi, cast(ord as integer) as ord, kpi_name, empty_text
    from (
        values
        ('finished', 1, '辅导、培训、措施按期有回音', '近三个月没有到期的辅导、培训、措施'),
        ('effective', 2, '措施有效', '没有可以判断效果的措施'),
        ('cleared', 3, '上月诊断本月不再出现', '上月没有诊断'),
        ('quota_hit', 4, '本月目标达成（有责任额建议的人）', '月份没有过完，或上月没有建议')
    ) as names (kpi, ord, kpi_name, empty_text)
),

final as (
    select
        scopes.scope_type,
        scopes.scope_id,
        names.ord,
        names.kpi,
        names.kpi_name,
        coalesce(figures.num, 0) as num,
        coalesce(figures.den, 0) as den,
        ratio(figures.num, figures.den) as value,
        case when coalesce(figures.den, 0) = 0 then names.empty_text end as reason
    from scopes
    cross join names
    left join figures
        on scopes.scope_type = figures.scope_type
        and scopes.scope_id = figures.scope_id
        and names.kpi = figures.kpi
)

select * from final
order by scope_type, scope_id, ord
