-- Grain: scope type × elapsed share × bin of p (bin 0: all of them). Input: pace_backtest.
-- brier = mean (p − outcome)²; time_brier that of the traffic light; error = mean outcome − mean p
-- (bin 0: the mean of |error| over the bins, weighted with n). interval_share: how often the final
-- figure fell within forecast_lo … forecast_hi, nominally 80 %. Scopes that had reached the target
-- already are left out: they would flatter.

with rows_open as (
    select
        scope_type,
        elapsed_share,
        cast(least(floor(p * 5), 4) + 1 as integer) as bin,
        p,
        outcome,
        p_time_progress,
        is_within
    from analysis.pace_backtest
    where not had_reached
),

bins as (
    select
        scope_type,
        elapsed_share,
        bin,
        count(*) as n,
        avg(p) as mean_p,
        avg(outcome) as outcome_share,
        avg(power(p - outcome, 2)) as brier,
        avg(power(p_time_progress - outcome, 2)) as time_brier,
        avg(case when is_within then 1.0 else 0.0 end) as interval_share
    from rows_open
    group by scope_type, elapsed_share, bin
),

totals as (
    select
        scope_type,
        elapsed_share,
        0 as bin,
        sum(n) as n,
        sum(n * mean_p) / sum(n) as mean_p,
        sum(n * outcome_share) / sum(n) as outcome_share,
        sum(n * brier) / sum(n) as brier,
        sum(n * time_brier) / sum(n) as time_brier,
        sum(n * interval_share) / sum(n) as interval_share,
        sum(n * abs(outcome_share - mean_p)) / sum(n) as error
    from bins
    group by scope_type, elapsed_share
),

final as (
    select scope_type, elapsed_share, bin, cast(n as bigint) as n, mean_p, outcome_share, brier,
        time_brier, cast(interval_share as double) as interval_share,
        outcome_share - mean_p as error
    from bins
    union all
    select scope_type, elapsed_share, bin, cast(n as bigint), mean_p, outcome_share, brier,
        time_brier, cast(interval_share as double), error
    from totals
)

select * from final
