-- Grain: closed month × scope × metric whose figure differs now (DOMAIN E5). Inputs:
-- closed_month, closed_figure, close_figure, closed_file, close_file, person_team_month, dim_team,
-- dim_person, run.
-- A run as of a day before the closing's looks back on purpose and is not compared. files are those
-- that came, went or changed since, of the people in the scope; none means that the calendar, the
-- roster or the program's definitions changed.

with months as (
    select closed.month_start_on
    from core.closed_month as closed
    inner join meta.run as run
        on closed.as_of_on <= run.as_of_on
    where closed.is_readable
),

now_figures as (
    select figures.*
    from analysis.close_figure as figures
    inner join months
        on figures.month_start_on = months.month_start_on
),

then_figures as (
    select figures.*
    from core.closed_figure as figures
    inner join months
        on figures.month_start_on = months.month_start_on
),

differences as (
    select
        coalesce(now_figures.month_start_on, then_figures.month_start_on) as month_start_on,
        coalesce(now_figures.scope_type, then_figures.scope_type) as scope_type,
        coalesce(now_figures.scope_id, then_figures.scope_id) as scope_id,
        coalesce(now_figures.metric, then_figures.metric) as metric,
        then_figures.value as frozen,
        now_figures.value as now
    from now_figures
    full outer join then_figures
        on now_figures.month_start_on = then_figures.month_start_on
        and now_figures.scope_type = then_figures.scope_type
        and now_figures.scope_id = then_figures.scope_id
        and now_figures.metric = then_figures.metric
),

now_files as (
    select files.*
    from analysis.close_file as files
    inner join months
        on files.month_start_on = months.month_start_on
),

then_files as (
    select files.*
    from core.closed_file as files
    inner join months
        on files.month_start_on = months.month_start_on
),

changed_files as (
    select
        coalesce(now_files.month_start_on, then_files.month_start_on) as month_start_on,
        coalesce(now_files.person_id, then_files.person_id) as person_id,
        coalesce(now_files.path, then_files.path) as path,
        case
            when then_files.file_id is null then '新增'
            when now_files.file_id is null then '不再采用'
            else '内容已改'
        end as change
    from now_files
    full outer join then_files
        on now_files.month_start_on = then_files.month_start_on
        and now_files.person_id = then_files.person_id
        and now_files.path = then_files.path
    where now_files.file_id is distinct from then_files.file_id
),

placed_files as (
    select
        changed_files.*,
        teams.team_id,
        teams.dept_id
    from changed_files
    left join analysis.person_team_month as members
        on changed_files.person_id = members.person_id
        and changed_files.month_start_on = members.month_start_on
    left join core.dim_team as teams
        on members.team_id = teams.team_id
),

scope_files as (
    select month_start_on, 'person' as scope_type, person_id as scope_id, path, change
    from placed_files
    union
    select month_start_on, 'team', team_id, path, change from placed_files
    union
    select month_start_on, 'dept', dept_id, path, change from placed_files
    union
    select month_start_on, 'company', 'company', path, change from placed_files
),

file_lists as (
    select month_start_on, scope_type, scope_id,
        list(path || '（' || change || '）' order by path, change) as files
    from scope_files
    group by month_start_on, scope_type, scope_id
),

final as (
    select
        differences.month_start_on,
        differences.scope_type,
        differences.scope_id,
        differences.metric,
        differences.frozen,
        differences.now,
        coalesce(differences.now, 0) - coalesce(differences.frozen, 0) as difference,
        file_lists.files
    from differences
    left join file_lists
        on differences.month_start_on = file_lists.month_start_on
        and differences.scope_type = file_lists.scope_type
        and differences.scope_id = file_lists.scope_id
    where abs(coalesce(differences.now, 0) - coalesce(differences.frozen, 0)) > 0.005
        or (differences.now is null) <> (differences.frozen is null)
)

select * from final
