-- Grain: sheet that matched no form. Inputs: stg_sheet, stg_file, dim_code. None of its cells is
-- shown anywhere. Hidden sheets, mostly forgotten patterns, come last.

with final as (
    select
        cast(row_number() over (
            order by sheets.is_hidden, files.path, sheets.sheet_no, files.file_id
        ) as integer) as ord,
        files.path,
        sheets.sheet,
        cast(sheets.rows_total as bigint) as rows_total,
        coalesce(forms.code_name, sheets.nearest_form) as nearest_form_name,
        coalesce(
            sheets.nearest_reason,
            case when sheets.is_hidden then '隐藏的工作表，未读入' end
        ) as reason,
        sheets.is_hidden
    from staging.stg_sheet as sheets
    inner join staging.stg_file as files
        on sheets.file_id = files.file_id
    left join core.dim_code as forms
        on forms.code_type = 'form'
        and sheets.nearest_form = forms.code
    where sheets.form is null
        and sheets.rows_total > 0
        and files.status not in ('superseded', 'duplicate')
)

select * from final
order by ord
