-- Grain: person × month × factor. Inputs: level_likelihood, level_prior.
-- p_worse = P(the person's level lies more than one between-person standard deviation (spread, of
-- ln e) below the peers | data), DOMAIN 4.6; p_worse_filled the same with every missing day filled;
-- level = E(e | data), the level relative to the peers that money at stake is reckoned with.

with spreads as (
    select
        month_start_on,
        chain,
        factor,
        sqrt(sum(share * u * u) - power(sum(share * u), 2)) as spread
    from analysis.level_prior
    group by month_start_on, chain, factor
),

final as (
    select
        likelihoods.person_id,
        likelihoods.month_start_on,
        likelihoods.chain,
        likelihoods.factor,
        any_value(spreads.spread) as spread,
        sum(case when priors.u < -spreads.spread then likelihood * share else 0 end)
            / sum(likelihood * share) as p_worse,
        sum(case when priors.u < -spreads.spread then likelihood_filled * share else 0 end)
            / nullif(sum(likelihood_filled * share), 0) as p_worse_filled,
        sum(exp(priors.u) * likelihood * share) / sum(likelihood * share) as level
    from analysis.level_likelihood as likelihoods
    inner join analysis.level_prior as priors
        on likelihoods.month_start_on = priors.month_start_on
        and likelihoods.chain = priors.chain
        and likelihoods.factor = priors.factor
        and likelihoods.point = priors.point
    inner join spreads
        on likelihoods.month_start_on = spreads.month_start_on
        and likelihoods.chain = spreads.chain
        and likelihoods.factor = spreads.factor
    group by
        likelihoods.person_id,
        likelihoods.month_start_on,
        likelihoods.chain,
        likelihoods.factor
)

select * from final
