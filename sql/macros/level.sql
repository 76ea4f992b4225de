-- The points of ln e at which levels are weighed (level_likelihood, level_prior, level_posterior).
create or replace macro level_grid() as
    list_transform(range(0, 57), lambda point: -1.6 + 0.05 * cast(point as double));
