-- Grain: person × day × metric as a supervisor's check sheet states it. Inputs: stg_check_metric,
-- person_alias, dim_membership, stg_file.
-- Stands beside fct_day_metric and never in its place. Of several sheets the higher version word,
-- the later modification, the later path wins. log_filed is 1 or 0 (日志填写 √).

with checked as (
    select
        aliases.person_id,
        memberships.team_id,
        checks.work_on,
        checks.metric,
        checks.plan,
        checks.actual,
        checks.plan_cell,
        checks.actual_cell,
        checks.file_id,
        checks.sheet,
        checks.row_no,
        checks.record_no,
        row_number() over (
            partition by aliases.person_id, checks.work_on, checks.metric
            order by
                case when checks.actual is null then 1 else 0 end,
                files.version_rank desc,
                files.modified_at desc nulls last,
                files.path desc,
                checks.sheet desc,
                checks.record_no desc
        ) as choice
    from staging.stg_check_metric as checks
    inner join staging.stg_file as files
        on checks.file_id = files.file_id
    inner join core.person_alias as aliases
        on checks.person_key = aliases.person_key
    left join core.dim_membership as memberships
        on aliases.person_id = memberships.person_id
        and checks.work_on between memberships.valid_from_on and memberships.valid_to_on
    cross join meta.run as run
    where checks.work_on <= run.as_of_on
        and checks.metric is not null
),

final as (
    select person_id, team_id, work_on, metric, plan, actual, plan_cell, actual_cell, file_id,
        sheet, row_no, record_no
    from checked
    where choice = 1
)

select * from final
