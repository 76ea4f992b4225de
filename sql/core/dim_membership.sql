-- Grain: person × first day in a team. Inputs: roster_entry, person_alias, dim_team.
-- Facts belong to the team that is valid on their day, so a transfer takes no history along.

with roster_spans as (
    select
        entries.person_id,
        coalesce(teams.team_id, '（未注明团队）') as team_id,
        entries.valid_from_on,
        lead(entries.valid_from_on) over (
            partition by entries.person_id
            order by entries.valid_from_on
        ) as next_from_on
    from core.roster_entry as entries
    left join core.dim_team as teams
        on entries.team_name = teams.team_name
        and entries.dept_name = teams.dept_name
        and teams.is_in_roster
),

-- People whom no roster knows: the team they write most often, the first by name when even.
claims as (
    select
        aliases.person_id,
        coalesce(teams.team_id, aliases.team_name, '（未注明团队）') as team_id,
        count(*) as claims
    from core.person_alias as aliases
    inner join staging.stg_day as days
        on aliases.person_key = days.person_key
    left join core.team_alias as teams
        on name_key(aliases.team_name) = teams.team_key
    where not aliases.is_in_roster
    group by aliases.person_id, coalesce(teams.team_id, aliases.team_name, '（未注明团队）')
),

ranked_claims as (
    select
        person_id,
        team_id,
        row_number() over (partition by person_id order by claims desc, team_id) as choice
    from claims
),

final as (
    -- The first team also covers earlier days: a log may precede the date the roster gives.
    select
        person_id,
        team_id,
        case
            when row_number() over (partition by person_id order by valid_from_on) = 1
                then date '1900-01-01'
            else valid_from_on
        end as valid_from_on,
        coalesce(next_from_on - 1, date '9999-12-31') as valid_to_on,
        true as is_in_roster
    from roster_spans
    union all
    select
        person_id,
        team_id,
        date '1900-01-01' as valid_from_on,
        date '9999-12-31' as valid_to_on,
        false as is_in_roster
    from ranked_claims
    where choice = 1
)

select * from final
