-- severity: error
-- kind: column
-- message: 节奏预测的概率不在 0 与 1 之间，或预测区间不含预测值

select scope_type, scope_id, month_start_on, day_no
from analysis.pace_forecast
where p_attain < 0
    or p_attain > 1
    or forecast < money_yuan
    or forecast_lo > forecast
    or forecast_hi < forecast
    or forecast_lo < money_yuan
union all
select scope_type, scope_id, month_start_on, day_no
from analysis.pace_day
where required_per_day < 0
    or best_per_day < usual_per_day
    or zone not in ('done', 'ok', 'effort', 'late', 'missed')
