-- Shapley values of the factors of a product that goes from the list "base" to the list "actual":
-- value k = what the product loses through factor k, so the values add up to Π base − Π actual.
--
-- The value of factor k is the integral over t in 0..1 of
--     (base[k] − actual[k]) · Π over j ≠ k of (base[j] + t · (actual[j] − base[j]))
-- (Owen 1972: the Shapley value is the diagonal integral of the multilinear extension; for a
-- product the extension is this product). It is a polynomial of degree n − 1, so five
-- Gauss–Legendre points are exact up to ten factors, without the 2^n subsets of DOMAIN 9.3, and
-- zeros need no special treatment.
create or replace macro shapley_product(base, actual) as
    list_transform(range(1, len(base) + 1), lambda k:
        (base[k] - actual[k]) * list_sum(list_transform(
            [
                {'t': 0.046910077030668004::double, 'w': 0.11846344252809454::double},
                {'t': 0.23076534494715845::double, 'w': 0.23931433524968324::double},
                {'t': 0.5::double, 'w': 0.28444444444444444::double},
                {'t': 0.76923465505284155::double, 'w': 0.23931433524968324::double},
                {'t': 0.953089922969332::double, 'w': 0.11846344252809454::double}
            ],
            lambda node: node.w * list_product(list_transform(
                range(1, len(base) + 1), lambda j:
                    case when j = k then 1.0::double
                        else base[j] + node.t * (actual[j] - base[j]) end
            ))
        ))
    );

-- P(θ < threshold) of a Beta(a, b) variable. The density is summed over 200 midpoints of
-- u = arcsin(√θ), where it has no pole at the ends for a, b >= 1/2 and a standard deviation of about
-- 1/(2√(a + b)) whatever its mean, over ± 7 of those; the cell of the threshold counts in part.
-- DOMAIN 9.4 sums over θ itself, which is too coarse once a + b passes a thousand. The subquery
-- becomes one join with the grid however many rows ask.
create or replace macro beta_grid_lo(a, b) as
    greatest(0.0::double, asin(sqrt(a / (a + b))) - 3.5 / sqrt(a + b));

create or replace macro beta_grid_hi(a, b) as
    least(pi() / 2, asin(sqrt(a / (a + b))) + 3.5 / sqrt(a + b));

create or replace macro beta_cells(a, b, threshold) as (
    select sum(cells.f * greatest(0.0::double, least(1.0::double, cells.below - cells.i)))
        / sum(cells.f)
    from (
        select
            grid.i,
            (asin(sqrt(threshold)) - beta_grid_lo(a, b))
                / (beta_grid_hi(a, b) - beta_grid_lo(a, b)) * 200 as below,
            exp(
                (2 * a - 1) * ln(sin(beta_grid_lo(a, b)
                    + (grid.i + 0.5) * (beta_grid_hi(a, b) - beta_grid_lo(a, b)) / 200)
                    / sqrt(a / (a + b)))
                + (2 * b - 1) * ln(cos(beta_grid_lo(a, b)
                    + (grid.i + 0.5) * (beta_grid_hi(a, b) - beta_grid_lo(a, b)) / 200)
                    / sqrt(b / (a + b)))
            ) as f
        from (select unnest(range(0, 200)) as i) as grid
    ) as cells
);

create or replace macro beta_below(a, b, threshold) as
    case
        when a is null or b is null or threshold is null then null
        when a <= 0 or b <= 0 then null
        when threshold <= 0 then 0.0::double
        when threshold >= 1 then 1.0::double
        else beta_cells(cast(a as double), cast(b as double),
            greatest(0.0::double, least(1.0::double, cast(threshold as double))))
    end;
