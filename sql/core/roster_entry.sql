-- Grain: person × team × first day in that team, from the rosters. Inputs: stg_person, stg_file.
-- Several rosters may name a person (one a month is common): for the same first day in the same
-- team the latest file wins; different first days are the history of transfers.

with roster_rows as (
    select
        people.*,
        files.version_rank,
        files.modified_at,
        files.path,
        coalesce(
            people.employee_no,
            '?' || coalesce(people.team_name, '') || '/' || coalesce(people.person_name, '')
        ) as person_id,
        coalesce(people.joined_team_on, people.hired_on, date '1900-01-01') as valid_from_on
    from staging.stg_person as people
    inner join staging.stg_file as files
        on people.file_id = files.file_id
    where people.employee_no is not null or people.person_name is not null
),

ranked as (
    select
        roster_rows.*,
        row_number() over (
            partition by person_id, valid_from_on
            order by version_rank desc, modified_at desc nulls last, path desc, sheet desc,
                record_no desc
        ) as choice,
        row_number() over (
            partition by person_id
            order by valid_from_on desc, version_rank desc, modified_at desc nulls last, path desc,
                sheet desc, record_no desc
        ) as recency
    from roster_rows
),

final as (
    select
        person_id,
        employee_no,
        person_name,
        role,
        role_text,
        team_name,
        coalesce(dept_name, '（未归属营业部）') as dept_name,
        company_name,
        valid_from_on,
        hired_on,
        left_on,
        grade,
        recency,
        file_id,
        sheet,
        row_no
    from ranked
    where choice = 1
)

select * from final
