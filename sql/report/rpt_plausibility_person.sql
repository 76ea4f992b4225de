-- Grain: team × person whose logs should be checked. For the supervisor only: never on the
-- person's page, never in a score. Inputs: plausibility_person, scope.

with final as (
    select
        checks.team_id,
        checks.person_id,
        cast(row_number() over (
            partition by checks.team_id
            order by checks.indicators desc, people.scope_ord
        ) as integer) as ord,
        people.scope_name as person_name,
        teams.scope_name as team_name,
        teams.parent_id as dept_id,
        people.page_key,
        checks.indicators,
        checks.hard_indicators,
        '需核实：' || people.scope_name || '有 ' || cast(checks.indicators as varchar)
            || ' 项迹象，其中 ' || cast(checks.hard_indicators as varchar)
            || ' 项是记录互相矛盾。路线固定的人也会显得太整齐，请主管对照原表核实；仅供核对日志，不作评价依据，不计入任何分数'
            as sentence
    from analysis.plausibility_person as checks
    inner join analysis.scope as people
        on people.scope_type = 'person'
        and checks.person_id = people.scope_id
    inner join analysis.scope as teams
        on teams.scope_type = 'team'
        and checks.team_id = teams.scope_id
)

select * from final
order by team_id, person_id
