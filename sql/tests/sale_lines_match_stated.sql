-- severity: warning
-- kind: identity
-- message: 活动表所写的件数或保费与出单行之和不同（报告用出单行）

select person_id, work_on, metric, actual, stated_actual
from core.fct_day_metric
where source = 'sale_rows'
    and stated_actual is not null
    and abs(actual - stated_actual) > 0.005
