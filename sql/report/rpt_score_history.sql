-- Grain: person × month (of the last twelve). Inputs: score_box, score_rating, scope, run. The
-- sides hold over months (hysteresis); is_sure says whether the month's own window supports them.

with boxes as (
    select boxes.*
    from analysis.score_box as boxes
    cross join meta.run as run
    where boxes.month_start_on > add_months(run.month_start_on, -12)
),

final as (
    select
        boxes.person_id,
        boxes.month_start_on,
        month_label(boxes.month_start_on) as month_label,
        boxes.skill_score,
        boxes.skill_p,
        boxes.skill_state,
        boxes.skill_since_on,
        boxes.will_score,
        boxes.will_p,
        boxes.will_state,
        boxes.will_since_on,
        boxes.box,
        box_name(boxes.box) as box_name,
        boxes.is_sure,
        boxes.is_box_changed,
        boxes.previous_box,
        box_name(boxes.previous_box) as previous_box_name,
        case
            when boxes.is_box_changed then '由' || box_name(boxes.previous_box) || '变为'
                || box_name(boxes.box)
            when boxes.box in ('R1', 'R2', 'R3', 'R4') and boxes.is_sure
                then box_name(boxes.box) || '，自' || month_label(boxes.box_since_on)
            when boxes.box in ('R1', 'R2', 'R3', 'R4')
                then box_name(boxes.box) || '，自' || month_label(boxes.box_since_on)
                    || '沿用；本月证据不足以改判'
            else box_name(boxes.box)
        end as sentence
    from boxes
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and boxes.person_id = scopes.scope_id
)

select * from final
order by person_id, month_start_on
