-- Grain: member × factor, review month: what coaching on it may be expected to bring (DOMAIN 7.2).
-- Inputs: cause_flag, score_box, dim_person, run.
-- expected_gain_yuan = stake_yuan (what falling short of the peers in this factor costs in the
-- month) × p_worse (probability that the person really is below the line) × responsiveness of the
-- box: 1 for R2 (教练型), 0.7 for R1 and R3, 0.2 for R4, 0.7 while the box is open. It is an
-- order, not a forecast: the responsiveness is a proposal that nobody has measured.
-- Not the worst performers: who misses the target by bad luck has a small p_worse, who has few
-- talks for lack of outlets a small stake after the class adjustment.

with weights as (
    select box, responsiveness
    from (
        values ('R1', 0.7::double), ('R2', 1.0), ('R3', 0.7), ('R4', 0.2),
            ('undetermined', 0.7), ('insufficient', 0.7)
    ) as weights (box, responsiveness)
),

gains as (
    select
        flags.person_id,
        flags.month_start_on,
        flags.team_id,
        flags.factor,
        flags.factor_ord,
        flags.kind,
        flags.n,
        flags.estimate,
        flags.peer_estimate,
        flags.p_worse,
        flags.stake_yuan,
        flags.case_yuan,
        flags.is_flagged,
        flags.confidence,
        coalesce(boxes.box, 'insufficient') as box,
        coalesce(weights.responsiveness, 0.7) as responsiveness,
        flags.stake_yuan * flags.p_worse * coalesce(weights.responsiveness, 0.7)
            as expected_gain_yuan
    from analysis.cause_flag as flags
    inner join meta.run as run
        on flags.month_start_on = run.month_start_on
    inner join core.dim_person as persons
        on flags.person_id = persons.person_id
        and persons.is_expected_to_log
        and (persons.left_on is null or persons.left_on > run.as_of_on)
    left join analysis.score_box as boxes
        on flags.person_id = boxes.person_id
        and flags.month_start_on = boxes.month_start_on
    left join weights
        on boxes.box = weights.box
    where flags.p_worse is not null
        and flags.is_bounded
        and flags.stake_yuan > 0
),

final as (
    select
        gains.*,
        row_number() over (
            partition by person_id
            order by is_flagged desc, expected_gain_yuan desc, factor_ord
        ) as choice
    from gains
)

select * from final
