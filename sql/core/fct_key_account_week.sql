-- Grain: team × week × key account, the believed version. Inputs: stg_key_account, record_version,
-- roster_name.

with final as (
    select
        versions.team_id,
        versions.dept_id,
        records.week_start_on,
        records.customer_name,
        records.needs,
        records.owner_name,
        coalesce(owners.person_id, owners_anywhere.person_id) as owner_id,
        records.plan,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_key_account as records
    inner join core.record_version as versions
        on versions.kind = 'key_account'
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
