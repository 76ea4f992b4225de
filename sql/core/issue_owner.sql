-- Grain: error or warning over the runs. Inputs: stg_issue_history, stg_file, day_version,
-- record_scope, dim_membership. Whom to ask about it: the person whose log stands in the row of the
-- cell; else the only person, or the only team, that the records of its sheet belong to; else
-- nobody. An issue that was mended keeps the owner of what stands in its place now.

with records as (
    select versions.file_id, versions.sheet, versions.row_no, versions.person_id,
        memberships.team_id
    from core.day_version as versions
    left join core.dim_membership as memberships
        on versions.person_id = memberships.person_id
        and versions.work_on between memberships.valid_from_on and memberships.valid_to_on
    union all
    select file_id, sheet, cast(null as integer) as row_no, person_id, team_id
    from core.record_scope
),

of_row as (
    select files.path, records.sheet, records.row_no, min(records.person_id) as person_id,
        max(records.team_id) as team_id
    from records
    inner join staging.stg_file as files
        on records.file_id = files.file_id
    where records.row_no is not null
    group by files.path, records.sheet, records.row_no
    having count(distinct records.person_id) = 1
),

of_sheet as (
    select files.path, records.sheet,
        case when count(distinct records.person_id) = 1 then min(records.person_id) end
            as person_id,
        case when count(distinct records.team_id) = 1 then min(records.team_id) end as team_id
    from records
    inner join staging.stg_file as files
        on records.file_id = files.file_id
    group by files.path, records.sheet
),

of_path as (
    select path,
        case when count(distinct person_id) = 1 and count(person_id) = count(*)
            then min(person_id) end as person_id,
        case when count(distinct team_id) = 1 and count(team_id) = count(*)
            then min(team_id) end as team_id
    from of_sheet
    group by path
),

final as (
    select
        issues.issue_key,
        issues.path,
        issues.sheet,
        issues.cell,
        issues.code,
        issues.severity,
        issues.first_seen_on,
        issues.fixed_on,
        issues.times_fixed,
        coalesce(of_row.person_id, of_sheet.person_id, of_path.person_id) as person_id,
        coalesce(of_row.team_id, of_sheet.team_id, of_path.team_id) as team_id
    from staging.stg_issue_history as issues
    left join of_row
        on issues.path = of_row.path
        and issues.sheet = of_row.sheet
        and try_cast(regexp_extract(issues.cell, '[0-9]+$') as integer) = of_row.row_no
    left join of_sheet
        on issues.path = of_sheet.path
        and issues.sheet = of_sheet.sheet
    left join of_path
        on case when issues.sheet = '' then issues.path end = of_path.path
)

select * from final
