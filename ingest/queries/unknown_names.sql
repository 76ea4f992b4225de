-- Names in logs, targets and reports that neither the 花名册 nor the 别名 register knows, once per
-- file and sheet, with the cell they were first read from. Nothing without a 花名册.
with files as (
    select file.file_id
    from raw.file as file
    where file.status in ('loaded', 'partial')
),

roster as (
    select
        person.person_name,
        person.employee_no
    from raw.person as person
    inner join files
        on person.file_id = files.file_id
),

named as (
    select
        day.file_id,
        day.sheet,
        day.person_name,
        day.employee_no,
        day.team_name,
        day.cells ->> 'person_name' as cell,
        day.row_no,
        1 as part
    from raw.day as day
    union all
    select
        target.file_id,
        target.sheet,
        target.person_name,
        target.employee_no,
        target.team_name,
        cast(null as varchar) as cell,
        target.row_no,
        2 as part
    from raw.target as target
    where target.scope_type = 'person'
    union all
    select
        period_metric.file_id,
        period_metric.sheet,
        period_metric.person_name,
        period_metric.employee_no,
        period_metric.team_name,
        cast(null as varchar) as cell,
        period_metric.row_no,
        3 as part
    from raw.period_metric as period_metric
    where period_metric.scope_type = 'person'
)

select
    named.file_id,
    named.sheet,
    named.person_name,
    coalesce(named.team_name, '') as team_name,
    coalesce(named.cell, '') as cell
from named
inner join files
    on named.file_id = files.file_id
where
    named.person_name is not null
    and exists (select 1 from roster)
    and not exists (select 1 from roster where roster.person_name = named.person_name)
    and not exists (select 1 from roster where roster.employee_no = named.employee_no)
    and not exists (
        select 1
        from raw.alias as alias
        where
            alias.alias_name = named.person_name
            and alias.file_id in (select files.file_id from files)
    )
qualify row_number() over (
    partition by named.file_id, named.sheet, named.person_name
    order by named.part, named.row_no, named.cell
) = 1
order by
    named.file_id,
    named.sheet,
    named.person_name
