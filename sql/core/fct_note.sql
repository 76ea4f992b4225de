-- Grain: free text of a report, the believed version. Inputs: stg_note, record_version.

with final as (
    select
        versions.scope_type,
        versions.scope_id,
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.period_type,
        records.period_start_on,
        records.kind,
        records.body,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_note as records
    inner join core.record_version as versions
        on versions.kind = 'note'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
)

select * from final
