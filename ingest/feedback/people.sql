-- Whose row a row is: every place at which a record names a person, in files with findings.
with places as (
    select
        day.file_id,
        day.sheet,
        day.row_no,
        day.person_name,
        day.team_name
    from raw.day as day
    union
    select
        target.file_id,
        target.sheet,
        target.row_no,
        target.person_name,
        target.team_name
    from raw.target as target
    union
    select
        period_metric.file_id,
        period_metric.sheet,
        period_metric.row_no,
        period_metric.person_name,
        period_metric.team_name
    from raw.period_metric as period_metric
)

select
    places.file_id,
    places.sheet,
    places.row_no,
    coalesce(places.person_name, '') as person_name,
    coalesce(places.team_name, '') as team_name
from places
where places.file_id in (
    select issue.file_id
    from raw.issue as issue
    where issue.severity in ('error', 'warning')
)
order by
    places.file_id,
    places.sheet,
    places.row_no,
    person_name,
    team_name
