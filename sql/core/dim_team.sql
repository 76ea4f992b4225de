-- Grain: team. Inputs: the roster, and every record that names a team.
-- A team's id is its name while that is unique in the rosters, else 营业部/name. A team that only
-- logs or reports name is kept, without a 营业部, so that its records are not lost.

with roster_teams as (
    select distinct team_name, dept_name
    from core.roster_entry
    where team_name is not null
),

name_uses as (
    select team_name, count(*) as uses
    from roster_teams
    group by team_name
),

known as (
    select
        case
            when name_uses.uses = 1 then roster_teams.team_name
            else roster_teams.dept_name || '/' || roster_teams.team_name
        end as team_id,
        roster_teams.team_name,
        roster_teams.dept_name,
        true as is_in_roster
    from roster_teams
    inner join name_uses
        on roster_teams.team_name = name_uses.team_name
),

named_elsewhere as (
    select team_name, dept_name from staging.stg_target where team_name is not null
    union all
    select team_name, dept_name from staging.stg_period_metric where team_name is not null
    union all
    select coalesce(team_name, '（未注明团队）') as team_name, null as dept_name
    from staging.stg_day
),

unknown as (
    select
        named_elsewhere.team_name as team_id,
        named_elsewhere.team_name,
        coalesce(max(named_elsewhere.dept_name), '（未归属营业部）') as dept_name,
        false as is_in_roster
    from named_elsewhere
    left join name_uses
        on name_key(named_elsewhere.team_name) = name_key(name_uses.team_name)
        and name_uses.uses = 1
    where name_uses.team_name is null
    group by named_elsewhere.team_name
),

without_team as (
    select
        '（未注明团队）' as team_id,
        '（未注明团队）' as team_name,
        '（未归属营业部）' as dept_name,
        false as is_in_roster
    where exists (select 1 from core.roster_entry where team_name is null)
        and not exists (select 1 from unknown where team_id = '（未注明团队）')
),

teams as (
    select * from known
    union all
    select * from unknown
    union all
    select * from without_team
),

company_names as (
    select company_name from core.roster_entry where company_name is not null
    union
    select company_name from staging.stg_day
    where company_name is not null
        and not exists (select 1 from core.roster_entry where company_name is not null)
),

company as (
    select case when count(*) = 1 then max(company_name) else '全公司' end as company_name
    from company_names
),

final as (
    select
        teams.team_id,
        teams.team_name,
        teams.dept_name as dept_id,
        teams.dept_name,
        'company' as company_id,
        company.company_name,
        teams.is_in_roster
    from teams
    cross join company
)

select * from final
