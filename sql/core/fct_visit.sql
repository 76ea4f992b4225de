-- Grain: visit line of a kept log. Inputs: stg_visit, day_version, outlet_alias.

with final as (
    select
        days.person_id,
        days.work_on,
        visits.outlet_name,
        visits.customer_name,
        visits.purpose,
        visits.is_planned,
        visits.is_done,
        visits.result,
        visits.next_step,
        visits.next_on,
        visits.purpose_text,
        visits.time_text,
        visits.from_minute,
        visits.to_minute,
        visits.prepared_text,
        visits.analysis,
        outlets.outlet_id,
        visits.file_id,
        visits.sheet,
        visits.row_no,
        visits.record_no,
        visits.cells
    from staging.stg_visit as visits
    inner join core.day_version as days
        on visits.file_id = days.file_id
        and visits.day_no = days.day_no
        and days.is_kept
    left join core.outlet_alias as outlets
        on name_key(visits.outlet_name) = outlets.outlet_key
)

select * from final
