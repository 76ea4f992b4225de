-- Grain: person × month × rate factor: what six months say. Inputs: chain_month, member_metric,
-- benchmark_mix, benchmark_assigned, rate_variance, dim_chain.
-- y of n, a month back counting 0.9 of the one after it (six months, so that rare events say more;
-- older ones less, because people change). peer is the team's rate over the same window, drawn to
-- the company's as far as chance explains it (DOMAIN 4.3), at outlets as difficult as the person's.

-- 成交 counts customers (促成人数) where the logs give them: intents are customers too, and one who
-- signs two policies is no better closed than one who signs one.
with closes as (
    select person_id, period_start_on as month_start_on, sum(actual) as closes
    from analysis.member_metric
    where period_type = 'month'
        and metric = 'closes'
    group by person_id, period_start_on
),

months as (
    select
        base.person_id,
        base.month_start_on,
        base.team_id,
        base.chain,
        base.factor,
        power(0.9, datediff('month', history.month_start_on, base.month_start_on)) as weight,
        case when chains.count_metric = 'cases' then coalesce(closes.closes, history.y)
            else history.y end as y,
        history.n,
        -- Bases without visit lines are taken at the outlets the person is in charge of.
        case when history.n > 0 then (
            coalesce(mixes.n_difficulty, 0)
            + greatest(history.n - coalesce(mixes.n_mixed, 0), 0) * coalesce(assigned.difficulty, 1)
        ) / greatest(history.n, coalesce(mixes.n_mixed, 0)) else 1 end as level
    from analysis.chain_month as base
    inner join analysis.chain_month as history
        on base.person_id = history.person_id
        and base.chain = history.chain
        and base.factor = history.factor
        and history.month_start_on between add_months(base.month_start_on, -5)
            and base.month_start_on
        and history.y is not null
        and history.n is not null
    inner join core.dim_chain as chains
        on base.chain = chains.chain
        and base.factor = chains.factor
    left join closes
        on history.person_id = closes.person_id
        and history.month_start_on = closes.month_start_on
    left join analysis.benchmark_mix as mixes
        on history.person_id = mixes.person_id
        and history.month_start_on = mixes.month_start_on
        and history.chain = mixes.chain
        and history.factor = mixes.factor
    left join analysis.benchmark_assigned as assigned
        on base.person_id = assigned.person_id
        and base.chain = assigned.chain
        and base.factor = assigned.factor
    where base.kind = 'rate'
),

people as (
    select
        person_id,
        month_start_on,
        any_value(team_id) as team_id,
        chain,
        factor,
        sum(weight * y) as y,
        sum(weight * n) as n,
        sum(weight * n * level) as n_level
    from months
    group by person_id, month_start_on, chain, factor
    having sum(weight * n) > 0
),

teams as (
    select
        people.month_start_on,
        people.chain,
        people.factor,
        people.team_id,
        count(*) as people,
        sum(people.n_level) as n,
        sum(people.y) / sum(people.n_level) as rate,
        any_value(variances.kappa) as kappa
    from people
    left join analysis.rate_variance as variances
        on people.month_start_on = variances.month_start_on
        and people.chain = variances.chain
        and people.factor = variances.factor
    group by people.month_start_on, people.chain, people.factor, people.team_id
),

companies as (
    select
        teams.*,
        sum(rate * n) over channel / sum(n) over channel as company,
        count(*) over channel as teams
    from teams
    window channel as (partition by month_start_on, chain, factor)
),

sampled as (
    select
        companies.*,
        company * greatest(1 - company, 0.01)
            * (1 / n + coalesce(1 / (1 + kappa), 0) / people) as v
    from companies
),

spread as (
    select
        sampled.*,
        greatest(avg(power(rate - company, 2) - v) over (
            partition by month_start_on, chain, factor
        ), 0) as team_tau2
    from sampled
),

benchmarks as (
    select
        month_start_on,
        chain,
        factor,
        team_id,
        case when teams = 1 or v <= 0 then rate
            else company + (rate - company) * team_tau2 / (team_tau2 + v) end as rate
    from spread
),

final as (
    select
        people.person_id,
        people.month_start_on,
        people.team_id,
        people.chain,
        people.factor,
        people.y,
        people.n,
        benchmarks.rate * people.n_level / people.n as peer
    from people
    inner join benchmarks
        on people.month_start_on = benchmarks.month_start_on
        and people.chain = benchmarks.chain
        and people.factor = benchmarks.factor
        and people.team_id = benchmarks.team_id
)

select * from final
