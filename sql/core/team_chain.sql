-- Grain: team. Inputs: dim_team, dim_chain, meta.team_chain (what the user configured).
-- The configuration names a team by its id or its bare name; bancassurance where it says nothing.

with configured as (
    select
        teams.team_id,
        max(case when settings.team_name = teams.team_id then settings.chain end) as by_id,
        max(settings.chain) as by_name
    from core.dim_team as teams
    inner join meta.team_chain as settings
        on settings.team_name in (teams.team_id, teams.team_name)
    where settings.chain in (select chain from core.dim_chain)
    group by teams.team_id
),

final as (
    select
        teams.team_id,
        coalesce(configured.by_id, configured.by_name, 'bancassurance') as chain,
        configured.team_id is not null as is_configured
    from core.dim_team as teams
    left join configured
        on teams.team_id = configured.team_id
)

select * from final
