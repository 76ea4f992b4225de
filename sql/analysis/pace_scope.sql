-- Grain: scope, review month as of the run: will the target be reached, and what would it take.
-- Inputs: pace_forecast, pace_day, pace_effort, dim_chain, person_service, run.
-- last_recoverable_on: the last work day at whose end the required pace was, or if nothing more is
-- sold would still be, within the best one. reason says what is missing: NO_TARGET, NO_DEAL (no
-- deal anywhere to estimate from), NO_RATE (no rates or no activity, so no required pace),
-- NO_HISTORY (no closed month: a straight line and this month's own level stand in, the forecast
-- is rough).

with now as (
    select *, ticket_yuan > 0 or is_closed or person_days_left <= 0 as is_known
    from analysis.pace_forecast
    where is_now
),

last_days as (
    select scope_type, scope_id, max(work_on) as last_recoverable_on
    from analysis.pace_day
    where zone in ('ok', 'effort')
    group by scope_type, scope_id
),

final as (
    select
        now.scope_type,
        now.scope_id,
        now.month_start_on,
        run.as_of_on,
        now.money_metric,
        now.day_no as workdays_elapsed,
        now.workdays,
        now.is_closed,
        now.target,
        now.money_yuan as actual_to_date,
        now.cases as cases_to_date,
        case when now.is_known then now.forecast end as forecast,
        case when now.is_known then now.forecast_lo end as forecast_lo,
        case when now.is_known then now.forecast_hi end as forecast_hi,
        now.p_attain,
        days.need_deals,
        days.required_per_day,
        days.usual_per_day,
        days.best_per_day,
        days.deals_per_activity,
        days.person_days_left,
        effort.best_source,
        days.zone,
        case when days.zone in ('ok', 'effort', 'late') then last_days.last_recoverable_on end
            as last_recoverable_on,
        now.curve_deals,
        now.history_months,
        case
            when now.target is null or now.target <= 0 then 'NO_TARGET'
            when now.is_closed or days.zone = 'done' then null
            when now.p_attain is null then 'NO_DEAL'
            when days.zone is null then 'NO_RATE'
            when now.has_no_history then 'NO_HISTORY'
        end as reason
    from now
    cross join meta.run as run
    left join analysis.pace_day as days
        on now.scope_type = days.scope_type
        and now.scope_id = days.scope_id
        and now.day_no = days.day_no
    left join analysis.pace_effort as effort
        on now.scope_type = effort.scope_type
        and now.scope_id = effort.scope_id
    left join last_days
        on now.scope_type = last_days.scope_type
        and now.scope_id = last_days.scope_id
)

select * from final
