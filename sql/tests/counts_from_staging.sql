-- severity: error
-- kind: integrity
-- message: 公司月度活动量与由原始记录直接加总的不一致

-- The company's months again, straight from the records: no person, team or calendar in between.
with winners as (
    select file_id, day_no, work_on
    from core.day_version
    where is_kept
),

stated as (
    select file_id, day_no, metric, arg_max(actual, record_no) as actual
    from staging.stg_day_metric
    where metric in ('talks', 'intents', 'closes')
    group by file_id, day_no, metric
),

plain as (
    select month_start(winners.work_on) as month_start_on, stated.metric,
        sum(stated.actual) as actual
    from stated
    inner join winners
        on stated.file_id = winners.file_id
        and stated.day_no = winners.day_no
    group by month_start(winners.work_on), stated.metric
)

select reported.month_start_on, reported.metric, reported.actual, plain.actual as plain_actual
from report.rpt_target_month as reported
full outer join plain
    on reported.month_start_on = plain.month_start_on
    and reported.metric = plain.metric
where reported.scope_type = 'company'
    and reported.metric in ('talks', 'intents', 'closes')
    and reported.actual is distinct from plain.actual
    and abs(coalesce(reported.actual, 0) - coalesce(plain.actual, 0)) > 0.005
union all
-- A month that the records have and the report has not.
select plain.month_start_on, plain.metric, null as actual, plain.actual as plain_actual
from plain
left join report.rpt_target_month as reported
    on reported.scope_type = 'company'
    and plain.month_start_on = reported.month_start_on
    and plain.metric = reported.metric
where reported.metric is null
    and plain.actual is not null
