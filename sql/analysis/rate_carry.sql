-- Grain: month × chain × factor × side (low, high): how much of a distance below or above the peers
-- was still there a month later, known at the month's end. Inputs: rate_pair, rate_estimate.
-- Weighted least squares of came on said over the pairs up to this month, a month back counting 0.7
-- of the one after it, drawn to 1 (what the posterior believes) as if one knew the slope to ± 0.7
-- before: with few pairs it stays near 1. Below 1 when months of one person differ by more than
-- their counts say: deals that close a month after their intents, seasons, habits that change. The
-- two sides are apart because few people are far below for good and many far above by chance.
-- sxy, sxx, noise stand beside, so that measure_effect can leave a person's own pair out.

with months as (
    select distinct month_start_on, chain, factor, unnest(['low', 'high']) as side
    from analysis.rate_estimate
),

monthly as (
    select
        month_start_on,
        chain,
        factor,
        case when said < 0 then 'low' else 'high' end as side,
        sum(weight * said * came) as sxy,
        sum(weight * said * said) as sxx,
        sum(weight * came * came) as syy,
        count(*) as pairs
    from analysis.rate_pair
    group by month_start_on, chain, factor, side
),

decayed as (
    select
        months.month_start_on,
        months.chain,
        months.factor,
        months.side,
        monthly.sxy,
        monthly.sxx,
        monthly.syy,
        monthly.pairs,
        power(0.7, datediff('month', monthly.month_start_on, months.month_start_on)) as age_weight
    from months
    left join monthly
        on months.chain = monthly.chain
        and months.factor = monthly.factor
        and months.side = monthly.side
        and monthly.month_start_on <= months.month_start_on
),

known as (
    select
        month_start_on,
        chain,
        factor,
        side,
        coalesce(sum(pairs), 0) as pairs,
        coalesce(sum(age_weight * sxy), 0) as sxy,
        coalesce(sum(age_weight * sxx), 0) as sxx,
        sum(age_weight * syy) as syy,
        sum(age_weight * pairs) as counted
    from decayed
    group by month_start_on, chain, factor, side
),

noises as (
    select
        known.*,
        -- The squares that are left after the line, one degree of freedom each pair but one.
        case when counted > 2
            then (syy - case when sxx > 0 then sxy * sxy / sxx else 0 end) / (counted - 1) end
            as noise
    from known
),

final as (
    select
        month_start_on,
        chain,
        factor,
        side,
        pairs,
        sxy,
        sxx,
        noise,
        carried(sxy, sxx, noise) as carry
    from noises
)

select * from final
