-- Grain: team: how many people its supervisor can coach in a week. Inputs: fct_supervisor_slot,
-- dim_person, scope, run.
-- The standard is 3–4 joint visits a week and 1–2 talks a day (DOMAIN 7.2): four people, each
-- with a talk and a visit. Where the supervisor's own schedule shows fewer talks and joint visits a
-- week (mean of the four weeks before, at least two of them filled in), that number, but at least
-- one.

with slots as (
    select
        slots.team_id,
        week_start(slots.slot_on) as week_start_on,
        count(*) filter (where slots.activity in ('one_on_one', 'joint_visit')) as sessions
    from core.fct_supervisor_slot as slots
    cross join meta.run as run
    where slots.slot_on > run.as_of_on - 28
        and slots.slot_on <= run.as_of_on
        and slots.activity is not null
    group by slots.team_id, week_start(slots.slot_on)
),

observed as (
    select team_id, avg(sessions) as sessions, count(*) as weeks
    from slots
    group by team_id
    having count(*) >= 2
),

final as (
    select
        scopes.scope_id as team_id,
        cast(greatest(1, least(4, coalesce(ceil(observed.sessions), 4))) as integer) as capacity,
        observed.sessions as sessions_per_week,
        case when observed.sessions < 4 then 'schedule' else 'standard' end as capacity_source
    from analysis.scope as scopes
    left join observed
        on scopes.scope_id = observed.team_id
    where scopes.scope_type = 'team'
)

select * from final
