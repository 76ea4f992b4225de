-- Grain: scope × month of review × measure, the believed version. Inputs: stg_measure_progress,
-- record_version, roster_name. month_start_on is the month of the sheet, not of the measure.

with final as (
    select
        versions.scope_type,
        versions.scope_id,
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.month_start_on,
        records.measure_no,
        records.measure,
        records.owner_name,
        coalesce(owners.person_id, owners_anywhere.person_id) as owner_id,
        records.progress_status,
        records.status_text,
        records.progress,
        records.result,
        records.reason,
        records.next_step,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_measure_progress as records
    inner join core.record_version as versions
        on versions.kind = 'measure_progress'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
    left join core.roster_name as owners
        on name_key(records.owner_name) = owners.name_key
        and owners.team_key = name_key(records.team_name)
    left join core.roster_name as owners_anywhere
        on name_key(records.owner_name) = owners_anywhere.name_key
        and owners_anywhere.team_key = ''
)

select * from final
