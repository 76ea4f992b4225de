-- Grain: chain × rate factor × person × mix of outlet grades of a day × grade, all days of the
-- spine. Inputs: benchmark_day_mix, fct_day_metric, person_service, dim_chain.
-- A person's days with the same mix of outlet grades are one cell (with counts y over base n): what
-- benchmark_class estimates depends on nothing else of them.

with mixes as (
    select
        person_id,
        work_on,
        string_agg(grade || ':' || printf('%.3f', share), ' ' order by grade) as mix
    from analysis.benchmark_day_mix
    group by person_id, work_on
),

mix_shares as (
    select mixes.mix, days.grade, any_value(days.share) as share
    from mixes
    inner join analysis.benchmark_day_mix as days
        on mixes.person_id = days.person_id
        and mixes.work_on = days.work_on
    group by mixes.mix, days.grade
),

-- Many leave the box of a zero empty. Days with an empty box would be missing exactly where nothing
-- came of the talks, so an empty box counts as zero in a month in which the person fills it at all:
-- as it does in the sums of the month.
stated as (
    select distinct person_id, month_start(work_on) as month_start_on, metric
    from core.fct_day_metric
    where actual is not null
),

mix_counts as (
    select
        service.chain,
        chains.factor,
        mixes.person_id,
        mixes.mix,
        sum(bases.actual) as n,
        coalesce(sum(counts.actual), 0) as y
    from mixes
    inner join analysis.person_service as service
        on mixes.person_id = service.person_id
        and month_start(mixes.work_on) = service.month_start_on
    inner join core.dim_chain as chains
        on service.chain = chains.chain
        and chains.kind = 'rate'
    inner join core.fct_day_metric as bases
        on mixes.person_id = bases.person_id
        and mixes.work_on = bases.work_on
        and chains.base_metric = bases.metric
    left join core.fct_day_metric as counts
        on mixes.person_id = counts.person_id
        and mixes.work_on = counts.work_on
        and chains.count_metric = counts.metric
    left join stated
        on mixes.person_id = stated.person_id
        and month_start(mixes.work_on) = stated.month_start_on
        and chains.count_metric = stated.metric
    where bases.actual > 0
        and (stated.metric is not null or chains.count_metric = 'cases')
    group by service.chain, chains.factor, mixes.person_id, mixes.mix
),

final as (
    select
        mix_counts.chain,
        mix_counts.factor,
        mix_counts.person_id,
        mix_counts.mix,
        mix_shares.grade,
        mix_counts.n * mix_shares.share as exposure,
        mix_counts.y
    from mix_counts
    inner join mix_shares
        on mix_counts.mix = mix_shares.mix
)

select * from final
