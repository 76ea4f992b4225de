-- Grain: person × day with visit lines × outlet grade. Inputs: fct_visit, dim_outlet.
-- share is the grade's part of the day's visit lines. Outlets that the register does not know, and
-- those without a grade, are the class 'unknown'.

with outlets as (
    select name_key(outlet_name) as outlet_key, max(grade) as grade
    from core.dim_outlet
    where outlet_name is not null
    group by name_key(outlet_name)
),

visits as (
    select
        visits.person_id,
        visits.work_on,
        coalesce(outlets.grade, 'unknown') as grade,
        count(*) as visits
    from core.fct_visit as visits
    left join outlets
        on name_key(visits.outlet_name) = outlets.outlet_key
    where coalesce(visits.is_done, true)
        and exists (select 1 from outlets)
    group by visits.person_id, visits.work_on, coalesce(outlets.grade, 'unknown')
),

final as (
    select
        person_id,
        work_on,
        grade,
        cast(visits as double) / sum(visits) over (partition by person_id, work_on) as share
    from visits
)

select * from final
