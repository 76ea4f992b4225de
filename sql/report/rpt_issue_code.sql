-- Grain: kind of finding. Input: rpt_issue, dim_code.

with sums as (
    select code, code_name, severity, count(*) as issues, count(distinct file_path) as files
    from report.rpt_issue
    group by code, code_name, severity
),

final as (
    select
        cast(row_number() over (
            order by severities.code_ord, sums.issues desc, sums.code
        ) as integer) as ord,
        sums.code,
        sums.code_name,
        sums.severity,
        cast(sums.issues as bigint) as issues,
        cast(sums.files as bigint) as files
    from sums
    left join core.dim_code as severities
        on severities.code_type = 'severity'
        and sums.severity = severities.code
)

select * from final
order by ord
