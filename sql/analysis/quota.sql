-- Grain: person × next month × count of the person's chain. Inputs: quota_basis, dim_chain,
-- rate_estimate, fct_target, chain_month, person_service.
-- Reverse funnel (DOMAIN 7.1): the daily activity with which the target is reached with 50 % and
-- with 70 % probability (macro quota_mean), and every later count at the person's shrunken rates.
-- p50, p70, proposal are month totals. proposal is the 70 % pace while that stays within the best
-- pace, else the 50 % pace, else the best pace; then gap_yuan is the premium that even chances need
-- and more activity cannot bring, and lever the factor whose rise by one between-person standard
-- deviation would bring most.
-- guard: none; ratchet (the target rose by more than a tenth, in all and per work day, after a
-- month that beat its own); p50 (only the even chance is within reach); best (not even that).

with paces as (
    select
        basis.*,
        quota_mean(0.0, target_yuan, unit_yuan, drift2) as mean50_yuan,
        quota_mean(0.5244005, target_yuan, unit_yuan, drift2) as mean70_yuan
    from analysis.quota_basis as basis
    where reason is null
),

speeds as (
    select
        paces.*,
        mean50_yuan / yuan_per_activity / workdays as speed50,
        mean70_yuan / yuan_per_activity / workdays as speed70
    from paces
),

last_money as (
    select money.person_id, money.month_start_on, money.y as money_yuan, service.service_days
    from analysis.chain_month as money
    inner join analysis.person_service as service
        on money.person_id = service.person_id
        and money.month_start_on = service.month_start_on
    where money.kind = 'ticket'
),

chosen as (
    select
        speeds.*,
        case
            when speed70 <= best_per_day then speed70
            when speed50 <= best_per_day then speed50
            else best_per_day
        end as speed,
        case
            when speed50 > best_per_day then 'best'
            when speed70 > best_per_day then 'p50'
            when target_source <> 'last' and last_money.money_yuan >= last_target_yuan
                and target_yuan > 1.1 * last_target_yuan
                and ratio(target_yuan, speeds.service_days)
                    > 1.1 * ratio(last_target_yuan, last_money.service_days) then 'ratchet'
            else 'none'
        end as guard,
        ncdf(quota_z(best_per_day * workdays * yuan_per_activity, target_yuan, unit_yuan, drift2))
            as p_best
    from speeds
    left join last_money
        on speeds.person_id = last_money.person_id
        and speeds.base_month_on = last_money.month_start_on
),

gains as (
    select
        chosen.person_id,
        chosen.base_month_on,
        estimates.factor,
        estimates.factor_ord,
        chosen.speed * chosen.workdays * chosen.yuan_per_activity * case estimates.kind
            when 'ticket' then exp(estimates.between_sd) - 1
            else estimates.between_sd / nullif(estimates.estimate, 0)
        end as gain_yuan
    from chosen
    inner join analysis.rate_estimate as estimates
        on chosen.person_id = estimates.person_id
        and chosen.base_month_on = estimates.month_start_on
        and chosen.chain = estimates.chain
        and estimates.kind in ('rate', 'ticket')
        and estimates.between_sd > 0
),

levers as (
    select
        person_id,
        base_month_on,
        factor as lever,
        gain_yuan as lever_yuan,
        row_number() over (
            partition by person_id, base_month_on
            order by gain_yuan desc nulls last, factor_ord
        ) as choice
    from gains
),

counts as (
    select
        basis.*,
        chosen.speed50,
        chosen.speed70,
        chosen.speed,
        chosen.guard,
        chosen.p_best,
        case when chosen.guard = 'best' then
            chosen.mean50_yuan
                - chosen.best_per_day * basis.workdays * basis.yuan_per_activity
        end as gap_yuan,
        case when chosen.guard in ('best', 'p50') then levers.lever end as lever,
        case when chosen.guard in ('best', 'p50') then levers.lever_yuan end as lever_yuan,
        chains.factor,
        chains.factor_ord,
        chains.kind,
        chains.count_metric as metric,
        coalesce(product(case when estimates.kind in ('rate', 'ticket') then estimates.estimate end)
            over (
                partition by basis.person_id, basis.base_month_on
                order by chains.factor_ord
                rows between unbounded preceding and current row
            ), 1.0) as per_activity
    from analysis.quota_basis as basis
    inner join core.dim_chain as chains
        on basis.chain = chains.chain
        and chains.kind <> 'days'
    left join analysis.rate_estimate as estimates
        on basis.person_id = estimates.person_id
        and basis.base_month_on = estimates.month_start_on
        and basis.chain = estimates.chain
        and chains.factor = estimates.factor
    left join chosen
        on basis.person_id = chosen.person_id
        and basis.base_month_on = chosen.base_month_on
    left join levers
        on basis.person_id = levers.person_id
        and basis.base_month_on = levers.base_month_on
        and levers.choice = 1
),

final as (
    select
        counts.person_id,
        counts.month_start_on,
        counts.metric,
        cast(counts.factor_ord as integer) as ord,
        counts.base_month_on,
        counts.team_id,
        counts.dept_id,
        counts.chain,
        counts.workdays,
        counts.target_yuan,
        counts.target_source,
        counts.speed50 * counts.workdays * counts.per_activity as p50,
        counts.speed70 * counts.workdays * counts.per_activity as p70,
        counts.speed * counts.workdays * counts.per_activity as proposal,
        counts.speed50 * counts.per_activity as per_day_p50,
        counts.speed70 * counts.per_activity as per_day_p70,
        counts.speed * counts.per_activity as per_day_proposal,
        case when counts.kind = 'volume' then counts.usual_per_day end as usual_per_day,
        case when counts.kind = 'volume' then counts.best_per_day end as best_per_day,
        counts.best_source,
        self.target as self_set,
        counts.p_best,
        counts.gap_yuan,
        counts.lever,
        counts.lever_yuan,
        coalesce(counts.guard, 'none') as guard,
        counts.reason
    from counts
    left join core.fct_target as self
        on self.scope_type = 'person'
        and counts.person_id = self.scope_id
        and counts.month_start_on = self.month_start_on
        and counts.metric = self.metric
)

select * from final
