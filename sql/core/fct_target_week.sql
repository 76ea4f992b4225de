-- Grain: scope × month × week of the month (1–5) × metric: how people split their month themselves.
-- Inputs: stg_target, person_alias, dim_team, team_alias, stg_file. Choice as in fct_target.

with scoped as (
    select
        targets.*,
        case targets.scope_type
            when 'person' then aliases.person_id
            when 'team' then coalesce(teams.team_id, team_names.team_id, targets.team_name)
            when 'dept' then targets.dept_name
            else 'company'
        end as scope_id,
        files.version_rank,
        files.modified_at,
        files.path
    from staging.stg_target as targets
    inner join staging.stg_file as files
        on targets.file_id = files.file_id
    left join core.person_alias as aliases
        on case when targets.scope_type = 'person' then targets.person_key end = aliases.person_key
    left join core.dim_team as teams
        on teams.is_in_roster
        and case when targets.scope_type = 'team' then name_key(targets.team_name) end
            = name_key(teams.team_name)
        and name_key(targets.dept_name) = name_key(teams.dept_name)
    left join core.team_alias as team_names
        on case when targets.scope_type = 'team' then name_key(targets.team_name) end
            = team_names.team_key
    where targets.week_no is not null
        and targets.target is not null
        and targets.month_start_on is not null
),

ranked as (
    select
        scoped.*,
        row_number() over (
            partition by scope_type, scope_id, month_start_on, week_no, metric
            order by
                case set_by when 'self' then 2 when 'supervisor' then 1 else 0 end desc,
                version_rank desc,
                filled_on desc nulls last,
                modified_at desc nulls last,
                path desc,
                sheet desc,
                record_no desc
        ) as choice
    from scoped
    where scope_id is not null
),

final as (
    select scope_type, scope_id, month_start_on, week_no, metric, target, set_by, file_id, sheet,
        row_no, target_cell
    from ranked
    where choice = 1
)

select * from final
