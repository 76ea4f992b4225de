-- Grain: one row, the run. Inputs: run, dim_date, stg_file, stg_issue, stg_row_ledger, plan_actual,
-- scope. Files replaced by newer content at the same path are counted nowhere.

with files as (
    select
        count(*) as files_total,
        count(*) filter (where status = 'loaded') as files_loaded,
        count(*) filter (where status = 'partial') as files_partial,
        count(*) filter (where status = 'rejected') as files_rejected,
        count(*) filter (where status = 'duplicate') as files_duplicate,
        coalesce(sum(rows_total), 0) as rows_total
    from staging.stg_file
    where status <> 'superseded'
),

ledger as (
    select
        count(*) filter (where ledger.fate = 'loaded') as rows_loaded,
        count(*) filter (where ledger.fate = 'quarantined') as rows_quarantined
    from staging.stg_row_ledger as ledger
    inner join staging.stg_file as files
        on ledger.file_id = files.file_id
    where files.status <> 'superseded'
),

issues as (
    select
        count(*) filter (where issues.severity = 'error') as issues_error,
        count(*) filter (where issues.severity = 'warning') as issues_warning
    from staging.stg_issue as issues
    left join staging.stg_file as files
        on issues.file_id = files.file_id
    where coalesce(files.status, '') <> 'superseded'
),

month_days as (
    select
        count(*) filter (where dates.is_workday) as workdays,
        count(*) filter (where dates.is_workday and dates.is_elapsed) as workdays_elapsed
    from core.dim_date as dates
    cross join meta.run as run
    where dates.month_start_on = run.month_start_on
),

-- Logs of the review month: expected of everybody in every team, whether any arrived or not.
logs as (
    select
        coalesce(sum(members.expected_days), 0) as logs_expected,
        coalesce(sum(members.logged_days), 0) as logs_received
    from analysis.member_period as members
    inner join meta.run as run
        on members.period_start_on = run.month_start_on
    where members.period_type = 'month'
),

people as (
    select coalesce(max(member_count), 0) as people
    from analysis.scope
    where scope_type = 'company'
),

calendar as (
    select string_agg(distinct cast(year(date_on) as varchar), '、'
        order by cast(year(date_on) as varchar)) as years
    from core.dim_date
    cross join meta.run as run
    where not has_notice
        and date_on <= month_end(run.as_of_on)
),

final as (
    select
        run.as_of_on as as_of_date,
        run.month_start_on,
        month_label(run.month_start_on) as month_label,
        cast(month_days.workdays as integer) as workdays,
        cast(month_days.workdays_elapsed as integer) as workdays_elapsed,
        ratio(month_days.workdays_elapsed, month_days.workdays) as time_progress,
        cast(files.files_total as bigint) as files_total,
        cast(files.files_loaded as bigint) as files_loaded,
        cast(files.files_partial as bigint) as files_partial,
        cast(files.files_rejected as bigint) as files_rejected,
        cast(files.files_duplicate as bigint) as files_duplicate,
        cast(files.rows_total as bigint) as rows_total,
        cast(ledger.rows_loaded as bigint) as rows_loaded,
        cast(ledger.rows_quarantined as bigint) as rows_quarantined,
        cast(issues.issues_error as bigint) as issues_error,
        cast(issues.issues_warning as bigint) as issues_warning,
        cast(logs.logs_expected as bigint) as logs_expected,
        cast(logs.logs_received as bigint) as logs_received,
        ratio(logs.logs_received, logs.logs_expected) as coverage,
        cast(people.people as integer) as people,
        case when calendar.years is not null
            then calendar.years || ' 年放假安排未收录，该年工作日暂按周一至周五推算，可能与实际调休不符'
        end as calendar_note
    from meta.run as run
    cross join files
    cross join ledger
    cross join issues
    cross join month_days
    cross join logs
    cross join people
    cross join calendar
)

select
    as_of_date as as_of_on,
    final.* exclude (as_of_date)
from final
