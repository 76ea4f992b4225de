-- Grain: file in force, also those not read. Inputs: stg_file, stg_issue, dim_code.
-- A file whose path has newer content is left out: it is history of this computer, and the same
-- inbox must give the same page everywhere.

with issue_counts as (
    select file_id, count(*) as issues
    from staging.stg_issue
    group by file_id
),

final as (
    select
        cast(row_number() over (order by statuses.code_ord, files.path, files.file_id) as integer)
            as ord,
        files.path,
        files.form,
        coalesce(forms.code_name, files.form) as form_name,
        files.status,
        coalesce(statuses.code_name, files.status) as status_name,
        cast(files.rows_total as bigint) as rows_total,
        cast(files.rows_loaded as bigint) as rows_loaded,
        cast(coalesce(issue_counts.issues, 0) as bigint) as issues
    from staging.stg_file as files
    left join issue_counts
        on files.file_id = issue_counts.file_id
    left join core.dim_code as statuses
        on statuses.code_type = 'file_status'
        and files.status = statuses.code
    left join core.dim_code as forms
        on forms.code_type = 'form'
        and files.form = forms.code
    where files.status <> 'superseded'
)

select * from final
order by ord
