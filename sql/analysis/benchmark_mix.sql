-- Grain: person × month × rate factor: how difficult the outlets were that the person worked.
-- Inputs: benchmark_day_mix, benchmark_class, fct_day_metric, person_service, dim_chain.
-- difficulty is Σ base · difficulty of the grade ÷ Σ base (1 = the company's mixture; above 1 =
-- easier). Days without visit lines say nothing (n_mixed counts the bases of those that do).

with day_levels as (
    select
        mixes.person_id,
        mixes.work_on,
        classes.chain,
        classes.factor,
        sum(mixes.share * classes.difficulty) as difficulty
    from analysis.benchmark_day_mix as mixes
    inner join analysis.benchmark_class as classes
        on mixes.grade = classes.grade
    group by mixes.person_id, mixes.work_on, classes.chain, classes.factor
),

final as (
    select
        service.person_id,
        service.month_start_on,
        service.chain,
        chains.factor,
        sum(bases.actual) as n_mixed,
        sum(bases.actual * day_levels.difficulty) as n_difficulty
    from day_levels
    inner join analysis.person_service as service
        on day_levels.person_id = service.person_id
        and month_start(day_levels.work_on) = service.month_start_on
        and day_levels.chain = service.chain
    inner join core.dim_chain as chains
        on day_levels.chain = chains.chain
        and day_levels.factor = chains.factor
    inner join core.fct_day_metric as bases
        on day_levels.person_id = bases.person_id
        and day_levels.work_on = bases.work_on
        and chains.base_metric = bases.metric
    where bases.actual > 0
    group by service.person_id, service.month_start_on, service.chain, chains.factor
)

select * from final
