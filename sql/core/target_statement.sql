-- Grain: scope × month × week of the month (null: the whole month) × metric. Inputs: stg_target,
-- stated_scope, stg_file. What target forms state, as written. Where one scope has several, the one
-- the person set (自设) wins over a given one, then the later form.

with scoped as (
    select
        targets.*,
        scopes.scope_id,
        files.version_rank,
        files.modified_at,
        files.path
    from staging.stg_target as targets
    inner join staging.stg_file as files
        on targets.file_id = files.file_id
    inner join core.stated_scope as scopes
        on scope_key(
            targets.scope_type, targets.person_key, targets.team_name, targets.dept_name
        ) = scopes.scope_key
    where targets.target is not null
        and targets.month_start_on is not null
        and scopes.scope_id is not null
),

ranked as (
    select
        scoped.*,
        row_number() over (
            partition by scope_type, scope_id, month_start_on, week_no, metric
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
    select scope_type, scope_id, month_start_on, week_no, metric, target, set_by, filled_on,
        file_id, sheet, row_no, target_cell
    from ranked
    where choice = 1
)

select * from final
