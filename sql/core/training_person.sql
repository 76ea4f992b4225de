-- Grain: training session × person meant. Inputs: fct_training, dim_membership, dim_team,
-- roster_name, run. by_name: the audience names her; otherwise it says 全体 or 全员 (or nothing) and
-- she belongs to the team or 营业部 of the plan on the day. Other audiences (新人, 绩优) mean people no
-- list names.

with sessions as (
    select
        sessions.file_id,
        sessions.record_no,
        sessions.scope_type,
        sessions.scope_id,
        sessions.team_id,
        sessions.dept_id,
        sessions.month_start_on,
        coalesce(sessions.held_on, month_end(sessions.month_start_on)) as held_on,
        sessions.topic,
        name_key(sessions.audience) as audience
    from core.fct_training as sessions
),

candidates as (
    select
        sessions.file_id,
        sessions.record_no,
        sessions.topic,
        sessions.held_on,
        sessions.audience,
        memberships.person_id,
        names.name_key,
        position(names.name_key in sessions.audience) > 0 as by_name
    from sessions
    inner join core.dim_membership as memberships
        on sessions.held_on between memberships.valid_from_on and memberships.valid_to_on
    inner join core.dim_team as teams
        on memberships.team_id = teams.team_id
    inner join core.roster_name as names
        on memberships.person_id = names.person_id
        and names.team_key = ''
    where length(names.name_key) >= 2
        and (sessions.team_id is null or sessions.team_id = memberships.team_id
            or position(names.name_key in sessions.audience) > 0)
        and (sessions.dept_id is null or sessions.dept_id = teams.dept_id)
),

final as (
    select distinct file_id, record_no, topic, held_on, person_id, by_name
    from candidates
    where by_name
        or audience = ''
        or audience like '%全体%'
        or audience like '%全员%'
)

select * from final
