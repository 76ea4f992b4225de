-- severity: error
-- kind: integrity
-- message: 检查表、周报与日志的核对数与由原始记录直接加总的不一致

-- The person rows again: the stated figure straight from the sheets, the logs' sum straight from the
-- people's days.
with plain as (
    select totals.scope_id, totals.period_type, totals.period_start_on, totals.log_metric,
        sum(logged.actual) as actual
    from core.control_total as totals
    inner join core.fct_day_metric as logged
        on totals.scope_id = logged.person_id
        and totals.log_metric = logged.metric
        and logged.work_on >= totals.period_start_on
        and logged.work_on <= case totals.period_type
            when 'day' then totals.period_start_on
            when 'week' then totals.period_start_on + 6
            else month_end(totals.period_start_on) end
    where totals.scope_type = 'person'
    group by totals.scope_id, totals.period_type, totals.period_start_on, totals.log_metric,
        totals.source, totals.metric
)

select distinct totals.scope_id, totals.period_start_on, totals.metric, totals.from_logs,
    plain.actual
from core.control_total as totals
inner join plain
    on totals.scope_id = plain.scope_id
    and totals.period_type = plain.period_type
    and totals.period_start_on = plain.period_start_on
    and totals.log_metric = plain.log_metric
where totals.scope_type = 'person'
    and totals.from_logs is not null
    and abs(totals.from_logs - plain.actual) > 0.005
union all
-- A stated figure of a named person that stands nowhere.
select stated.person_key, stated.period_start_on, stated.metric, stated.actual, null
from staging.stg_period_metric as stated
inner join core.person_alias as aliases
    on stated.person_key = aliases.person_key
where stated.scope_type = 'person'
    and stated.actual is not null
    and stated.period_start_on is not null
    and not exists (
        select 1
        from core.control_total as totals
        where totals.scope_type = 'person'
            and totals.scope_id = aliases.person_id
            and totals.period_type = stated.period_type
            and totals.period_start_on = stated.period_start_on
            and totals.metric = stated.metric
    )
