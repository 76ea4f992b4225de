-- Grain: spelling of a team's name (blanks removed). Input: dim_team.
-- Where two departments have a team of the same name, the bare name means neither.

with final as (
    select
        name_key(team_name) as team_key,
        case
            when count(*) = 1 then min(team_id)
            else max(case when not is_in_roster then team_id end)
        end as team_id
    from core.dim_team
    group by name_key(team_name)
)

select * from final
