-- Grain: scope × year × metric. Inputs: stg_year_target, stated_scope, stg_file. What forms state
-- as the whole year's target. Each month may state it anew: what the person set (自设) wins over a
-- given one, then the later form, as for months (target_statement).

with scoped as (
    select
        targets.*,
        scopes.scope_id,
        files.version_rank,
        files.modified_at,
        files.path
    from staging.stg_year_target as targets
    inner join staging.stg_file as files
        on targets.file_id = files.file_id
    inner join core.stated_scope as scopes
        on scope_key(
            targets.scope_type, targets.person_key, targets.team_name, targets.dept_name
        ) = scopes.scope_key
    where targets.target > 0
        and targets.year is not null
        and scopes.scope_id is not null
),

ranked as (
    select
        scoped.*,
        row_number() over (
            partition by scope_type, scope_id, year, metric
            order by
                case set_by when 'self' then 2 when 'supervisor' then 1 else 0 end desc,
                version_rank desc,
                filled_on desc nulls last,
                modified_at desc nulls last,
                path desc,
                sheet desc,
                record_no desc
        ) as choice
    from scoped
),

final as (
    select scope_type, scope_id, year, metric, target, set_by, filled_on, file_id, sheet, row_no,
        target_cell
    from ranked
    where choice = 1
)

select * from final
