-- Grain: person × team × scope: the four scopes a member's figures count for. Inputs:
-- member_period, dim_team.

with members as (
    select distinct person_id, team_id
    from analysis.member_period
),

final as (
    select person_id, team_id, 'person' as scope_type, person_id as scope_id from members
    union all
    select person_id, team_id, 'team' as scope_type, team_id as scope_id from members
    union all
    select members.person_id, members.team_id, 'dept' as scope_type, teams.dept_id as scope_id
    from members
    inner join core.dim_team as teams
        on members.team_id = teams.team_id
    union all
    select person_id, team_id, 'company' as scope_type, 'company' as scope_id from members
)

select * from final
