-- Grain: team × column × metric of the weekly report's own table (第 N 周小组活动统计): the team, then
-- each person, plan beside actual. Inputs: fct_period_metric, rpt_plan_actual, rpt_target_month,
-- scope, rpt_pack_date.
-- Actual figures come from the logs where logs have them (visits; premium as 新增销售收入); the rest is
-- what the team or the person stated, and says so. Plans: stated in the weekly report, else the sum
-- of the daily plans. Rates are computed here from the figures shown, never copied.

with columns_of as (
    select teams.scope_id as team_id, 0 as column_ord, 'team' as scope_type, teams.scope_id, '小组目标' as column_name
    from analysis.scope as teams
    where teams.scope_type = 'team'
    union all
    select
        people.parent_id,
        row_number() over (partition by people.parent_id order by people.scope_ord),
        'person', people.scope_id, people.scope_name
    from analysis.scope as people
    where people.scope_type = 'person'
        and people.parent_type = 'team'
),

metrics as (
    select 1 as ord, 'new_revenue_yuan' as metric, '新增销售收入' as metric_name, '元' as unit, 'premium_yuan' as logged
    union all
    select 2, 'revenue_yuan', '销售总收入', '元', null
    union all
    select 4, 'visits', '拜访客户数', '人', 'visits'
    union all
    select 5, 'effective_customers', '有效客户数', '人', null
),

figures as (
    select
        columns_of.*,
        metrics.ord, metrics.metric, metrics.metric_name, metrics.unit,
        coalesce(stated.plan, logs.plan) as plan,
        case when metrics.logged is not null then logs.actual else stated.actual end as actual,
        case
            when metrics.logged is null and stated.actual is not null then '周报所填'
            when metrics.logged is null then '周报未填'
        end as reason
    from columns_of
    cross join metrics
    cross join report.rpt_pack_date as dates
    left join core.fct_period_metric as stated
        on stated.period_type = 'week'
        and stated.period_start_on = dates.week_start_on
        and stated.scope_type = columns_of.scope_type
        and stated.scope_id = columns_of.scope_id
        and stated.metric = metrics.metric
    left join report.rpt_plan_actual as logs
        on logs.period_type = 'week'
        and logs.period_start_on = dates.week_start_on
        and logs.scope_type = columns_of.scope_type
        and logs.scope_id = columns_of.scope_id
        and logs.metric = metrics.logged
),

rates as (
    select
        top.team_id, top.column_ord, top.scope_type, top.scope_id, top.column_name,
        3 as ord, 'attain_rate' as metric, '达成率' as metric_name, '比率' as unit,
        cast(null as double) as plan, top.actual / nullif(top.plan, 0) as actual,
        case when coalesce(top.plan, 0) = 0 then '没有计划' end as reason
    from figures as top
    where top.metric = 'new_revenue_yuan'
    union all
    select
        visits.team_id, visits.column_ord, visits.scope_type, visits.scope_id, visits.column_name,
        6, 'effective_rate', '有效活动率', '比率',
        effective.plan / nullif(visits.plan, 0), effective.actual / nullif(visits.actual, 0),
        case when effective.actual is null then '周报未填' when coalesce(visits.actual, 0) = 0 then '没有拜访记录' end
    from figures as visits
    inner join figures as effective
        on effective.metric = 'effective_customers'
        and visits.team_id = effective.team_id
        and visits.column_ord = effective.column_ord
    where visits.metric = 'visits'
),

final as (
    select
        team_id,
        cast(column_ord as integer) as column_ord,
        cast(ord as integer) as ord,
        scope_type, scope_id, column_name, metric, metric_name, unit, plan, actual, reason
    from (select * from figures union all select * from rates) as together
)

select * from final
order by team_id, column_ord, ord
