-- Who signs records of files in force and is not plainly one person of the 花名册: once per file,
-- sheet and spelling, with the cell in which it stands first there (null: it came from a file name).
-- Nothing without a 花名册. The order of belief is that of core.person_alias; here it is only told.
-- verdict: name_unknown, number_unknown (the number is in no 花名册, the name is), name_disagrees
-- (the number is another name's), name_ambiguous (several bear the name, and nothing decides).
with files as (
    select file_id
    from raw.file
    where status in ('loaded', 'partial')
),

roster as (
    select distinct
        person_name,
        employee_no,
        team_name,
        coalesce(employee_no, person_name || '/' || coalesce(team_name, '')) as who
    from raw.person
    where file_id in (select file_id from files)
),

settled as (
    select distinct
        alias_name,
        team_name
    from raw.alias
    where file_id in (select file_id from files)
),

signed as (
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.day
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.period_metric
    where scope_type = 'person'
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.target
    where scope_type = 'person'
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.leave
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.policy
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.check_metric
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.plan_item
    where scope_type = 'person'
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.kpi
    where scope_type = 'person'
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.measure
    where scope_type = 'person'
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.measure_progress
    where scope_type = 'person'
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.training
    where scope_type = 'person'
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.rating
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.slot
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.prospect
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.customer
    union all
    select file_id, sheet, row_no, person_name, employee_no, team_name from raw.stage_event
    union all
    select file_id, sheet, row_no, person_name, employee_no, cast(null as varchar) as team_name from raw.outlet
),

spellings as (
    select
        file_id,
        sheet,
        person_name,
        employee_no,
        team_name,
        min(row_no) as row_no
    from signed
    where
        file_id in (select file_id from files)
        and (person_name is not null or employee_no is not null)
        and exists (select 1 from roster)
    group by
        file_id,
        sheet,
        person_name,
        employee_no,
        team_name
),

-- How many people of the 花名册 the name means: anywhere, and in the team that is named.
names as (
    select
        person_name,
        count(distinct who) as people
    from roster
    where person_name is not null
    group by person_name
),

names_in_team as (
    select
        person_name,
        team_name,
        count(distinct who) as people
    from roster
    where person_name is not null
    group by
        person_name,
        team_name
),

numbers as (
    select
        employee_no,
        string_agg(distinct person_name, '、' order by person_name) as names,
        list(distinct person_name) as name_list
    from roster
    where employee_no is not null
    group by employee_no
),

judged as (
    select
        spellings.*,
        coalesce(numbers.names, '') as names,
        case
            when numbers.employee_no is not null and spellings.person_name is not null
                and not list_contains(numbers.name_list, spellings.person_name) then 'name_disagrees'
            when numbers.employee_no is not null then null
            when names.people is null and spellings.person_name is not null then 'name_unknown'
            when spellings.employee_no is not null then 'number_unknown'
            when names.people > 1 and coalesce(names_in_team.people, 0) <> 1 then 'name_ambiguous'
        end as verdict
    from spellings
    left join numbers
        on spellings.employee_no = numbers.employee_no
    left join names
        on spellings.person_name = names.person_name
    left join names_in_team
        on spellings.person_name = names_in_team.person_name
        and spellings.team_name = names_in_team.team_name
)

select
    judged.verdict,
    judged.file_id,
    judged.sheet,
    coalesce(judged.person_name, '') as person_name,
    coalesce(judged.employee_no, '') as employee_no,
    coalesce(judged.team_name, '') as team_name,
    judged.names,
    coalesce(min(mention.cell), '') as cell
from judged
left join raw.mention as mention
    on judged.file_id = mention.file_id
    and judged.sheet = mention.sheet
    and mention.text = case when judged.verdict = 'number_unknown' then judged.employee_no else judged.person_name end
where
    judged.verdict is not null
    and not exists (
        select 1
        from settled
        where
            (settled.alias_name = judged.person_name or settled.alias_name = judged.employee_no)
            and (settled.team_name is null or judged.team_name is null or settled.team_name = judged.team_name)
            and judged.verdict <> 'name_disagrees'
    )
group by
    judged.verdict,
    judged.file_id,
    judged.sheet,
    judged.person_name,
    judged.employee_no,
    judged.team_name,
    judged.names,
    judged.row_no
qualify row_number() over (
    partition by judged.verdict, judged.file_id, judged.sheet, judged.person_name, judged.employee_no
    order by judged.row_no, judged.team_name
) = 1
order by
    judged.file_id,
    judged.sheet,
    judged.row_no,
    judged.person_name,
    judged.employee_no,
    judged.verdict
