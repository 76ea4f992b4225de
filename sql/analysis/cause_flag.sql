-- Grain: person × month × factor (activity, rates, ticket). Inputs: rate_estimate,
-- rate_posterior, rate_activity, gap_detail, gap_factor.
-- p_worse = P(the person's true value lies more than one between-person standard deviation below
-- the peers | data), DOMAIN 4.6. All person-factors of a month are listed by p_worse; is_low while
-- the running mean of 1 − p_worse stays within q = 0.2 (Bayesian FDR; the only dial).
-- is_flagged = is_low, worth at least one average case of the team this month (phi_yuan, reference
-- peers), and for activity still likely when every missing day is filled with the larger of the own
-- and the peers' mean (is_bounded, DOMAIN E2). role: primary and secondary by phi_yuan among a
-- person's flagged factors. p_worse is null where nothing can be said (reason).

with probabilities as (
    select
        estimates.person_id,
        estimates.month_start_on,
        estimates.team_id,
        estimates.chain,
        estimates.factor,
        estimates.factor_ord,
        estimates.kind,
        estimates.y,
        estimates.n,
        estimates.raw,
        estimates.estimate,
        estimates.peer as peer_estimate,
        estimates.peer_raw,
        estimates.difficulty,
        estimates.reliability,
        estimates.worse_than,
        estimates.reason,
        case
            when estimates.reason is not null then null
            when estimates.kind = 'rate' then posteriors.p_below
            else ncdf((estimates.post_line - estimates.post_mean) / estimates.post_sd)
        end as p_worse,
        case
            when estimates.kind <> 'volume' or estimates.reason is not null then null
            else ncdf((
                estimates.post_line - estimates.peer - estimates.reliability * (
                    (activity.y + activity.missing_days * greatest(activity.x, activity.peer_x))
                    / (activity.n + activity.missing_days) - activity.peer_x
                )
            ) / estimates.post_sd)
        end as p_worse_filled
    from analysis.rate_estimate as estimates
    left join analysis.rate_posterior as posteriors
        on estimates.kind = 'rate'
        and estimates.post_a = posteriors.post_a
        and estimates.post_b = posteriors.post_b
        and estimates.worse_than = posteriors.worse_than
    left join analysis.rate_activity as activity
        on estimates.kind = 'volume'
        and estimates.person_id = activity.person_id
        and estimates.month_start_on = activity.month_start_on
        and estimates.chain = activity.chain
),

listed as (
    select
        probabilities.*,
        case when p_worse is not null then
            avg(1 - p_worse) over (
                partition by month_start_on, p_worse is null
                order by p_worse desc, person_id, factor
                rows between unbounded preceding and current row
            )
        end as false_share
    from probabilities
),

tickets as (
    select person_id, month_start_on, peer_raw as case_yuan
    from analysis.rate_estimate
    where kind = 'ticket'
),

judged as (
    select
        listed.*,
        phi.yuan as phi_yuan,
        tickets.case_yuan,
        coalesce(listed.false_share <= 0.2, false) as is_low,
        coalesce(phi.yuan >= tickets.case_yuan, false) as is_material,
        coalesce(listed.p_worse_filled >= 0.5, listed.kind <> 'volume') as is_bounded
    from listed
    left join analysis.gap_detail as phi
        on listed.person_id = phi.person_id
        and listed.month_start_on = phi.month_start_on
        and phi.reference = 'peers'
        and listed.factor = phi.detail
    left join tickets
        on listed.person_id = tickets.person_id
        and listed.month_start_on = tickets.month_start_on
),

ranked as (
    select
        judged.*,
        is_low and is_material and is_bounded as is_flagged,
        row_number() over (
            partition by person_id, month_start_on, is_low and is_material and is_bounded
            order by phi_yuan desc nulls last, p_worse desc nulls last, factor_ord
        ) as place
    from judged
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        chain,
        factor,
        factor_ord,
        kind,
        y,
        n,
        raw,
        estimate,
        peer_estimate,
        difficulty,
        reliability,
        worse_than,
        p_worse,
        p_worse_filled,
        false_share,
        is_low,
        is_material,
        is_bounded,
        is_flagged,
        case
            when is_flagged and place = 1 then 'primary'
            when is_flagged and place = 2 then 'secondary'
        end as role,
        case
            when p_worse is null then null
            when p_worse >= 0.9 then '很可能'
            when p_worse >= 0.7 then '较可能'
            else '待观察'
        end as confidence,
        phi_yuan,
        case_yuan,
        reason
    from ranked
)

select * from final
