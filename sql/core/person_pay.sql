-- Grain: person. Inputs: stg_person, roster_entry. Base pay and allowance of a month as the newest
-- roster with such columns states them. Kept apart from dim_person so that no page gets them by
-- accident: only the income metric (R06) reads this.

with paid as (
    select
        entries.person_id,
        people.base_salary_yuan,
        people.allowance_yuan,
        row_number() over (
            partition by entries.person_id
            order by entries.valid_from_on desc, entries.recency, people.record_no desc
        ) as choice
    from core.roster_entry as entries
    inner join staging.stg_person as people
        on entries.file_id = people.file_id
        and entries.sheet is not distinct from people.sheet
        and entries.row_no = people.row_no
    where people.base_salary_yuan is not null
        or people.allowance_yuan is not null
),

final as (
    select person_id, base_salary_yuan, allowance_yuan
    from paid
    where choice = 1
)

select * from final
