-- Grain: coachee line of a weekly report, the believed version. Inputs: stg_coaching,
-- record_version.

with final as (
    select
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.week_start_on,
        records.person_name,
        records.problem,
        records.content,
        records.effect,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_coaching as records
    inner join core.record_version as versions
        on versions.kind = 'coaching'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
)

select * from final
