-- severity: error
-- kind: identity
-- message: 技能/投入的持续判断与逐月概率不符

select person_id, month_start_on, axis
from analysis.score_state
where state_side not in ('high', 'low', 'undetermined')
    or (state_side = 'undetermined') <> (state_since_on is null)
    or state_since_on > month_start_on
    or (is_changed and p between 0.2000001 and 0.7999999)
union all
select person_id, month_start_on, box
from analysis.score_box
where box in ('R1', 'R2', 'R3', 'R4')
    and 'undetermined' in (skill_state, will_state)
