-- The people of the 花名册 who are with us on a day ($1), newest line per person.
select
    coalesce(person.employee_no, '') as employee_no,
    coalesce(person.person_name, '') as person_name,
    coalesce(person.team_name, '') as team_name,
    coalesce(person.dept_name, '') as dept_name,
    coalesce(person.company_name, '') as company_name,
    coalesce(person.role, '') as role
from raw.person as person
inner join raw.file as file
    on person.file_id = file.file_id
where
    file.status in ('loaded', 'partial')
    and person.person_name is not null
    and (person.left_on is null or person.left_on >= $1)
    and (person.hired_on is null or person.hired_on <= $1 + interval 31 day)
qualify row_number() over (
    partition by coalesce(person.employee_no, person.person_name)
    order by file.modified_at desc nulls last, file.path, person.row_no desc
) = 1
order by
    dept_name,
    team_name,
    employee_no,
    person_name
