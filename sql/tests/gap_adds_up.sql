-- severity: error
-- kind: identity
-- message: 差距各部分之和不等于目标减实际（允许 0.01 元）

-- Target and actual come from their own models, not from what the gap was computed with.
with sums as (
    select
        person_id,
        month_start_on,
        reference,
        sum(yuan) as yuan,
        count(*) filter (where yuan is null) as unknown_parts
    from analysis.gap_part
    group by person_id, month_start_on, reference
),

premium as (
    select person_id, month_start(work_on) as month_start_on, sum(actual) as actual
    from core.fct_day_metric
    where metric = 'premium_yuan'
    group by person_id, month_start(work_on)
)

select sums.person_id, sums.month_start_on, sums.reference,
    sums.yuan - (targets.target - coalesce(premium.actual, 0)) as residual
from sums
inner join analysis.person_service as service
    on sums.person_id = service.person_id
    and sums.month_start_on = service.month_start_on
    and service.chain <> 'telecom'
inner join core.fct_target as targets
    on targets.scope_type = 'person'
    and sums.person_id = targets.scope_id
    and sums.month_start_on = targets.month_start_on
    and targets.metric = 'premium_yuan'
    and targets.target > 0
left join premium
    on sums.person_id = premium.person_id
    and sums.month_start_on = premium.month_start_on
where sums.unknown_parts = 0
    and not (abs(sums.yuan - (targets.target - coalesce(premium.actual, 0))) <= 0.01)
union all
-- Whatever is unknown says why, and whatever says why is unknown.
select person_id, month_start_on, reference, null as residual
from analysis.gap_part
where (yuan is null) <> (reason is not null)
