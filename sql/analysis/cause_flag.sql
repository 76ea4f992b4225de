-- Grain: person × month × factor (activity, rates, ticket). Inputs: rate_estimate,
-- level_posterior, level_stake, gap_detail.
-- p_worse = P(the person's true level lies more than one between-person standard deviation below
-- the peers | data), DOMAIN 4.6, from level_posterior. All person-factors of a month are listed by
-- p_worse; is_low while the running mean of 1 − p_worse stays within q = 0.2 (Bayesian FDR; the
-- only dial). is_flagged = is_low, costing at least one average case of the team this month
-- (is_material, stake_yuan), and for activity still likely when every missing day is filled with
-- the larger of the own and the peers' mean (is_bounded, DOMAIN E2). role: primary and secondary
-- by stake_yuan among a person's flagged factors. phi_yuan is the factor's part of the gap (gap_detail,
-- reference peers). p_worse is null where nothing can be said (reason).

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
        case when estimates.reason is null then posteriors.p_worse end as p_worse,
        case when estimates.reason is null then posteriors.p_worse_filled end as p_worse_filled,
        posteriors.level,
        stakes.stake_yuan,
        stakes.case_yuan
    from analysis.rate_estimate as estimates
    left join analysis.level_posterior as posteriors
        on estimates.person_id = posteriors.person_id
        and estimates.month_start_on = posteriors.month_start_on
        and estimates.chain = posteriors.chain
        and estimates.factor = posteriors.factor
    left join analysis.level_stake as stakes
        on estimates.person_id = stakes.person_id
        and estimates.month_start_on = stakes.month_start_on
        and estimates.chain = stakes.chain
        and estimates.factor = stakes.factor
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

judged as (
    select
        listed.*,
        phi.yuan as phi_yuan,
        coalesce(listed.false_share <= 0.2, false) as is_low,
        coalesce(listed.stake_yuan >= listed.case_yuan, false) as is_material,
        coalesce(listed.p_worse_filled >= 0.5, listed.kind <> 'volume') as is_bounded
    from listed
    left join analysis.gap_detail as phi
        on listed.person_id = phi.person_id
        and listed.month_start_on = phi.month_start_on
        and phi.reference = 'peers'
        and listed.factor = phi.detail
),

ranked as (
    select
        judged.*,
        is_low and is_material and is_bounded as is_flagged,
        row_number() over (
            partition by person_id, month_start_on, is_low and is_material and is_bounded
            order by stake_yuan desc nulls last, p_worse desc nulls last, factor_ord
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
            when p_worse >= 0.3 then '待观察'
            else '不像偏低'
        end as confidence,
        phi_yuan,
        stake_yuan,
        case_yuan,
        level,
        reason
    from ranked
)

select * from final
