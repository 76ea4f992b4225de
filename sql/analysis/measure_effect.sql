-- Grain: person × month × factor (activity, rates, ticket): what came against what was to be
-- expected without any measure (DOMAIN 7.4). Inputs: chain_month, rate_estimate, rate_variance,
-- rate_pair, rate_carry.
-- baseline is the empirical-Bayes estimate of the month before (three months), of whose distance
-- from the peers as much is kept as lasts from one month to the next (rate_carry, this month's
-- other people included): who was picked because a raw rate was low is expected nearer to the
-- peers, so regression to the mean is not taken for an effect. expected = baseline × change, change
-- = the team's common change without the person:
-- Σ y ÷ Σ n·baseline over the others, ten counts' (three cases') worth of "no change" mixed in.
-- sd adds what the month's own n and the baseline leave open, widened by dispersion; lo, hi are ±
-- 1.645 sd of the difference. baseline_raw stands beside, to show what a raw comparison would have
-- claimed.

with months as (
    select
        months.person_id,
        months.month_start_on,
        months.team_id,
        months.chain,
        months.factor,
        months.kind,
        months.n,
        months.y,
        -- What lasts of the distance from the peers, the person's own pair left out.
        before.peer + (before.estimate - before.peer) * carried(
            carries.sxy - coalesce(pairs.weight * pairs.said * pairs.came, 0),
            carries.sxx - coalesce(pairs.weight * pairs.said * pairs.said, 0),
            carries.noise
        ) as baseline,
        before.raw as baseline_raw,
        before.n as baseline_n,
        before.kappa,
        before.post_a,
        before.post_b,
        before.post_sd,
        variances.sigma2,
        case months.kind when 'ticket' then 3 * before.peer_raw else 10.0 end as prior_y
    from analysis.chain_month as months
    inner join analysis.rate_estimate as before
        on months.person_id = before.person_id
        and add_months(months.month_start_on, -1) = before.month_start_on
        and months.chain = before.chain
        and months.factor = before.factor
    left join analysis.rate_carry as carries
        on months.month_start_on = carries.month_start_on
        and months.chain = carries.chain
        and months.factor = carries.factor
        and carries.side = case when before.estimate < before.peer then 'low' else 'high' end
    left join analysis.rate_pair as pairs
        on months.person_id = pairs.person_id
        and months.month_start_on = pairs.month_start_on
        and months.chain = pairs.chain
        and months.factor = pairs.factor
    left join analysis.rate_variance as variances
        on before.month_start_on = variances.month_start_on
        and before.chain = variances.chain
        and before.factor = variances.factor
    where months.kind in ('volume', 'rate', 'ticket')
        and months.reason is null
        and months.n > 0
        and before.estimate > 0
),

changes as (
    select
        months.*,
        (coalesce(sum(y) over team_window, 0) - y + prior_y)
            / (sum(n * baseline) over team_window - n * baseline + prior_y) as change
    from months
    window team_window as (partition by month_start_on, chain, team_id, factor)
),

expected as (
    select
        changes.*,
        y / n as actual,
        case kind when 'rate' then least(baseline * change, 1.0) else baseline * change end
            as expected
    from changes
),

spreads as (
    select
        expected.*,
        case kind
            when 'rate' then sqrt(
                greatest(expected * (1 - expected), 0.01) / n
                + coalesce(case when kappa is not null and post_a > 0 and post_b > 0
                    then post_a * post_b
                        / (power(post_a + post_b, 2) * (post_a + post_b + 1)) end, 0)
            )
            when 'volume' then sqrt(coalesce(sigma2, expected) / n + coalesce(post_sd * post_sd, 0))
            else expected * sqrt(coalesce(sigma2, 0.25) / n + coalesce(post_sd * post_sd, 0))
        end as sd
    from expected
),

-- Months of one person differ by more than their days and deals alone (lags, seasons). The spread
-- that most people show in this month widens the interval, never narrows it: the median of z²
-- over that of chi-square with one degree of freedom (0.4549), so that a few real effects do not
-- hide themselves. From twenty people on; fewer tell nothing about it.
widened as (
    select
        spreads.*,
        case
            when count(case when n >= 5 then 1 end) over month_window < 20 then 1.0
            else greatest(1.0, median(case when n >= 5
                then power((actual - expected) / sd, 2) end) over month_window / 0.4549)
        end as dispersion
    from spreads
    where sd > 0
    window month_window as (partition by month_start_on, chain, factor)
),

final as (
    select
        person_id,
        month_start_on,
        factor,
        team_id,
        chain,
        kind,
        n,
        y,
        baseline_raw,
        baseline_n,
        baseline,
        change,
        expected,
        actual,
        actual - expected as difference,
        sd * sqrt(dispersion) as sd,
        dispersion,
        actual - expected - 1.645 * sd * sqrt(dispersion) as lo,
        actual - expected + 1.645 * sd * sqrt(dispersion) as hi
    from widened
)

select * from final
