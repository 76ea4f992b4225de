-- severity: error
-- kind: identity
-- message: 分解到周或日的目标之和不等于月目标（自己的分解与月目标不等时除外）

-- Days to the month, where nobody's own split says otherwise; days to weeks always.
select splits.scope_type, splits.scope_id, splits.metric, sum(splits.target) as days_target
from analysis.target_split as splits
inner join meta.run as run
    on true
inner join analysis.target_month as targets
    on splits.scope_type = targets.scope_type
    and splits.scope_id = targets.scope_id
    and splits.metric = targets.metric
    and targets.month_start_on = run.month_start_on
where splits.level = 'day'
    and not exists (
        select 1
        from core.fct_target_week as weeks
        where weeks.scope_type = splits.scope_type
            and weeks.scope_id = splits.scope_id
            and weeks.metric = splits.metric
            and weeks.month_start_on = run.month_start_on
    )
group by splits.scope_type, splits.scope_id, splits.metric, targets.target
having not (abs(sum(splits.target) - targets.target) <= 0.005)
union all
select scope_type, scope_id, metric,
    sum(case level when 'day' then target when 'week' then -target end) as days_target
from analysis.target_split
where level in ('day', 'week')
group by scope_type, scope_id, metric
having not (abs(sum(case level when 'day' then target when 'week' then -target end)) <= 0.005)
