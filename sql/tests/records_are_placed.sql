-- severity: error
-- kind: integrity
-- message: 计划、措施、台账等登记行没有进入 core（或同一行的几次报送没有恰好认定一份）

-- Every staged record once, counted without the models in between.
with staged as (
    select 'policy' as kind, count(*) as records from staging.stg_policy
    union all
    select 'plan_item', count(*) from staging.stg_plan_item
    union all
    select 'kpi', count(*) from staging.stg_kpi
    union all
    select 'measure', count(*) from staging.stg_measure
    union all
    select 'measure_progress', count(*) from staging.stg_measure_progress
    union all
    select 'training', count(*) from staging.stg_training
    union all
    select 'rating', count(*) from staging.stg_rating
    union all
    select 'slot', count(*) from staging.stg_slot
    union all
    select 'prospect', count(*) from staging.stg_prospect
    union all
    select 'customer', count(*) from staging.stg_customer
    union all
    select 'stage_event', count(*) from staging.stg_stage_event
    union all
    select 'coaching', count(*) from staging.stg_coaching
    union all
    select 'key_account', count(*) from staging.stg_key_account
    union all
    select 'note', count(*) from staging.stg_note
),

placed as (
    select kind, count(*) as records
    from core.record_version
    group by kind
)

select staged.kind, staged.records, placed.records as placed
from staged
left join placed
    on staged.kind = placed.kind
where staged.records <> coalesce(placed.records, 0)
union all
select kind, count(*) as records, 0 as placed
from core.record_version
group by kind, record_key
having count(*) filter (where is_kept) = 0
