-- Grain: data problem of the whole run, shown to the company; people unknown to the roster also to
-- their team. Inputs: stg_file, stg_sheet, stg_issue, stg_row_ledger, dim_person,
-- dim_team, roster_entry, dim_date.

with broken_files as (
    select distinct files.file_id, files.path
    from staging.stg_file as files
    inner join staging.stg_issue as issues
        on files.file_id = issues.file_id
    where files.status = 'rejected'
        and issues.severity = 'error'
),

broken as (
    select count(*) as files, string_agg(path, '、' order by path) as paths
    from broken_files
),

foreign_files as (
    select count(*) as files, string_agg(path, '、' order by path) as paths
    from staging.stg_file
    where status = 'rejected'
        and file_id not in (select file_id from broken_files)
),

-- Cells of recognised sheets that nobody could read: their values are missing from the figures.
cells as (
    select count(*) as cells, count(distinct issues.file_id) as files
    from staging.stg_issue as issues
    inner join staging.stg_file as files
        on issues.file_id = files.file_id
    where issues.severity = 'error'
        and issues.cell is not null
        and files.is_read
),

rows_lost as (
    select count(*) as quarantined, count(distinct ledger.file_id) as files
    from staging.stg_row_ledger as ledger
    inner join staging.stg_file as files
        on ledger.file_id = files.file_id
    inner join staging.stg_sheet as sheets
        on ledger.file_id = sheets.file_id
        and ledger.sheet = sheets.sheet
    where ledger.fate = 'quarantined'
        and sheets.form is not null
        and files.is_read
),

sheets as (
    select
        count(*) filter (where not sheets.is_hidden) as unknown_sheets,
        count(*) filter (where sheets.is_hidden) as hidden_sheets
    from staging.stg_sheet as sheets
    inner join staging.stg_file as files
        on sheets.file_id = files.file_id
    where sheets.form is null
        and sheets.rows_total > 0
        and files.is_read
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
    cross join meta.run as run
    where not has_notice
        and date_on <= month_end(run.as_of_on)
),

final as (
    select 'company' as scope_type, 'company' as scope_id, 'data' as kind, 1 as severity_ord,
        cast(files as double) as rank_value,
        cast(files as varchar) || ' 个文件损坏或打不开' as title,
        short_text(paths, 120) || '。其中的数字不在本报告内，原因和改法见数据质量页' as detail,
        cast(null as varchar) as child_type,
        cast(null as varchar) as child_id,
        cast(null as double) as amount_yuan
    from broken
    where files > 0
    union all
    select 'company', 'company', 'data', 2, cast(cells as double),
        cast(cells as varchar) || ' 个单元格读不出',
        '涉及 ' || cast(files as varchar)
            || ' 个文件；这些数字按空白处理，没有当作 0，也没有猜测。位置和改法见数据质量页',
        null, null, null
    from cells
    where cells > 0
    union all
    select 'company', 'company', 'data', 2, cast(quarantined as double),
        cast(quarantined as varchar) || ' 行未能读入',
        '涉及 ' || cast(files as varchar) || ' 个文件；每一行的位置、原因和改法见数据质量页',
        null, null, null
    from rows_lost
    where quarantined > 0
    union all
    select 'company', 'company', 'data', 3, cast(files as double),
        cast(files as varchar) || ' 个文件不是已知的表样',
        short_text(paths, 120) || '。内容未读入，也未摘录；若本应读入，请见数据质量页',
        null, null, null
    from foreign_files
    where files > 0
    union all
    select 'company', 'company', 'data', 3, cast(unknown_sheets + hidden_sheets as double),
        cast(unknown_sheets + hidden_sheets as varchar) || ' 张附带的工作表未读入',
        cast(hidden_sheets as varchar) || ' 张是隐藏的，' || cast(unknown_sheets as varchar)
            || ' 张不是已知的表样；内容未摘录',
        null, null, null
    from sheets
    where unknown_sheets + hidden_sheets > 0
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
