-- Grain: scope (company, 营业部, team, person). Inputs: dim_team, dim_person, fct_day.
-- A person is a scope when a representative of the roster or the writer of a log; a team or
-- department when somebody belongs to it now or did when a log was written.

with people as (
    select
        persons.person_id,
        persons.person_name,
        persons.team_id,
        persons.role,
        persons.is_in_roster
    from core.dim_person as persons
    where (persons.role = 'rep' and persons.is_in_roster)
        or persons.person_id in (select person_id from core.fct_day where has_log)
),

used_teams as (
    select team_id from people
    union
    select team_id from core.fct_day where is_expected or has_log
),

teams as (
    select teams.*
    from core.dim_team as teams
    inner join used_teams
        on teams.team_id = used_teams.team_id
),

scopes as (
    select
        1 as level,
        'company' as scope_type,
        'company' as scope_id,
        coalesce(max(company_name), '全公司') as scope_name,
        cast(null as varchar) as parent_type,
        cast(null as varchar) as parent_id,
        true as is_in_roster,
        '' as dept_sort,
        '' as team_sort
    from core.dim_team
    union all
    select 2, 'dept', dept_id, dept_name, 'company', 'company', bool_or(is_in_roster), dept_name, ''
    from teams
    group by dept_id, dept_name
    union all
    select 3, 'team', team_id, team_name, 'dept', dept_id, is_in_roster, dept_name, team_name
    from teams
    union all
    select 4, 'person', people.person_id, people.person_name, 'team', people.team_id,
        people.is_in_roster, teams.dept_name, teams.team_name
    from people
    inner join core.dim_team as teams
        on people.team_id = teams.team_id
),

members as (
    select 'company' as scope_type, 'company' as scope_id, person_id from people
    union all
    select 'dept', teams.dept_id, people.person_id
    from people
    inner join core.dim_team as teams
        on people.team_id = teams.team_id
    union all
    select 'team', team_id, person_id from people
    union all
    select 'person', person_id, person_id from people
),

member_counts as (
    select members.scope_type, members.scope_id, count(*) as member_count
    from members
    inner join core.dim_person as persons
        on members.person_id = persons.person_id
    cross join meta.run as run
    where persons.is_expected_to_log
        and (persons.left_on is null or persons.left_on >= run.month_start_on)
        and (persons.hired_on is null or persons.hired_on <= run.as_of_on)
    group by members.scope_type, members.scope_id
),

final as (
    select
        row_number() over (
            order by scopes.level, name_sort(scopes.dept_sort) collate zh,
                name_sort(scopes.team_sort) collate zh,
                not scopes.is_in_roster, name_sort(scopes.scope_name) collate zh, scopes.scope_id
        ) as scope_ord,
        scopes.scope_type,
        scopes.scope_id,
        scopes.scope_name,
        scopes.parent_type,
        scopes.parent_id,
        page_key(scopes.scope_type, scopes.scope_id) as page_key,
        coalesce(member_counts.member_count, 0) as member_count,
        scopes.is_in_roster
    from scopes
    left join member_counts
        on scopes.scope_type = member_counts.scope_type
        and scopes.scope_id = member_counts.scope_id
)

select * from final
