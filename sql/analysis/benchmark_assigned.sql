-- Grain: person × chain × rate factor: how difficult the outlets are that the person is in charge
-- of. Inputs: dim_outlet, benchmark_class.
-- The plain mean over the assigned outlets that still serve and have a grade: what is known about
-- bases whose log has no visit lines (registers). difficulty as in benchmark_class (above 1 =
-- easier).

with outlets as (
    select outlet_id, person_id, grade
    from core.dim_outlet
    cross join meta.run as run
    where person_id is not null
        and grade is not null
        and grade <> '休眠'
        and coalesce(valid_from_on, run.as_of_on) <= run.as_of_on
        and coalesce(valid_to_on, run.as_of_on) >= run.as_of_on
),

final as (
    select
        outlets.person_id,
        classes.chain,
        classes.factor,
        count(*) as outlets,
        avg(classes.difficulty) as difficulty
    from outlets
    inner join analysis.benchmark_class as classes
        on outlets.grade = classes.grade
    group by outlets.person_id, classes.chain, classes.factor
)

select * from final
