-- Grain: scope × month × metric with a target that somebody wrote down. Inputs: fct_target,
-- stg_file,
-- scope. Where the target stands: what a reader finds behind a target. A target that is the sum of
-- those below has no row; theirs have.

with final as (
    select
        targets.scope_type,
        targets.scope_id,
        targets.month_start_on,
        targets.metric,
        targets.target,
        case targets.origin when 'kpi' then 'KPI 设定表' else '月度目标表' end as origin_name,
        files.path as file_path,
        targets.sheet,
        coalesce(targets.target_cell, '第 ' || targets.row_no || ' 行') as cell
    from core.fct_target as targets
    inner join analysis.scope as scopes
        on targets.scope_type = scopes.scope_type
        and targets.scope_id = scopes.scope_id
    left join staging.stg_file as files
        on targets.file_id = files.file_id
    where targets.target is not null
)

select * from final
order by scope_type, scope_id, month_start_on, metric
