-- Grain: card × source row, the clearest first: at most six days and six lines. Inputs:
-- cause_evidence_day, cause_evidence_line, stg_file.

with found as (
    select 'day' as source, * from analysis.cause_evidence_day
    union all
    select 'line', * from analysis.cause_evidence_line
),

ranked as (
    select
        found.*,
        files.path as file_path,
        row_number() over (
            partition by found.scope_type, found.scope_id, found.month_start_on, found.rule,
                found.source
            order by found.weight desc nulls last, found.work_on, files.path, found.sheet,
                found.cell, found.text
        ) as choice
    from found
    left join staging.stg_file as files
        on found.file_id = files.file_id
),

final as (
    select
        scope_type,
        scope_id,
        month_start_on,
        rule,
        cast(row_number() over (
            partition by scope_type, scope_id, month_start_on, rule
            order by source, choice
        ) as integer) as ord,
        text,
        file_path,
        case when file_path is not null then sheet end as sheet,
        case when file_path is not null then cell end as cell,
        work_on
    from ranked
    where choice <= 6
        and text is not null
)

select * from final
