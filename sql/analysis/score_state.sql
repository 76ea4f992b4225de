-- Grain: person × month × axis. Input: score_history. side and is_sure are the month's own window
-- (p outside 0.2–0.8); state_side is the side that holds over months, since state_since_on;
-- is_changed marks the month of a change. People without a score are undetermined and carry the
-- reason.

select
    person_id,
    month_start_on,
    axis,
    score,
    p,
    side,
    is_sure,
    state_side,
    state_since_on,
    is_changed,
    previous_side,
    reason
from analysis.score_history
