-- Grain: person × next month: what a quota is computed from. Inputs: quota_service, quota_speed,
-- rate_estimate, rate_carry, rate_variance, chain_month, dim_chain, fct_target, person_service.
-- target_yuan: the person's own target of the next month, else the team's target of that month ÷
-- its members, else this month's target again (never raised by last month's result: ratcheting
-- punishes effort). yuan_per_activity is the product of the shrunken rates and the ticket, each as
-- far from the peers as such distances last (rate_carry).
-- unit_yuan and drift2 describe the spread of a month's premium (macro quota_mean): unit_yuan =
-- ticket · (1 + cv²) with cv² = exp(σ²) − 1 of ln tickets; drift2 = the larger of what the
-- rates' posteriors leave open and of what earlier months missed when predicted from the month
-- before (Σ((d − e)² − e) ÷ Σe², all people of the chain), plus the ticket's own
-- uncertainty.

with months as (
    select service.*, speed.usual_per_day, speed.best_per_day, speed.best_source,
        speed.weeks as speed_weeks
    from analysis.quota_service as service
    left join analysis.quota_speed as speed
        on service.person_id = speed.person_id
        and service.base_month_on = speed.month_start_on
),

money as (
    select chain, count_metric as money_metric
    from core.dim_chain
    where kind = 'ticket'
),

members as (
    select team_id, month_start_on, count(*) as members
    from analysis.quota_service
    group by team_id, month_start_on
),

-- What is to be expected next month: not all of a distance from the peers lasts.
forecasts as (
    select
        estimates.*,
        estimates.peer + (estimates.estimate - estimates.peer) * coalesce(carries.carry, 1)
            as forecast
    from analysis.rate_estimate as estimates
    left join analysis.rate_carry as carries
        on estimates.month_start_on = carries.month_start_on
        and estimates.chain = carries.chain
        and estimates.factor = carries.factor
        and case when estimates.estimate < estimates.peer then 'low' else 'high' end = carries.side
),

rates as (
    select
        person_id,
        month_start_on,
        chain,
        product(forecast) filter (where kind = 'rate') as deals_per_activity,
        count(*) filter (where kind = 'rate' and forecast is null) as unknown_rates,
        sum(case when kind = 'rate' and kappa is not null and post_a > 0 and post_b > 0
            then post_b / (post_a * (post_a + post_b + 1)) else 0 end) as rate_open2,
        max(forecast) filter (where kind = 'ticket') as ticket_yuan,
        coalesce(max(power(post_sd, 2)) filter (where kind = 'ticket'), 0) as ticket_open2
    from forecasts
    group by person_id, month_start_on, chain
),

-- Deals of a month set against what the month before would have promised for its activity.
missed as (
    select
        deals.chain,
        deals.month_start_on,
        sum(power(deals.n - activity.y * rates.deals_per_activity, 2)
            - activity.y * rates.deals_per_activity) as excess,
        sum(power(activity.y * rates.deals_per_activity, 2)) as expected2
    from analysis.chain_month as deals
    inner join analysis.chain_month as activity
        on deals.person_id = activity.person_id
        and deals.month_start_on = activity.month_start_on
        and activity.kind = 'volume'
    inner join rates
        on deals.person_id = rates.person_id
        and deals.chain = rates.chain
        and add_months(deals.month_start_on, -1) = rates.month_start_on
        and rates.unknown_rates = 0
    where deals.kind = 'ticket'
        and deals.reason is null
        and activity.reason is null
        and activity.y > 0
    group by deals.chain, deals.month_start_on
),

drifts as (
    select
        months.chain,
        months.base_month_on,
        sum(missed.excess) / nullif(sum(missed.expected2), 0) as drift2
    from (select distinct chain, base_month_on from months) as months
    inner join missed
        on months.chain = missed.chain
        and missed.month_start_on <= months.base_month_on
    group by months.chain, months.base_month_on
),

joined as (
    select
        months.*,
        money.money_metric,
        rates.deals_per_activity,
        rates.ticket_yuan,
        rates.deals_per_activity * rates.ticket_yuan as yuan_per_activity,
        rates.ticket_yuan * exp(least(coalesce(variances.sigma2, 0), 4)) as unit_yuan,
        greatest(coalesce(drifts.drift2, 0), coalesce(rates.rate_open2, 0)) + rates.ticket_open2
            as drift2,
        coalesce(rates.unknown_rates, 1) as unknown_rates,
        own.target as own_target_yuan,
        team.target / nullif(members.members, 0) as team_share_yuan,
        this_month.target as last_target_yuan
    from months
    inner join money
        on months.chain = money.chain
    left join rates
        on months.person_id = rates.person_id
        and months.base_month_on = rates.month_start_on
        and months.chain = rates.chain
    left join analysis.rate_variance as variances
        on months.chain = variances.chain
        and months.base_month_on = variances.month_start_on
        and variances.factor = 'ticket'
    left join drifts
        on months.chain = drifts.chain
        and months.base_month_on = drifts.base_month_on
    left join members
        on months.team_id = members.team_id
        and months.month_start_on = members.month_start_on
    left join core.fct_target as own
        on own.scope_type = 'person'
        and months.person_id = own.scope_id
        and months.month_start_on = own.month_start_on
        and money.money_metric = own.metric
    left join core.fct_target as team
        on team.scope_type = 'team'
        and months.team_id = team.scope_id
        and months.month_start_on = team.month_start_on
        and money.money_metric = team.metric
    left join core.fct_target as this_month
        on this_month.scope_type = 'person'
        and months.person_id = this_month.scope_id
        and months.base_month_on = this_month.month_start_on
        and money.money_metric = this_month.metric
),

targets as (
    select
        joined.*,
        coalesce(nullif(own_target_yuan, 0), nullif(team_share_yuan, 0),
            nullif(last_target_yuan, 0)) as target_yuan,
        case
            when own_target_yuan > 0 then 'own'
            when team_share_yuan > 0 then 'team'
            when last_target_yuan > 0 then 'last'
        end as target_source
    from joined
),

final as (
    select
        targets.*,
        case
            when coalesce(target_yuan, 0) <= 0 then 'NO_TARGET'
            when workdays = 0 then 'NO_WORKDAY'
            when unknown_rates > 0 or ticket_yuan is null then 'NO_PEERS'
            when coalesce(yuan_per_activity, 0) <= 0 then 'NO_DEAL'
            when best_per_day is null then 'NO_LOG'
        end as reason
    from targets
)

select * from final
