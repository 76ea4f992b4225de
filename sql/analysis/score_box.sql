-- Grain: person × month. Input: score_state.
-- The box of DOMAIN 5.5 from the sides that hold over months (hysteresis): undetermined with a lean
-- until both axes have had a sure month, insufficient when an axis lacks data this month. is_sure:
-- this month's own window supports both sides. previous_box is the last one that was determined.

with sides as (
    select
        person_id,
        month_start_on,
        max(score) filter (where axis = 'skill') as skill_score,
        max(p) filter (where axis = 'skill') as skill_p,
        max(side) filter (where axis = 'skill') as skill_side,
        bool_or(is_sure) filter (where axis = 'skill') as skill_is_sure,
        max(state_side) filter (where axis = 'skill') as skill_state,
        max(state_since_on) filter (where axis = 'skill') as skill_since_on,
        max(reason) filter (where axis = 'skill') as skill_reason,
        max(score) filter (where axis = 'will') as will_score,
        max(p) filter (where axis = 'will') as will_p,
        max(side) filter (where axis = 'will') as will_side,
        bool_or(is_sure) filter (where axis = 'will') as will_is_sure,
        max(state_side) filter (where axis = 'will') as will_state,
        max(state_since_on) filter (where axis = 'will') as will_since_on,
        max(reason) filter (where axis = 'will') as will_reason
    from analysis.score_state
    group by person_id, month_start_on
),

boxes as (
    select
        sides.*,
        case
            when coalesce(skill_reason, '') in ('FEW_DAYS', 'FEW_INDICATORS', 'SMALL_SAMPLE')
                or coalesce(will_reason, '') in ('FEW_DAYS', 'FEW_INDICATORS', 'SMALL_SAMPLE')
                then 'insufficient'
            when skill_state = 'undetermined' or will_state = 'undetermined' then 'undetermined'
            when skill_state = 'low' and will_state = 'low' then 'R1'
            when skill_state = 'low' then 'R2'
            when will_state = 'low' then 'R3'
            else 'R4'
        end as box,
        case
            when skill_p is null or will_p is null then null
            when skill_p < 0.5 and will_p < 0.5 then 'R1'
            when skill_p < 0.5 then 'R2'
            when will_p < 0.5 then 'R3'
            else 'R4'
        end as lean_box
    from sides
),

steps as (
    select
        boxes.*,
        max(case when box in ('R1', 'R2', 'R3', 'R4') then struct_pack(
            month_start_on := month_start_on, box := box
        ) end) over (
            partition by person_id order by month_start_on
            rows between unbounded preceding and 1 preceding
        ) as last_determined
    from boxes
),

final as (
    select
        steps.* exclude (last_determined),
        coalesce(
            skill_is_sure and will_is_sure and skill_side = skill_state
            and will_side = will_state,
            false
        ) as is_sure,
        case when box in ('R1', 'R2', 'R3', 'R4')
            then greatest(skill_since_on, will_since_on) end as box_since_on,
        last_determined.box as previous_box,
        box in ('R1', 'R2', 'R3', 'R4') and coalesce(last_determined.box <> box, false)
            as is_box_changed
    from steps
)

select * from final
