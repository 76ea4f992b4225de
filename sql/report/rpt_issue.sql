-- Grain: finding of ingest. Inputs: stg_issue, stg_file, issue_code, dim_code.

with final as (
    select
        cast(row_number() over (
            order by severities.code_ord, files.path, issues.sheet nulls first,
                issues.cell nulls first, issues.code, issues.issue_id
        ) as integer) as ord,
        files.path as file_path,
        issues.sheet,
        issues.cell,
        issues.code,
        coalesce(names.code_name, issues.code) as code_name,
        issues.severity,
        issues.value,
        issues.message,
        issues.hint
    from staging.stg_issue as issues
    left join staging.stg_file as files
        on issues.file_id = files.file_id
    left join meta.issue_code as names
        on issues.code = names.code
    left join core.dim_code as severities
        on severities.code_type = 'severity'
        and issues.severity = severities.code
    where coalesce(files.status, '') <> 'superseded'
)

select * from final
order by ord
