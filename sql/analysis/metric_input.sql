-- Grain: scope × month × measure: the sums of which the catalogue's ratios are made. Inputs:
-- member_metric, member_period, member_scope, fct_day, fct_visit, fct_sale, fct_day_metric,
-- dim_outlet, metric_policy, fct_target, target_month, gap_month, person_service, period,
-- dim_date, plan_actual.

with day_teams as (
    select person_id, work_on, team_id, month_start(work_on) as month_start_on, submitted_at,
        has_log, is_worked
    from core.fct_day
),

visit_lines as (
    select
        days.person_id,
        days.team_id,
        days.month_start_on,
        visits.work_on,
        name_key(visits.outlet_name) as outlet_key,
        visits.purpose,
        visits.is_planned,
        visits.next_on
    from core.fct_visit as visits
    inner join day_teams as days
        on visits.person_id = days.person_id
        and visits.work_on = days.work_on
    where coalesce(visits.is_done, true)
),

sale_lines as (
    select days.person_id, days.team_id, days.month_start_on,
        name_key(sales.outlet_name) as outlet_key, sales.product_name, sales.premium_yuan
    from core.fct_sale as sales
    inner join day_teams as days
        on sales.person_id = days.person_id
        and sales.sold_on = days.work_on
),

outlets as (
    select
        outlets.person_id,
        service.team_id,
        service.month_start_on,
        name_key(outlets.outlet_name) as outlet_key,
        outlets.outlet_id,
        coalesce(outlets.grade, '') = 'dormant' as is_dormant
    from core.dim_outlet as outlets
    inner join analysis.person_service as service
        on outlets.person_id = service.person_id
        and (outlets.valid_from_on is null
            or outlets.valid_from_on <= month_end(service.month_start_on))
        and (outlets.valid_to_on is null or outlets.valid_to_on >= service.month_start_on)
    where outlets.outlet_name is not null
),

outlet_use as (
    select
        outlets.*,
        exists (
            select 1 from visit_lines
            where visit_lines.outlet_key = outlets.outlet_key
                and visit_lines.month_start_on = outlets.month_start_on
        ) as is_visited,
        exists (
            select 1 from sale_lines
            where sale_lines.outlet_key = outlets.outlet_key
                and sale_lines.month_start_on = outlets.month_start_on
        )
        -- An outlet whose sale only the ledger knows has sold all the same.
        or exists (
            select 1 from analysis.metric_policy as policies
            where policies.outlet_id = outlets.outlet_id
                and policies.issued_month_on = outlets.month_start_on
                and not coalesce(policies.is_withdrawn, false)
        ) as is_sold
    from outlets
),

-- The last third of a month's work days.
thirds as (
    select
        date_on,
        month_start_on,
        3 * row_number() over (partition by month_start_on order by date_on)
            > 2 * count(*) over (partition by month_start_on) as is_last_third,
        bool_and(is_elapsed) over (partition by month_start_on) as is_closed
    from core.dim_date
    where is_workday
),

