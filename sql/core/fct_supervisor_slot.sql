-- Grain: person × day × half-day of a supervisor's schedule, the believed version. Inputs: stg_slot,
-- record_version.

with final as (
    select
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.slot_on,
        records.half_day,
        records.plan_text,
        records.result_text,
        records.activity,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_slot as records
    inner join core.record_version as versions
        on versions.kind = 'slot'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
)

select * from final
