-- Grain: scope × month × day_no (pace_point): the forecast of the month's money. Inputs:
-- pace_level, pace_spread. Money to come is the sum of the tickets of a negative binomial number
-- of deals, see compound_at_least; above sixty expected deals log-normal with the same moments.
-- Its variance is multiplied by spread, what earlier months' forecasts were off beyond what they
-- said. p_attain is 1 once the target is reached and 0 when nothing more can come. forecast_lo …
-- forecast_hi hold 80 %.

with widened as (
    select
        levels.*,
        coalesce(spreads.spread, 1) as spread,
        levels.left_cv2 * coalesce(spreads.spread, 1) as wide_cv2,
        levels.ticket_level_cv2 + levels.left_cv2 * (coalesce(spreads.spread, 1) - 1)
            as wide_level_cv2
    from analysis.pace_level as levels
    left join analysis.pace_spread as spreads
        on levels.scope_type = spreads.scope_type
        and levels.month_start_on = spreads.month_start_on
        and spreads.elapsed_share = case
            when 8 * levels.day_no < 3 * levels.workdays then 0.25
            when 8 * levels.day_no < 5 * levels.workdays then 0.5
            else 0.75
        end
),

final as (
    select
        scope_type,
        scope_id,
        month_start_on,
        day_no,
        workdays,
        elapsed,
        through_on,
        is_closed,
        is_review,
        is_now,
        backtest_share,
        money_metric,
        people,
        person_days_left,
        plain_left,
        history_months,
        curve_deals,
        has_no_history,
        cases,
        money_yuan,
        month_cases,
        month_money_yuan,
        target,
        expected_elapsed,
        expected_left,
        prior_cv2,
        deals_left,
        ticket_yuan,
        spread,
        money_yuan + coalesce(money_left, 0) as forecast,
        money_yuan + case
            when money_left is null or p_no_deal >= 0.1 then 0
            else money_left
                * exp(-ln(1 + wide_cv2) / 2 - 1.2816::double * sqrt(ln(1 + wide_cv2)))
        end as forecast_lo,
        -- The mean of a sum that is mostly nothing lies above its 90th percentile.
        money_yuan + coalesce(greatest(money_left, case
            when p_no_deal >= 0.9 then 0
            else money_left
                * exp(-ln(1 + wide_cv2) / 2 + 1.2816::double * sqrt(ln(1 + wide_cv2)))
        end), 0) as forecast_hi,
        case
            when target is null or target <= 0 then null
            when need_yuan <= 0 then 1.0::double
            when is_closed and day_no = workdays then 0.0::double
            when person_days_left <= 0 then 0.0::double
            when ticket_yuan is null or prior_cv2 is null then null
            when coalesce(deals_left, 0) <= 0 then 0.0::double
            when deals_left > 60 then 1 - ncdf(
                (ln(need_yuan / money_left) + ln(1 + wide_cv2) / 2) / sqrt(ln(1 + wide_cv2)))
            else least(1.0::double, compound_at_least(
                need_yuan, shape, p_stop, ticket_yuan, ticket_cv2, wide_level_cv2,
                ceil(deals_left + 6 * sqrt(deals_left / p_stop) + 4)
            ))
        end as p_attain
    from widened
)

select * from final
