-- Grain: month × chain × factor × grid point: how people's levels are distributed. Input:
-- level_likelihood.
-- Twenty-four rounds of the EM algorithm for a distribution of no given shape (Kiefer and
-- Wolfowitz 1956; Laird 1978), ten people's worth of a normal distribution with the spread of
-- rate_variance mixed in. A normal distribution alone would draw the few who are far below the
-- others towards them; a distribution that shows a small group far below does not.

with recursive sample as (
    select *
    from analysis.level_likelihood
    where is_sample
),

normal as (
    select
        month_start_on,
        chain,
        factor,
        point,
        any_value(u) as u,
        exp(-0.5 * power(any_value(u) / greatest(avg(between_sd), 0.05), 2)) as density
    from sample
    group by month_start_on, chain, factor, point
),

start as (
    select
        month_start_on,
        chain,
        factor,
        point,
        u,
        density / sum(density) over (partition by month_start_on, chain, factor) as share
    from normal
),

rounds as (
    select 0 as round_no, month_start_on, chain, factor, point, share
    from start
    union all
    (
        with joint as (
            select
                rounds.round_no,
                sample.month_start_on,
                sample.chain,
                sample.factor,
                sample.person_id,
                sample.point,
                sample.likelihood * rounds.share as mass
            from rounds
            inner join sample
                on rounds.month_start_on = sample.month_start_on
                and rounds.chain = sample.chain
                and rounds.factor = sample.factor
                and rounds.point = sample.point
            where rounds.round_no < 24
        ),
        totals as (
            select month_start_on, chain, factor, person_id, sum(mass) as mass
            from joint
            group by month_start_on, chain, factor, person_id
        ),
        posterior as (
            select
                joint.round_no,
                joint.month_start_on,
                joint.chain,
                joint.factor,
                joint.point,
                sum(joint.mass / totals.mass) as people
            from joint
            inner join totals
                on joint.month_start_on = totals.month_start_on
                and joint.chain = totals.chain
                and joint.factor = totals.factor
                and joint.person_id = totals.person_id
            group by joint.round_no, joint.month_start_on, joint.chain, joint.factor, joint.point
        )
        select
            posterior.round_no + 1,
            posterior.month_start_on,
            posterior.chain,
            posterior.factor,
            posterior.point,
            (posterior.people + 10 * start.share)
                / (sum(posterior.people) over (
                    partition by posterior.month_start_on, posterior.chain, posterior.factor
                ) + 10)
        from posterior
        inner join start
            on posterior.month_start_on = start.month_start_on
            and posterior.chain = start.chain
            and posterior.factor = start.factor
            and posterior.point = start.point
    )
),

final as (
    select
        rounds.month_start_on,
        rounds.chain,
        rounds.factor,
        rounds.point,
        start.u,
        rounds.share
    from rounds
    inner join start
        on rounds.month_start_on = start.month_start_on
        and rounds.chain = start.chain
        and rounds.factor = start.factor
        and rounds.point = start.point
    where rounds.round_no = 24
)

select * from final
