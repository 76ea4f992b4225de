-- Grain: month × chain × factor × grid point: how people's levels are distributed. Input:
-- level_likelihood.
-- Twenty-four rounds of the EM algorithm for a distribution of no given shape (Kiefer and
-- Wolfowitz 1956; Laird 1978), ten people's worth of a normal distribution with the spread of
-- rate_variance mixed in. A normal distribution alone would draw the few who are far below the
-- others towards them; a distribution that shows a small group far below does not.
-- A round is two products of lists: each person's likelihoods with the shares give the person's
-- total; each point's likelihoods with the totals' reciprocals give the point's people.

with recursive sample as (
    select *
    from analysis.level_likelihood
    where is_sample
        and likelihoods is not null
),

positions as (
    select unnest(range(1, len(level_grid()) + 1)) as position
),

points as (
    select
        sample.month_start_on,
        sample.chain,
        sample.factor,
        positions.position,
        list(sample.likelihoods[positions.position] order by sample.person_id) as likelihoods,
        exp(-0.5 * power(
            any_value(level_grid()[positions.position]) / greatest(avg(sample.between_sd), 0.05), 2
        )) as density
    from sample
    cross join positions
    group by sample.month_start_on, sample.chain, sample.factor, positions.position
),

weighted as (
    select
        points.*,
        density / sum(density) over (partition by month_start_on, chain, factor) as start_share
    from points
),

rounds as (
    select
        0 as round_no,
        month_start_on,
        chain,
        factor,
        list(start_share order by position) as shares
    from weighted
    group by month_start_on, chain, factor
    union all
    (
        with totals as (
            select
                rounds.round_no,
                rounds.month_start_on,
                rounds.chain,
                rounds.factor,
                any_value(rounds.shares) as shares,
                list(
                    1 / list_dot_product(sample.likelihoods, rounds.shares)
                    order by sample.person_id
                ) as weights
            from rounds
            inner join sample
                on rounds.month_start_on = sample.month_start_on
                and rounds.chain = sample.chain
                and rounds.factor = sample.factor
            where rounds.round_no < 24
            group by rounds.round_no, rounds.month_start_on, rounds.chain, rounds.factor
        )
        select
            totals.round_no + 1,
            totals.month_start_on,
            totals.chain,
            totals.factor,
            list(
                (
                    totals.shares[weighted.position]
                    * list_dot_product(weighted.likelihoods, totals.weights)
                    + 10 * weighted.start_share
                ) / (len(totals.weights) + 10)
                order by weighted.position
            )
        from totals
        inner join weighted
            on totals.month_start_on = weighted.month_start_on
            and totals.chain = weighted.chain
            and totals.factor = weighted.factor
        group by totals.round_no, totals.month_start_on, totals.chain, totals.factor
    )
),

final as (
    select
        rounds.month_start_on,
        rounds.chain,
        rounds.factor,
        cast(positions.position as integer) as point,
        level_grid()[positions.position] as u,
        rounds.shares[positions.position] as share
    from rounds
    cross join positions
    where rounds.round_no = 24
)

select * from final
