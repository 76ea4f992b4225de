-- Grain: one way of writing whom a target or a period's figure is about (scope_key). Inputs:
-- stg_target, stg_year_target, stg_period_metric, person_alias, dim_team, team_alias. scope_id is
-- null when a person or department is not named at all.

with stated as (
    select scope_type, person_key, team_name, dept_name from staging.stg_target
    union
    select scope_type, person_key, team_name, dept_name from staging.stg_year_target
    union
    select scope_type, person_key, team_name, dept_name from staging.stg_period_metric
),

final as (
    select
        scope_key(stated.scope_type, stated.person_key, stated.team_name, stated.dept_name)
            as scope_key,
        case stated.scope_type
            when 'person' then aliases.person_id
            when 'team' then coalesce(teams.team_id, team_names.team_id, stated.team_name)
            when 'dept' then stated.dept_name
            else 'company'
        end as scope_id
    from stated
    left join core.person_alias as aliases
        on case when stated.scope_type = 'person' then stated.person_key end = aliases.person_key
    left join core.dim_team as teams
        on teams.is_in_roster
        and case when stated.scope_type = 'team' then name_key(stated.team_name) end
            = name_key(teams.team_name)
        and name_key(stated.dept_name) = name_key(teams.dept_name)
    left join core.team_alias as team_names
        on case when stated.scope_type = 'team' then name_key(stated.team_name) end
            = team_names.team_key
)

select * from final
