-- The month's targets that are known already ($1: first of the month).
select
    target.scope_type,
    coalesce(target.person_name, '') as person_name,
    coalesce(target.team_name, '') as team_name,
    target.metric,
    target.target
from raw.target as target
inner join raw.file as file
    on target.file_id = file.file_id
where
    file.status in ('loaded', 'partial')
    and target.month_start_on = $1
    and target.week_no is null
qualify row_number() over (
    partition by target.scope_type, target.person_name, target.team_name, target.metric
    order by file.version_rank desc, file.modified_at desc nulls last, file.path, target.record_no
) = 1
order by
    target.scope_type,
    person_name,
    team_name,
    target.metric
