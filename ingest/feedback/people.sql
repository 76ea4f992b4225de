-- Whose row a row is: every place at which a record of somebody's own form names that person, in
-- files with findings. Registers and ratings name people who did not fill them in and are left out.
with places as (
    select
        day.file_id,
        day.sheet,
        day.row_no,
        day.person_name,
        day.team_name
    from raw.day as day
    union
    select
        target.file_id,
        target.sheet,
        target.row_no,
        target.person_name,
        target.team_name
    from raw.target as target
    union
    select
        period_metric.file_id,
        period_metric.sheet,
        period_metric.row_no,
        period_metric.person_name,
        period_metric.team_name
    from raw.period_metric as period_metric
    union
    select
        plan_item.file_id,
        plan_item.sheet,
        plan_item.row_no,
        plan_item.person_name,
        plan_item.team_name
    from raw.plan_item as plan_item
    union
    select
        kpi.file_id,
        kpi.sheet,
        kpi.row_no,
        kpi.person_name,
        kpi.team_name
    from raw.kpi as kpi
    union
    select
        measure.file_id,
        measure.sheet,
        measure.row_no,
        measure.person_name,
        measure.team_name
    from raw.measure as measure
    union
    select
        measure_progress.file_id,
        measure_progress.sheet,
        measure_progress.row_no,
        measure_progress.person_name,
        measure_progress.team_name
    from raw.measure_progress as measure_progress
    union
    select
        slot.file_id,
        slot.sheet,
        slot.row_no,
        slot.person_name,
        slot.team_name
    from raw.slot as slot
    union
    select
        note.file_id,
        note.sheet,
        note.row_no,
        note.person_name,
        note.team_name
    from raw.note as note
    union
    select
        prospect.file_id,
        prospect.sheet,
        prospect.row_no,
        prospect.person_name,
        prospect.team_name
    from raw.prospect as prospect
    union
    select
        customer.file_id,
        customer.sheet,
        customer.row_no,
        customer.person_name,
        customer.team_name
    from raw.customer as customer
)

select
    places.file_id,
    places.sheet,
    places.row_no,
    coalesce(places.person_name, '') as person_name,
    coalesce(places.team_name, '') as team_name
from places
where places.file_id in (
    select issue.file_id
    from raw.issue as issue
    where issue.severity in ('error', 'warning')
)
order by
    places.file_id,
    places.sheet,
    places.row_no,
    person_name,
    team_name
