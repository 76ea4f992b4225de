-- Grain: person × month. Input: score_state.
-- The box of DOMAIN 5.5 when both sides are sure; undetermined with a lean otherwise; insufficient
-- when an axis lacks data.

with sides as (
    select
        person_id,
        month_start_on,
        max(score) filter (where axis = 'skill') as skill_score,
        max(p) filter (where axis = 'skill') as skill_p,
        max(side) filter (where axis = 'skill') as skill_side,
        bool_or(is_sure) filter (where axis = 'skill') as skill_is_sure,
        max(reason) filter (where axis = 'skill') as skill_reason,
        max(score) filter (where axis = 'will') as will_score,
        max(p) filter (where axis = 'will') as will_p,
        max(side) filter (where axis = 'will') as will_side,
        bool_or(is_sure) filter (where axis = 'will') as will_is_sure,
        max(reason) filter (where axis = 'will') as will_reason
    from analysis.score_state
    group by person_id, month_start_on
),

final as (
    select
        sides.*,
        case
            when coalesce(skill_reason, '') in ('FEW_DAYS', 'FEW_INDICATORS', 'SMALL_SAMPLE')
                or coalesce(will_reason, '') in ('FEW_DAYS', 'FEW_INDICATORS', 'SMALL_SAMPLE')
                then 'insufficient'
            when not (skill_is_sure and will_is_sure) then 'undetermined'
            when skill_side = 'low' and will_side = 'low' then 'R1'
            when skill_side = 'low' then 'R2'
            when will_side = 'low' then 'R3'
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
)

select * from final
