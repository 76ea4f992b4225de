-- Grain: scope × period × metric × form. Inputs: stg_period_metric, stated_scope,
-- stg_file. What each kind of weekly and monthly form states about a whole period,
-- the latest form of the kind. Two kinds that speak of the same week (周报 and 营业部统计表) stand side
-- by side here.

with scoped as (
    select
        metrics.*,
        scopes.scope_id,
        files.version_rank,
        files.modified_at,
        files.path
    from staging.stg_period_metric as metrics
    inner join staging.stg_file as files
        on metrics.file_id = files.file_id
    inner join core.stated_scope as scopes
        on scope_key(
            metrics.scope_type, metrics.person_key, metrics.team_name, metrics.dept_name
        ) = scopes.scope_key
    where scopes.scope_id is not null
),

ranked as (
    select
        scoped.*,
        row_number() over (
            partition by scope_type, scope_id, period_type, period_start_on, metric, source
            order by
                -- Last week's form plans this week; it must not hide what this week's says was done.
                case when actual is null then 1 else 0 end,
                version_rank desc,
                modified_at desc nulls last,
                path desc,
                sheet desc,
                record_no desc
        ) as choice
    from scoped
),

final as (
    select scope_type, scope_id, period_type, period_start_on, metric, plan, actual, source,
        file_id, sheet, row_no, record_no, plan_cell, actual_cell, version_rank, modified_at, path
    from ranked
    where choice = 1
)

select * from final
