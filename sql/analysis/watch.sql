-- Grain: scope × whom it watches: the company and a 营业部 watch their teams, a team its people, a
-- person herself. Input: scope. The attention lists are made along these pairs.

with teams as (
    select scope_id as team_id, parent_id as dept_id, scope_name
    from analysis.scope
    where scope_type = 'team'
),

people as (
    select scope_id as person_id, parent_id as team_id, scope_name
    from analysis.scope
    where scope_type = 'person'
),

final as (
    select 'company' as scope_type, 'company' as scope_id, 'team' as child_type,
        team_id as child_id, scope_name as child_name
    from teams
    union all
    select 'dept', dept_id, 'team', team_id, scope_name from teams
    union all
    select 'team', team_id, 'person', person_id, scope_name from people
    union all
    select 'person', person_id, 'person', person_id, scope_name from people
)

select * from final
