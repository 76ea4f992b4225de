-- Grain: fate × code of the rows of all files read. Inputs: stg_row_ledger, stg_file, dim_code,
-- issue_code. Sums to rpt_run.rows_total (a test says so).

with sums as (
    select ledger.fate, ledger.code, count(*) as row_count
    from staging.stg_row_ledger as ledger
    inner join staging.stg_file as files
        on ledger.file_id = files.file_id
    where files.status <> 'superseded'
    group by ledger.fate, ledger.code
),

final as (
    select
        cast(row_number() over (
            order by fates.code_ord, sums.row_count desc, sums.fate, sums.code nulls first
        ) as integer) as ord,
        sums.fate,
        coalesce(fates.code_name, sums.fate) as fate_name,
        sums.code,
        coalesce(names.code_name, sums.code) as code_name,
        cast(sums.row_count as bigint) as rows
    from sums
    left join core.dim_code as fates
        on fates.code_type = 'fate'
        and sums.fate = fates.code
    left join meta.issue_code as names
        on sums.code = names.code
)

select * from final
order by ord
