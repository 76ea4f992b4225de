-- Grain: training session, the believed version. Inputs: stg_training, record_version.

with final as (
    select
        versions.scope_type,
        versions.scope_id,
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.month_start_on,
        records.topic,
        records.audience,
        records.need,
        records.need_text,
        records.trainer,
        records.held_on,
        records.time_text,
        records.venue,
        records.method,
        records.expected,
        records.attended,
        records.effect,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_training as records
    inner join core.record_version as versions
        on versions.kind = 'training'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
)

select * from final
