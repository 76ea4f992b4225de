-- Brings the history in line with the issues in force on the run's day.
create or replace temp table issue_now as
select
    md5(concat_ws(chr(0), file.path, coalesce(issue.sheet, ''), coalesce(issue.cell, ''), issue.code)) as issue_key,
    file.path,
    coalesce(issue.sheet, '') as sheet,
    coalesce(issue.cell, '') as cell,
    issue.code,
    min(issue.severity) as severity
from raw.issue as issue
inner join raw.file as file
    on issue.file_id = file.file_id
where
    file.status in ('loaded', 'partial', 'rejected')
    and issue.severity in ('error', 'warning')
group by
    issue_key,
    file.path,
    issue.sheet,
    issue.cell,
    issue.code;

update raw.issue_history as history
set
    last_seen_on = greatest(history.last_seen_on, $1::date),
    fixed_on = null
where history.issue_key in (select issue_key from issue_now);

update raw.issue_history as history
set
    fixed_on = $1::date,
    times_fixed = history.times_fixed + 1
where
    history.fixed_on is null
    and history.issue_key not in (select issue_key from issue_now);

-- What came and went on one day was never anybody's to mend.
delete from raw.issue_history
where fixed_on = first_seen_on;

insert into raw.issue_history
select
    issue_now.issue_key,
    issue_now.path,
    issue_now.sheet,
    issue_now.cell,
    issue_now.code,
    issue_now.severity,
    $1::date as first_seen_on,
    $1::date as last_seen_on,
    cast(null as date) as fixed_on,
    0 as times_fixed
from issue_now
where issue_now.issue_key not in (select history.issue_key from raw.issue_history as history)
order by issue_now.issue_key;

drop table issue_now;
