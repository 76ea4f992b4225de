-- z of a variance: (n − 1) s² / expected is chi-square with n − 1 degrees of freedom when days are as
-- spread as the peers'; its cube root is nearly normal (Wilson and Hilferty 1931).
create or replace macro spread_z(variance, expected, n) as
    (power(cast(variance as double) / expected, 1.0 / 3) - (1 - 2.0 / (9 * (n - 1))))
    / sqrt(2.0 / (9 * (n - 1)));
