-- severity: error
-- kind: identity
-- message: 团队环比变化的各部分之和不等于前三个月平均减本月

select team_id, month_start_on
from analysis.gap_change
group by team_id, month_start_on
having not (abs(sum(yuan) - (max(base_yuan) - max(actual_yuan))) <= 0.01)
