-- Grain: scope × month. Inputs: plan_actual, scope.
-- Could the month's 件数 be chance? expected_cases = own talks × cases per talk of the parent scope
-- over three months; p_this_low = P(X <= cases) of a Poisson count with that mean. It judges
-- conversion only: few talks lower the expectation itself.

with figures as (
    select
        scope_type,
        scope_id,
        period_start_on as month_start_on,
        max(actual) filter (where metric = 'talks') as talks,
        max(actual) filter (where metric = 'cases') as cases
    from analysis.plan_actual
    where period_type = 'month'
    group by scope_type, scope_id, period_start_on
),

rates as (
    select
        months.scope_type,
        months.scope_id,
        months.month_start_on,
        ratio(sum(history.cases), sum(history.talks)) as cases_per_talk
    from figures as months
    inner join figures as history
        on months.scope_type = history.scope_type
        and months.scope_id = history.scope_id
        and history.month_start_on between add_months(months.month_start_on, -2)
            and months.month_start_on
    where history.talks is not null
        and history.cases is not null
    group by months.scope_type, months.scope_id, months.month_start_on
),

expected as (
    select
        figures.scope_type,
        figures.scope_id,
        figures.month_start_on,
        figures.talks,
        coalesce(figures.cases, 0) as cases,
        parents.scope_name as parent_name,
        figures.talks * rates.cases_per_talk as expected_cases
    from figures
    inner join analysis.scope as scopes
        on figures.scope_type = scopes.scope_type
        and figures.scope_id = scopes.scope_id
    inner join rates
        on scopes.parent_type = rates.scope_type
        and scopes.parent_id = rates.scope_id
        and figures.month_start_on = rates.month_start_on
    inner join analysis.scope as parents
        on scopes.parent_type = parents.scope_type
        and scopes.parent_id = parents.scope_id
    where figures.talks > 0
),

final as (
    select
        expected.*,
        poisson_at_most(cases, expected_cases) as p_this_low
    from expected
)

select * from final
