-- Grain: scope × month × measure of improvement, the believed version. Inputs: stg_measure,
-- record_version, roster_name. owner_id is filled where 责任人 is exactly one person's name.

with final as (
    select
        versions.scope_type,
        versions.scope_id,
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.month_start_on,
        records.measure_no,
        records.problem,
        records.cause,
        records.measure,
        records.owner_name,
        coalesce(owners.person_id, owners_anywhere.person_id) as owner_id,
        records.helper_name,
        records.start_on,
        records.due_on,
        records.due_text,
        records.indicator,
        records.target_text,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_measure as records
    inner join core.record_version as versions
        on versions.kind = 'measure'
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
