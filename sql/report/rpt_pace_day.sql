-- Grain: scope × work day of the review month (0: before it began): the three M's as they came.
-- Input: pace_day, scope. Days to come are computed as if nothing more were sold.

select
    days.scope_type,
    days.scope_id,
    cast(days.day_no as integer) as day_no,
    days.work_on,
    cast(days.workdays as integer) as workdays,
    days.is_elapsed,
    days.target,
    days.money_yuan as actual_to_date,
    days.forecast,
    days.p_attain,
    days.need_deals,
    days.required_per_day,
    days.usual_per_day,
    days.best_per_day,
    days.zone,
    zone_name(days.zone) as zone_name
from analysis.pace_day as days
inner join analysis.scope as scopes
    on days.scope_type = scopes.scope_type
    and days.scope_id = scopes.scope_id
order by days.scope_type, days.scope_id, days.day_no
