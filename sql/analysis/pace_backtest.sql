-- Grain: scope × closed month × elapsed share (.25, .5, .75): what was forecast then, from what
-- was known then, and what became of it. Input: pace_forecast. Nothing of the month itself enters
-- beyond its sales to date. The first month of all has no history and is left out, as are scopes
-- without a target and those that had reached it already: the probability of a thing done is no
-- forecast (had_reached counts them). p_time_progress is the rule of the traffic light, for
-- comparison: 1 when attainment is at least the elapsed share.

select
    scope_type,
    scope_id,
    month_start_on,
    backtest_share as elapsed_share,
    day_no,
    workdays,
    target,
    money_yuan as actual_to_date,
    month_money_yuan as final_yuan,
    forecast,
    forecast_lo,
    forecast_hi,
    p_attain as p,
    cast(case when month_money_yuan >= target then 1 else 0 end as integer) as outcome,
    money_yuan >= target as had_reached,
    case when money_yuan / target >= cast(day_no as double) / workdays then 1.0 else 0.0 end
        as p_time_progress,
    month_money_yuan between forecast_lo and forecast_hi as is_within
from analysis.pace_forecast
where backtest_share is not null
    and is_closed
    and target > 0
    and p_attain is not null
    and not has_no_history
