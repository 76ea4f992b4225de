-- Quotas that a target asks for (DOMAIN 7.1). Premium of a month is a compound count: mean m yuan and
-- relative variance unit_yuan / m + drift2, where unit_yuan = mean ticket · (1 + cv²) is what one case
-- adds and drift2 what no number of cases averages out (months differ, rates are only estimated). It
-- is taken as gamma with these two moments; its distribution function by the cube root of Wilson and
-- Hilferty (1931), which needs nothing but the normal one.
create or replace macro quota_drift(mean_yuan, unit_yuan, drift2) as
    cast(unit_yuan as double) / mean_yuan + drift2;

-- z with P(premium >= target) = ncdf(z) when the mean is mean_yuan; increases with the mean.
create or replace macro quota_z(mean_yuan, target_yuan, unit_yuan, drift2) as
    (1 - quota_drift(mean_yuan, unit_yuan, drift2) / 9
        - power(cast(target_yuan as double) / mean_yuan, 1.0 / 3))
    * 3 / sqrt(quota_drift(mean_yuan, unit_yuan, drift2));

-- The smallest mean with P(premium >= target) >= ncdf(z): from the target itself, forty steps down or
-- up in the logarithm, each half as long as the one before, within a factor of 100. Null where the
-- target is not positive.
create or replace macro quota_mean(z, target_yuan, unit_yuan, drift2) as
    case when target_yuan > 0 and unit_yuan > 0 then exp(list_reduce(
        list_transform(range(1, 41), lambda k: ln(100.0) / power(2.0, k)),
        lambda log_mean, width: log_mean + width * case
            when quota_z(exp(log_mean), target_yuan, unit_yuan, drift2) >= z then -1 else 1 end,
        ln(cast(target_yuan as double))
    )) end;
