-- Grain: scope type × month × elapsed share: how much wider the forecasts of the closed months
-- before should have been. Input: pace_level. spread = mean squared error ÷ stated variance of the
-- money to come, at least 1 (a forecast is not made narrower by good luck), each term at most 16,
-- and twenty terms of 1 mixed in, because the scopes of one month err together and are fewer than
-- they seem. It takes up what the model leaves out: curves that move, people whose level changes,
-- months in which a product runs.

with errors as (
    select
        scope_type,
        month_start_on,
        backtest_share as elapsed_share,
        least(
            power((month_money_yuan - money_yuan) / money_left - 1, 2) / left_cv2, 16
        ) as error2
    from analysis.pace_level
    where backtest_share is not null
        and is_closed
        and not has_no_history
        and money_left > 0
        and left_cv2 > 0
),

sums as (
    select scope_type, month_start_on, elapsed_share, count(*) as n, sum(error2) as error2
    from errors
    group by scope_type, month_start_on, elapsed_share
),

months as (
    select distinct month_start_on from analysis.pace_workday
),

final as (
    select
        sums.scope_type,
        months.month_start_on,
        sums.elapsed_share,
        cast(sum(sums.n) as bigint) as n,
        greatest((sum(sums.error2) + 20) / (sum(sums.n) + 20), 1) as spread
    from months
    inner join sums
        on sums.month_start_on < months.month_start_on
    group by sums.scope_type, months.month_start_on, sums.elapsed_share
)

select * from final
