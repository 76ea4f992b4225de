-- Grain: person × month × factor. Inputs: level_likelihood, level_prior.
-- p_worse = P(the person's level lies more than one between-person standard deviation (spread, of
-- ln e) below the peers | data), DOMAIN 4.6; p_worse_filled the same with every missing day filled;
-- level = E(e | data), the level relative to the peers that money at stake is reckoned with.

with spreads as (
    select
        priors.*,
        sqrt(sum(share * u * u) over factors - power(sum(share * u) over factors, 2)) as spread
    from analysis.level_prior as priors
    window factors as (partition by month_start_on, chain, factor)
),

distributions as (
    select
        month_start_on,
        chain,
        factor,
        any_value(spread) as spread,
        list(share order by point) as shares,
        list(case when u < -spread then share else 0.0::double end order by point) as shares_below,
        list(exp(u) * share order by point) as shares_times_level
    from spreads
    group by month_start_on, chain, factor
),

final as (
    select
        likelihoods.person_id,
        likelihoods.month_start_on,
        likelihoods.chain,
        likelihoods.factor,
        distributions.spread,
        list_dot_product(likelihoods.likelihoods, distributions.shares_below)
            / list_dot_product(likelihoods.likelihoods, distributions.shares) as p_worse,
        list_dot_product(likelihoods.likelihoods_filled, distributions.shares_below)
            / nullif(list_dot_product(likelihoods.likelihoods_filled, distributions.shares), 0)
            as p_worse_filled,
        list_dot_product(likelihoods.likelihoods, distributions.shares_times_level)
            / list_dot_product(likelihoods.likelihoods, distributions.shares) as level
    from analysis.level_likelihood as likelihoods
    inner join distributions
        on likelihoods.month_start_on = distributions.month_start_on
        and likelihoods.chain = distributions.chain
        and likelihoods.factor = distributions.factor
)

select * from final
