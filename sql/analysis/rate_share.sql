-- Grain: person × month × rate factor, over three months (that month and the two before). Inputs:
-- chain_month, benchmark_mix, benchmark_assigned.
-- y of n; difficulty of the person's outlets relative to the whole team's (Σ n · difficulty = Σ n
-- within a team), so that the adjusted members' means add up to the team's. Months in which the
-- count is blank leave their base out as well.

with months as (
    select person_id, month_start_on, team_id, dept_id, chain, factor, factor_ord
    from analysis.chain_month
    where kind = 'rate'
),

sums as (
    select
        months.person_id,
        months.month_start_on,
        any_value(months.team_id) as team_id,
        any_value(months.dept_id) as dept_id,
        months.chain,
        months.factor,
        any_value(months.factor_ord) as factor_ord,
        coalesce(sum(history.n) filter (where history.y is not null), 0) as n,
        coalesce(sum(history.y) filter (where history.n is not null), 0) as y,
        coalesce(sum(mixes.n_mixed), 0) as n_mixed,
        sum(mixes.n_difficulty) as n_difficulty
    from months
    inner join analysis.chain_month as history
        on months.person_id = history.person_id
        and months.chain = history.chain
        and months.factor = history.factor
        and history.month_start_on between add_months(months.month_start_on, -2)
            and months.month_start_on
    left join analysis.benchmark_mix as mixes
        on history.person_id = mixes.person_id
        and history.month_start_on = mixes.month_start_on
        and history.chain = mixes.chain
        and history.factor = mixes.factor
    group by months.person_id, months.month_start_on, months.chain, months.factor
),

levels as (
    select
        sums.*,
        -- Bases of days without visit lines are taken at the outlets the person is in charge of,
        -- without such at the company's mixture.
        case when sums.n > 0 then (
            coalesce(sums.n_difficulty, 0)
            + greatest(sums.n - sums.n_mixed, 0) * coalesce(assigned.difficulty, 1)
        ) / greatest(sums.n, sums.n_mixed) else 1.0 end as level
    from sums
    left join analysis.benchmark_assigned as assigned
        on sums.person_id = assigned.person_id
        and sums.chain = assigned.chain
        and sums.factor = assigned.factor
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        dept_id,
        chain,
        factor,
        factor_ord,
        y,
        n,
        ratio(least(n_mixed, n), n) as mixed_share,
        level,
        case
            when sum(n) over team_window > 0 then
                level * sum(n) over team_window
                / nullif(sum(n * level) over team_window, 0)
            else 1.0
        end as difficulty
    from levels
    window team_window as (partition by month_start_on, chain, factor, team_id)
)

select * from final
