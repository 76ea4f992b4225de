-- What became of each error and warning over the runs. An issue keeps its identity as long as
-- file, sheet, cell and code are the same. Days are the runs' days, never the clock's, so
-- that the same runs give the same history.
create table if not exists raw.issue_history (
    issue_key varchar,        -- hash of path, sheet, cell and code
    path varchar,
    sheet varchar,
    cell varchar,
    code varchar,
    severity varchar,
    first_seen_on date,
    last_seen_on date,
    fixed_on date,            -- null while it is open
    times_fixed integer       -- how often it went and came back, and went
);
