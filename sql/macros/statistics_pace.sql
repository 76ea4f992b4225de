-- Counts that arrive over a month (DOMAIN 4.9, 9.5, 9.6).

-- P(N = k) of a negative binomial count with the given shape and success probability:
-- Γ(shape + k) / (Γ(shape) k!) · p^shape · (1 − p)^k.
create or replace macro nb_mass(k, shape, p) as
    exp(
        lgamma(cast(shape as double) + k) - lgamma(cast(shape as double)) - lgamma(k + 1.0::double)
        + cast(shape as double) * ln(cast(p as double)) + k * ln(1 - cast(p as double))
    );

-- P(N >= least) of that count; 1 for nothing more to come. p = 1 means that no time is left.
create or replace macro nb_at_least(least_count, shape, p) as
    case
        when least_count is null or shape is null or p is null then null
        when least_count <= 0 then 1.0::double
        when p >= 1 or shape <= 0 then 0.0::double
        else greatest(0.0::double, 1 - list_sum(list_transform(
            range(0, cast(ceil(least_count) as bigint)), lambda k: nb_mass(k, shape, p)
        )))
    end;

-- P(达成) of DOMAIN 9.5: y deals at curve share f, gamma prior (a, b) per full month, target t.
create or replace macro pace_attain(a, b, f, y, t) as
    nb_at_least(t - y, a + y, cast(b + f as double) / (b + 1));

-- P(sum of the tickets of N deals >= need): N negative binomial, the sum of k tickets log-normal
-- with mean k·ticket and squared coefficient of variation ticket_cv2 / k + level_cv2 (Fenton 1960;
-- level_cv2 is what is not known about the person's own level). Exact in the count, so that a
-- month in which nothing more may come is not given a smooth tail.
create or replace macro compound_at_least(need, shape, p, ticket, ticket_cv2, level_cv2, most) as
    -- In steps, because a macro repeats its argument: s2, then z, then the two together.
    list_sum(list_transform(
        list_transform(
            list_transform(
                range(1, cast(most as bigint) + 1),
                lambda k: {
                    'k': k, 's2': greatest(ln(1 + ticket_cv2 / k + level_cv2), 1e-12::double)
                }
            ),
            lambda deal: {
                'mass': nb_mass(deal.k, shape, p),
                'z': (ln(deal.k * ticket / need) - deal.s2 / 2) / sqrt(deal.s2)
            }
        ),
        lambda deal: deal.mass * ncdf(deal.z)
    ));

-- The mean at which a Poisson count reaches n with probability 1/2, that is the median of
-- Gamma(n, 1), n >= 1, to 1e-3 (Choi 1994). It replaces the search over a grid of DOMAIN 9.6.
create or replace macro gamma_median(n) as
    n - 1.0::double / 3 + 8.0::double / (405 * n) + 184.0::double / (25515 * n * n);

-- Null stays null (greatest() would skip it): an unknown variance is not a variance of zero.
create or replace macro not_negative(x) as
    case when x < 0 then 0.0::double else cast(x as double) end;
