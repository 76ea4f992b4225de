-- Grain: step in the development of a customer, the believed version. Inputs: stg_stage_event,
-- record_version.

with final as (
    select
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.customer_name,
        records.event_on,
        records.stage,
        records.stage_text,
        records.content,
        records.result,
        records.next_step,
        records.amount_yuan,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_stage_event as records
    inner join core.record_version as versions
        on versions.kind = 'stage_event'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
)

select * from final
