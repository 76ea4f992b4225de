-- Grain: person × month × file that the person's figures of the month come from. Inputs: fct_day,
-- fct_target, stg_file. file_id changes with the content, so a resubmitted file is a new one.

with uses as (
    select person_id, month_start(work_on) as month_start_on, file_id
    from core.fct_day
    where has_log
    union
    select scope_id, month_start_on, file_id
    from core.fct_target
    where scope_type = 'person'
        and metric = 'premium_yuan'
),

final as (
    select uses.person_id, uses.month_start_on, uses.file_id, files.path
    from uses
    inner join staging.stg_file as files
        on uses.file_id = files.file_id
)

select * from final
