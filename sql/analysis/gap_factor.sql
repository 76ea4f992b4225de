-- Grain: person × month × reference × factor of the chain: what the gap compares. Inputs:
-- person_service, chain_month, rate_estimate, member_metric, fct_target, dim_chain.
-- actual: days worked, activity per day worked, and the person's shrunken rates and ticket.
-- base, by reference — plan: service days × own daily quota (the log's plan column, else the
-- month's activity target ÷ service days) × the peers' rates; peers: what the team did in the same
-- month; own: the three months before. base_full counts the days of the whole month, base those up
-- to the as-of day; base_raw is base_full without the adjustment for outlet classes.
-- reason: why the reference, or the whole month, cannot be computed.

with history as (
    select
        months.person_id,
        months.month_start_on,
        months.factor,
        sum(before.n) as n,
        sum(before.y) as y
    from analysis.chain_month as months
    inner join analysis.chain_month as before
        on months.person_id = before.person_id
        and months.chain = before.chain
        and months.factor = before.factor
        and before.month_start_on between add_months(months.month_start_on, -3)
            and add_months(months.month_start_on, -1)
    where months.kind in ('days', 'volume')
        and before.reason is null
    group by months.person_id, months.month_start_on, months.factor
),

team_levels as (
    select month_start_on, chain, team_id, factor, ratio(sum(y), sum(n)) as level
    from analysis.chain_month
    where kind in ('days', 'volume')
        and reason is null
    group by month_start_on, chain, team_id, factor
),

quotas as (
    select
        person_id,
        period_start_on as month_start_on,
        metric,
        sum(plan) / nullif(sum(plan_days), 0) as plan_per_day
    from analysis.member_metric
    where period_type = 'month'
    group by person_id, period_start_on, metric
),

joined as (
    select
        months.person_id,
        months.month_start_on,
        months.team_id,
        months.dept_id,
        months.chain,
        months.factor_ord,
        months.factor,
        months.kind,
        months.n,
        months.y,
        months.reason,
        cast(service.service_days as double) as service_days,
        cast(service.service_days_elapsed as double) as service_days_elapsed,
        estimates.estimate,
        estimates.peer,
        estimates.peer_raw,
        before.estimate as own_estimate,
        history.n as own_n,
        history.y as own_y,
        team_levels.level as team_level,
        coalesce(quotas.plan_per_day, ratio(targets.target, service.service_days)) as quota,
        case
            when months.kind <> 'volume' then null
            when quotas.plan_per_day is not null then 'log'
            when targets.target is not null then 'target'
        end as quota_source
    from analysis.chain_month as months
    inner join analysis.person_service as service
        on months.person_id = service.person_id
        and months.month_start_on = service.month_start_on
    inner join core.dim_chain as chains
        on months.chain = chains.chain
        and months.factor = chains.factor
    left join analysis.rate_estimate as estimates
        on months.person_id = estimates.person_id
        and months.month_start_on = estimates.month_start_on
        and months.factor = estimates.factor
    left join analysis.rate_estimate as before
        on months.person_id = before.person_id
        and add_months(months.month_start_on, -1) = before.month_start_on
        and months.factor = before.factor
        and months.chain = before.chain
    left join history
        on months.person_id = history.person_id
        and months.month_start_on = history.month_start_on
        and months.factor = history.factor
    left join team_levels
        on months.month_start_on = team_levels.month_start_on
        and months.chain = team_levels.chain
        and months.team_id = team_levels.team_id
        and months.factor = team_levels.factor
    left join quotas
        on months.person_id = quotas.person_id
        and months.month_start_on = quotas.month_start_on
        and case when months.kind = 'volume' then chains.count_metric end = quotas.metric
    left join core.fct_target as targets
        on targets.scope_type = 'person'
        and months.person_id = targets.scope_id
        and months.month_start_on = targets.month_start_on
        and case when months.kind = 'volume' then chains.count_metric end = targets.metric
        and targets.target > 0
),

reference_names as (
    select reference, reference_ord
    from (values ('plan', 1), ('peers', 2), ('own', 3)) as names (reference, reference_ord)
),

levels as (
    select
        joined.person_id,
        joined.month_start_on,
        joined.team_id,
        joined.dept_id,
        joined.chain,
        reference_names.reference,
        reference_names.reference_ord,
        joined.factor_ord,
        joined.factor,
        joined.kind,
        joined.n,
        joined.y,
        joined.quota_source,
        joined.reason as figure_reason,
        case joined.kind
            when 'days' then joined.y
            when 'volume' then ratio(joined.y, joined.n)
            else joined.estimate
        end as actual,
        case
            when joined.kind = 'days' then joined.service_days * case reference_names.reference
                when 'plan' then 1.0
                when 'peers' then joined.team_level
                else ratio(joined.own_y, joined.own_n) end
            when joined.kind = 'volume' then case reference_names.reference
                when 'plan' then joined.quota
                when 'peers' then joined.team_level
                else ratio(joined.own_y, joined.own_n) end
            when reference_names.reference = 'own' then joined.own_estimate
            else joined.peer
        end as base_full,
        case
            when joined.kind = 'days' then joined.service_days_elapsed
                / nullif(joined.service_days, 0)
            else 1.0
        end as elapsed_share,
        case
            when joined.kind in ('rate', 'ticket') and reference_names.reference <> 'own'
                then ratio(joined.peer_raw, joined.peer)
        end as raw_share
    from joined
    cross join reference_names
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        dept_id,
        chain,
        reference,
        reference_ord,
        factor_ord,
        factor,
        kind,
        n,
        y,
        quota_source,
        base_full * coalesce(raw_share, 1.0) as base_raw,
        base_full,
        base_full * elapsed_share as base,
        actual,
        coalesce(
            figure_reason,
            case
                when base_full is not null and actual is not null then null
                when reference = 'own' then 'NO_HISTORY'
                when reference = 'plan' and kind = 'volume' then 'NO_PLAN'
                else 'NO_PEERS'
            end
        ) as reason
    from levels
)

select * from final
