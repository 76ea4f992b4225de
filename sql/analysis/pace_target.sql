-- Grain: scope × month × money metric: the target that pacing is measured against. Inputs:
-- target_month, fct_target, person_service, dim_team, dim_chain.
-- Premium targets as every page shows them (own target, else the sum of the members'); the money of
-- other chains (new_revenue_yuan) by the same rule from the forms.

with own as (
    select scope_type, scope_id, month_start_on, metric, target
    from core.fct_target
    where metric <> 'premium_yuan'
        and metric in (select count_metric from core.dim_chain where kind = 'ticket')
),

people as (
    select own.scope_id as person_id, service.team_id, service.dept_id, own.month_start_on,
        own.metric, own.target
    from own
    inner join analysis.person_service as service
        on own.scope_type = 'person'
        and own.scope_id = service.person_id
        and own.month_start_on = service.month_start_on
),

sums as (
    select 'team' as scope_type, team_id as scope_id, month_start_on, metric, sum(target) as target
    from people
    group by team_id, month_start_on, metric
    union all
    select 'dept', dept_id, month_start_on, metric, sum(target)
    from people
    group by dept_id, month_start_on, metric
    union all
    select 'company', 'company', month_start_on, metric, sum(target)
    from people
    group by month_start_on, metric
),

final as (
    select scope_type, scope_id, month_start_on, metric, target
    from analysis.target_month
    where metric = 'premium_yuan'
        and target is not null
    union all
    select
        coalesce(own.scope_type, sums.scope_type) as scope_type,
        coalesce(own.scope_id, sums.scope_id) as scope_id,
        coalesce(own.month_start_on, sums.month_start_on) as month_start_on,
        coalesce(own.metric, sums.metric) as metric,
        coalesce(own.target, sums.target) as target
    from own
    full outer join sums
        on own.scope_type = sums.scope_type
        and own.scope_id = sums.scope_id
        and own.month_start_on = sums.month_start_on
        and own.metric = sums.metric
)

select * from final
