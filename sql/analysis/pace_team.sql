-- Grain: team, review month as of the run. Input: pace_scope, which has the definitions.

select
    scope_id as team_id,
    month_start_on,
    as_of_on,
    target,
    actual_to_date,
    forecast,
    forecast_lo,
    forecast_hi,
    p_attain,
    required_per_day,
    usual_per_day,
    best_per_day,
    zone,
    last_recoverable_on,
    reason
from analysis.pace_scope
where scope_type = 'team'
