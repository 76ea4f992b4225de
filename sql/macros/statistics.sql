-- Normal distribution function, Abramowitz and Stegun 26.2.17, error < 1e-7 (DOMAIN 9.1).
create or replace macro normal_t(z) as 1.0 / (1.0 + 0.2316419 * abs(cast(z as double)));

create or replace macro normal_tail(z) as
    exp(-cast(z as double) * z / 2) * 0.3989422804014327 * normal_t(z) * (
        0.319381530 + normal_t(z) * (-0.356563782 + normal_t(z) * (1.781477937
            + normal_t(z) * (-1.821255978 + normal_t(z) * 1.330274429)))
    );

create or replace macro ncdf(z) as
    case when z >= 0 then 1 - normal_tail(z) when z < 0 then normal_tail(z) end;

-- Wilson interval, 90 % (z = 1.645). Null when there is nothing to divide by or when the count
-- exceeds its base (then it is a ratio, not a share).
create or replace macro wilson_lo(y, n) as
    case when n > 0 and y >= 0 and y <= n then greatest(0.0,
        (y + 1.645 * 1.645 / 2) / (n + 1.645 * 1.645)
        - 1.645 * sqrt(y * (n - y) / cast(n as double) + 1.645 * 1.645 / 4) / (n + 1.645 * 1.645)
    ) end;

create or replace macro wilson_hi(y, n) as
    case when n > 0 and y >= 0 and y <= n then least(1.0,
        (y + 1.645 * 1.645 / 2) / (n + 1.645 * 1.645)
        + 1.645 * sqrt(y * (n - y) / cast(n as double) + 1.645 * 1.645 / 4) / (n + 1.645 * 1.645)
    ) end;

-- The one idiom for division.
create or replace macro ratio(num, den) as cast(num as double) / nullif(cast(den as double), 0);

-- P(X <= k) of a Poisson variable with the given mean; for "could this be luck?".
create or replace macro poisson_at_most(k, mean) as
    case when mean > 0 and k >= 0 then least(1.0, list_sum(list_transform(
        range(0, cast(floor(k) as bigint) + 1),
        lambda i: exp(-cast(mean as double) + i * ln(cast(mean as double)) - lgamma(i + 1))
    ))) when mean = 0 then 1.0 end;
