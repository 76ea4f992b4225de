-- Grain: visit line of a kept log. Inputs: stg_visit, day_version.

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
)

select * from final
