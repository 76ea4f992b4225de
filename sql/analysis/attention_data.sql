-- Grain: data problem of the whole run, shown to the company; people unknown to the roster also to
-- their team. Inputs: stg_file, stg_sheet, stg_row_ledger, dim_person, dim_team, dim_date,
-- fct_target.

with files as (
    select
        count(*) filter (where status = 'rejected') as rejected,
        count(*) filter (where status = 'partial') as partial,
        string_agg(path, '、' order by path) filter (where status = 'rejected') as rejected_paths
    from staging.stg_file
    where status <> 'superseded'
),

rows_lost as (
    select count(*) as quarantined
    from staging.stg_row_ledger as ledger
    inner join staging.stg_file as files
        on ledger.file_id = files.file_id
    where ledger.fate = 'quarantined'
        and files.status in ('loaded', 'partial')
),

sheets as (
    select count(*) as unknown_sheets
    from staging.stg_sheet as sheets
    inner join staging.stg_file as files
        on sheets.file_id = files.file_id
    where sheets.form is null
        and sheets.rows_total > 0
        and files.status not in ('superseded', 'duplicate')
),

strangers as (
    select
        persons.team_id,
        teams.dept_id,
        count(*) as people,
        string_agg(persons.person_name, '、' order by persons.person_name, persons.person_id)
            as names
    from core.dim_person as persons
    inner join core.dim_team as teams
        on persons.team_id = teams.team_id
    where not persons.is_in_roster
        and exists (select 1 from core.roster_entry)
    group by persons.team_id, teams.dept_id
),

stranger_levels as (
    select 'company' as scope_type, 'company' as scope_id, team_id, people, names from strangers
    union all
    select 'dept', dept_id, team_id, people, names from strangers
    union all
    select 'team', team_id, team_id, people, names from strangers
),

years as (
    select string_agg(distinct cast(year(date_on) as varchar), '、'
        order by cast(year(date_on) as varchar)) as names
    from core.dim_date
    where not has_notice
),

final as (
    select 'company' as scope_type, 'company' as scope_id, 'data' as kind, 1 as severity_ord,
        cast(rejected as double) as rank_value,
        cast(rejected as varchar) || ' 个文件整份未读入' as title,
        case when length(rejected_paths) > 120 then left(rejected_paths, 120) || '…'
            else rejected_paths end || '。其中的数字不在本报告内，原因见数据质量页' as detail,
        cast(null as varchar) as child_type,
        cast(null as varchar) as child_id,
        cast(null as double) as amount_yuan
    from files
    where rejected > 0
    union all
    select 'company', 'company', 'data', 2, cast(quarantined as double),
        cast(quarantined as varchar) || ' 行未能读入',
        '涉及 ' || cast(files.partial as varchar)
            || ' 个部分读入的文件；每一行的位置、原因和改法见数据质量页',
        null, null, null
    from rows_lost
    cross join files
    where quarantined > 0
    union all
    select 'company', 'company', 'data', 2, cast(unknown_sheets as double),
        cast(unknown_sheets as varchar) || ' 张工作表认不出是哪种表',
        '内容未读入，也未摘录；最接近的表样和缺少的标志见数据质量页',
        null, null, null
    from sheets
    where unknown_sheets > 0
    union all
    select scope_type, scope_id, 'data', 2, cast(people as double),
        cast(people as varchar) || ' 名填报人不在花名册：' || names,
        '可能是姓名写法不同或花名册未更新。其日志单列，未并入任何人；不计应交日志',
        'team', team_id, null
    from stranger_levels
    union all
    select 'company', 'company', 'data', 2, cast(0 as double),
        years.names || ' 年放假安排未收录',
        '该年工作日暂按周一至周五推算，时间进度与日均数可能偏差', null, null, null
    from years
    where years.names is not null
)

select * from final
