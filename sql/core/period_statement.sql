-- Grain: scope × period × metric × form. Inputs: stg_period_metric, person_alias, dim_team,
-- team_alias, stg_file. What each kind of weekly and monthly form states about a whole period,
-- the latest form of the kind. Two kinds that speak of the same week (周报 and 营业部统计表) stand side
-- by side here.

with scoped as (
    select
        metrics.*,
        case metrics.scope_type
            when 'person' then aliases.person_id
            when 'team' then coalesce(teams.team_id, team_names.team_id, metrics.team_name)
            when 'dept' then metrics.dept_name
            else 'company'
        end as scope_id,
        files.version_rank,
        files.modified_at,
        files.path
    from staging.stg_period_metric as metrics
    inner join staging.stg_file as files
        on metrics.file_id = files.file_id
    left join core.person_alias as aliases
        on case when metrics.scope_type = 'person' then metrics.person_key end = aliases.person_key
    left join core.dim_team as teams
        on teams.is_in_roster
        and case when metrics.scope_type = 'team' then name_key(metrics.team_name) end
            = name_key(teams.team_name)
        and name_key(metrics.dept_name) = name_key(teams.dept_name)
    left join core.team_alias as team_names
        on case when metrics.scope_type = 'team' then name_key(metrics.team_name) end
            = team_names.team_key
),

ranked as (
    select
        scoped.*,
        row_number() over (
            partition by scope_type, scope_id, period_type, period_start_on, metric, source
            order by
                -- Last week's form plans this week; it must not hide what this week's says was done.
                case when actual is null then 1 else 0 end,
                version_rank desc,
                modified_at desc nulls last,
                path desc,
                sheet desc,
                record_no desc
        ) as choice
    from scoped
    where scope_id is not null
),

final as (
    select scope_type, scope_id, period_type, period_start_on, metric, plan, actual, source,
        file_id, sheet, row_no, record_no, plan_cell, actual_cell, version_rank, modified_at, path
    from ranked
    where choice = 1
)

select * from final