person_measures as (
    select person_id, team_id, period_start_on as month_start_on, 'actual:' || metric as measure,
        actual as amount
    from analysis.member_metric
    where period_type = 'month'
    union all
    select person_id, team_id, period_start_on, 'days:' || metric, actual_days
    from analysis.member_metric
    where period_type = 'month'
    union all
    select person_id, team_id, period_start_on, 'plan:' || metric, plan
    from analysis.member_metric
    where period_type = 'month'
    union all
    select person_id, team_id, period_start_on, 'planned:' || metric, planned_actual
    from analysis.member_metric
    where period_type = 'month'
    union all
    select person_id, team_id, period_start_on,
        unnest(['expected_days', 'logged_days', 'worked_days', 'required']),
        unnest([expected_days, logged_days, worked_days, 3 * worked_days])
    from analysis.member_period
    where period_type = 'month'
    union all
    select person_id, team_id, month_start_on, 'submitted', count(submitted_at)
    from day_teams
    where has_log
    group by person_id, team_id, month_start_on
    having count(submitted_at) > 0
    union all
    select person_id, team_id, month_start_on, 'submitted_in_time',
        count(*) filter (where submitted_at <= work_on + interval 33 hour)
    from day_teams
    where submitted_at is not null
    group by person_id, team_id, month_start_on
    union all
    select
        person_id,
        team_id,
        month_start_on,
        unnest(['lines', 'lines_planned', 'lines_unplanned', 'lines_purpose', 'lines_selling',
            'lines_service', 'lines_next', 'outlet_days', 'line_days']),
        unnest([
            count(*),
            nullif(count(is_planned), 0),
            count(*) filter (where not is_planned),
            count(purpose),
            count(*) filter (where purpose in ('first', 'present', 'close')),
            count(*) filter (where purpose in ('revisit', 'service')),
            case when (select count(next_on) from visit_lines) > 0 then count(next_on) end,
            count(distinct (work_on, outlet_key)),
            count(distinct work_on)
        ])
    from visit_lines
    group by person_id, team_id, month_start_on
    union all
    select person_id, team_id, month_start_on, unnest(['assigned', 'visited', 'operable', 'sold']),
        unnest([
            count(*),
            count(*) filter (where is_visited),
            count(*) filter (where not is_dormant),
            count(*) filter (where is_sold and not is_dormant)
        ])
    from outlet_use
    group by person_id, team_id, month_start_on
    union all
    select days.person_id, days.team_id, days.month_start_on,
        unnest(['filled']), unnest([count(metrics.actual)])
    from core.fct_day_metric as metrics
    inner join day_teams as days
        on metrics.person_id = days.person_id
        and metrics.work_on = days.work_on
        and days.is_worked
    where metrics.metric in ('visits', 'talks', 'intents')
    group by days.person_id, days.team_id, days.month_start_on
    union all
    select service.person_id, service.team_id, service.month_start_on, 'heads',
        ratio(service.service_days_elapsed, periods.workdays_elapsed)
    from analysis.person_service as service
    inner join analysis.period as periods
        on periods.period_type = 'month'
        and service.month_start_on = periods.period_start_on
    union all
    select person_id, team_id, period_start_on, 'sellers', case when actual > 0 then 1 else 0 end
    from analysis.member_metric
    where period_type = 'month'
        and metric = 'cases'
    union all
    select person_id, team_id, month_start_on, unnest(['plan_content', 'plan_target']),
        unnest([plan_raw_yuan, target_yuan])
    from analysis.gap_month
    where reference = 'plan'
        and plan_raw_yuan is not null
        and target_yuan is not null
    union all
    select targets.scope_id, service.team_id, targets.month_start_on,
        unnest(['targets_known', 'targets_self']),
        unnest([count(*), count(*) filter (where targets.set_by = 'self')])
    from core.fct_target as targets
    inner join analysis.person_service as service
        on targets.scope_id = service.person_id
        and targets.month_start_on = service.month_start_on
    where targets.scope_type = 'person'
        and targets.set_by is not null
    group by targets.scope_id, service.team_id, targets.month_start_on
    union all
    select days.person_id, days.team_id, days.month_start_on, 'late_talks',
        sum(case when thirds.is_last_third then metrics.actual else 0 end)
    from core.fct_day_metric as metrics
    inner join day_teams as days
        on metrics.person_id = days.person_id
        and metrics.work_on = days.work_on
    inner join thirds
        on metrics.work_on = thirds.date_on
        and thirds.is_closed
    where metrics.metric = 'talks'
    group by days.person_id, days.team_id, days.month_start_on
),

-- A person's target and outlets may stand under a team that has no day of theirs in that month.
scopes as (
    select person_id, team_id, scope_type, scope_id from analysis.member_scope
    union
    select service.person_id, service.team_id, levels.scope_type,
        case levels.scope_type
            when 'person' then service.person_id
            when 'team' then service.team_id
            when 'dept' then service.dept_id
            else 'company'
        end
    from analysis.person_service as service
    cross join (values ('person'), ('team'), ('dept'), ('company')) as levels (scope_type)
),

sums as (
    select scopes.scope_type, scopes.scope_id, measures.month_start_on, measures.measure,
        sum(cast(measures.amount as double)) as amount
    from person_measures as measures
    inner join scopes
        on measures.person_id = scopes.person_id
        and measures.team_id = scopes.team_id
    group by scopes.scope_type, scopes.scope_id, measures.month_start_on, measures.measure
),

products as (
    select scopes.scope_type, scopes.scope_id, lines.month_start_on, lines.product_name,
        sum(lines.premium_yuan) as premium_yuan
    from sale_lines as lines
    inner join scopes
        on lines.person_id = scopes.person_id
        and lines.team_id = scopes.team_id
    where lines.product_name is not null
        and lines.premium_yuan > 0
    group by scopes.scope_type, scopes.scope_id, lines.month_start_on, lines.product_name
),

concentration as (
    select person_id, month_start_on, sum(visits * visits) / sum(visits) as hhi_num,
        sum(visits) as visits
    from (
        select person_id, month_start_on, outlet_key, cast(count(*) as double) as visits
        from visit_lines
        where outlet_key <> ''
        group by person_id, month_start_on, outlet_key
    ) as outlet_visits
    group by person_id, month_start_on
    having sum(visits) >= 8
),

final as (
    select scope_type, scope_id, month_start_on, measure, amount
    from sums
    where amount is not null
    union all
    select scope_type, scope_id, month_start_on, 'target', target
    from analysis.target_month
    where metric = 'premium_yuan'
        and target > 0
    union all
    select scope_type, scope_id, month_start_on,
        unnest(['top_product', 'all_products']), unnest([max(premium_yuan), sum(premium_yuan)])
    from products
    group by scope_type, scope_id, month_start_on
    union all
    select 'person', person_id, month_start_on, unnest(['hhi', 'hhi_visits']),
        unnest([hhi_num, visits])
    from concentration
)

select * from final
