-- Grain: person × snapshot × customer of a list (财富100), the believed version. Inputs:
-- stg_prospect, record_version. is_latest marks the owner's newest snapshot of each customer.

with final as (
    select
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.snapshot_on,
        records.customer_name,
        records.source_class,
        records.gender,
        records.age,
        records.marital,
        records.children,
        records.occupation,
        records.income_yuan,
        records.assets_yuan,
        records.debts_yuan,
        records.known_years,
        records.contact_level,
        records.approach,
        records.referral,
        records.needs,
        records.score,
        records.grade,
        records.first_visit_on,
        records.status_text,
        records.snapshot_on is not distinct from max(records.snapshot_on) over (
            partition by versions.scope_id, name_key(records.customer_name)
        ) as is_latest,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_prospect as records
    inner join core.record_version as versions
        on versions.kind = 'prospect'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
)

select * from final
