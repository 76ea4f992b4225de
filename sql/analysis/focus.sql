-- Grain: team × person on this week's coaching list. Inputs: focus_candidate, focus_capacity,
-- fct_coaching, gap_detail, dim_person, person_service, run.
-- kind coach: the best expected gains within the supervisor's capacity, at least a quarter of an
-- average case each; waiting: would be among them, but was coached within the last two weeks and
-- needs time to show it; share: one per team whose rates brought most more than the peers', to tell
-- how; newcomer: one hired within 90 days who is not on the list yet.

with coached as (
    select
        coaching.person_id,
        max(coaching.week_start_on) as coached_on,
        arg_max(coaching.effect, coaching.week_start_on || coaching.file_id || coaching.record_no)
            as effect
    from core.fct_coaching as coaching
    cross join meta.run as run
    where coaching.person_id is not null
        and coaching.week_start_on <= run.as_of_on
    group by coaching.person_id
),

best as (
    select candidates.*, coached.coached_on, coached.effect as last_effect,
        coalesce(coached.coached_on > run.as_of_on - 21, false) as is_waiting
    from analysis.focus_candidate as candidates
    cross join meta.run as run
    left join coached
        on candidates.person_id = coached.person_id
    where candidates.choice = 1
        and candidates.expected_gain_yuan >= 0.25 * candidates.case_yuan
),

ranked as (
    select
        best.*,
        capacities.capacity,
        row_number() over (
            partition by best.team_id, best.is_waiting
            order by best.expected_gain_yuan desc, best.person_id
        ) as place
    from best
    inner join analysis.focus_capacity as capacities
        on best.team_id = capacities.team_id
),

coach as (
    select *
    from ranked
    where place <= capacity
),

-- Rates and ticket only: much activity is not what others can copy from a talk.
surplus as (
    select
        flags.person_id,
        flags.team_id,
        flags.factor,
        flags.factor_ord,
        flags.n,
        flags.estimate,
        flags.peer_estimate,
        flags.reliability,
        flags.case_yuan,
        -phi.yuan as surplus_yuan
    from analysis.cause_flag as flags
    inner join meta.run as run
        on flags.month_start_on = run.month_start_on
    inner join core.dim_person as persons
        on flags.person_id = persons.person_id
        and (persons.left_on is null or persons.left_on > run.as_of_on)
    inner join analysis.gap_detail as phi
        on flags.person_id = phi.person_id
        and flags.month_start_on = phi.month_start_on
        and phi.reference = 'peers'
        and flags.factor = phi.detail
    where flags.kind in ('rate', 'ticket')
        and flags.estimate > flags.peer_estimate
        and flags.reliability >= 0.5
        and -phi.yuan >= flags.case_yuan
        and flags.person_id not in (select person_id from coach)
),

sharers as (
    select
        surplus.*,
        row_number() over (
            partition by team_id order by surplus_yuan desc, person_id, factor_ord
        ) as choice
    from surplus
),

newcomers as (
    select
        service.person_id,
        service.team_id,
        persons.hired_on,
        row_number() over (
            partition by service.team_id order by persons.hired_on desc, service.person_id
        ) as choice
    from analysis.person_service as service
    inner join meta.run as run
        on service.month_start_on = run.month_start_on
    inner join core.dim_person as persons
        on service.person_id = persons.person_id
        and persons.hired_on > run.as_of_on - 90
        and (persons.left_on is null or persons.left_on > run.as_of_on)
    where service.is_member
        and service.person_id not in (select person_id from coach)
),

listed as (
    select
        team_id, person_id, case when is_waiting then 'waiting' else 'coach' end as kind,
        case when is_waiting then 4 else 1 end as kind_ord, place, factor, n, estimate,
        peer_estimate, p_worse, stake_yuan, expected_gain_yuan, is_flagged, confidence, box
    from coach
    union all
    select
        sharers.team_id, sharers.person_id, 'share', 2, 1, sharers.factor, sharers.n,
        sharers.estimate, sharers.peer_estimate, null, -sharers.surplus_yuan, null, false, null,
        null
    from sharers
    where choice = 1
    union all
    select team_id, person_id, 'newcomer', 3, 1, null, null, null, null, null, null, null, false,
        null, null
    from newcomers
    where choice = 1
        and person_id not in (select person_id from sharers where choice = 1)
),

final as (
    select
        listed.team_id,
        cast(row_number() over (
            partition by listed.team_id order by listed.kind_ord, listed.place, listed.person_id
        ) as integer) as ord,
        listed.person_id,
        run.month_start_on,
        week_start(run.as_of_on) as week_start_on,
        listed.kind,
        listed.factor,
        listed.n,
        listed.estimate,
        listed.peer_estimate,
        listed.p_worse,
        listed.stake_yuan,
        listed.expected_gain_yuan,
        listed.is_flagged,
        listed.confidence,
        listed.box,
        coached.coached_on,
        coached.effect as last_effect
    from listed
    cross join meta.run as run
    left join coached
        on listed.person_id = coached.person_id
)

select * from final
