-- severity: error
-- kind: identity
-- message: 提奖差距各部分之和不等于目标提奖减实际提奖

select person_id, month_start_on
from analysis.gap_income
where reason is null
group by person_id, month_start_on
having not (abs(sum(yuan) - (max(target_income_yuan) - max(actual_income_yuan))) <= 0.01)
