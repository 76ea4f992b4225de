-- Grain: distinct (a, b, line) of beta posteriors. Input: rate_estimate.
-- P(rate < line), by grid, computed once however many rows share the parameters (DOMAIN 9.4).

with parameters as (
    select distinct post_a, post_b, worse_than
    from analysis.rate_estimate
    where kind = 'rate'
        and reason is null
        and post_a is not null
        and post_b is not null
        and worse_than is not null
),

final as (
    select
        post_a,
        post_b,
        worse_than,
        beta_below(post_a, post_b, worse_than) as p_below
    from parameters
)

select * from final
