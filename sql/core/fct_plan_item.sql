-- Grain: planned piece of work, the believed version. Inputs: stg_plan_item, record_version.
-- plan_on is null where the form gives no day within the period.

with final as (
    select
        versions.scope_type,
        versions.scope_id,
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.period_type,
        records.period_start_on,
        records.plan_on,
        records.target_text,
        records.activity,
        records.purpose,
        records.planned_times,
        records.actual_times,
        records.result,
        records.gap_reason,
        records.next_step,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_plan_item as records
    inner join core.record_version as versions
        on versions.kind = 'plan_item'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
)

select * from final
