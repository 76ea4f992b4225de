-- severity: error
-- kind: column
-- message: 列中出现约定之外的取值

select 'core.fct_day.status' as place, status as found
from core.fct_day
where status not in (
    'worked_logged', 'worked_zero', 'missing', 'leave', 'training', 'holiday',
    'not_employed', 'nonworkday_logged'
)
union all
select 'core.fct_day_metric.source' as place, source as found
from core.fct_day_metric
where source not in (
    'log', 'visit_rows', 'sale_rows', 'day_total'
)
union all
select 'staging.stg_file.status' as place, status as found
from staging.stg_file
where status not in (
    'loaded', 'partial', 'rejected', 'duplicate', 'superseded'
)
union all
select 'staging.stg_row_ledger.fate' as place, fate as found
from staging.stg_row_ledger
where fate not in (
    'loaded', 'blank-form', 'header', 'subtotal', 'note', 'duplicate', 'quarantined'
)
union all
select 'core.fct_target.scope_type' as place, scope_type as found
from core.fct_target
where scope_type not in (
    'person', 'team', 'dept', 'company'
)
union all
select 'core.fct_period_metric.scope_type' as place, scope_type as found
from core.fct_period_metric
where scope_type not in (
    'person', 'team', 'dept', 'company'
)
union all
select 'analysis.score_state.side' as place, side as found
from analysis.score_state
where side not in (
    'high', 'low', 'undetermined'
)
union all
select 'analysis.score_state.axis' as place, axis as found
from analysis.score_state
where axis not in (
    'skill', 'will'
)
union all
select 'report.rpt_score.box' as place, box as found
from report.rpt_score
where box not in (
    'R1', 'R2', 'R3', 'R4', 'undetermined', 'insufficient'
)
union all
select 'report.rpt_attention.severity' as place, severity as found
from report.rpt_attention
where severity not in (
    'high', 'medium', 'info'
)
union all
select 'core.record_scope.scope_type' as place, scope_type as found
from core.record_scope
where scope_type not in (
    'person', 'team', 'dept', 'company'
)
union all
select 'core.control_total.reason' as place, reason as found
from core.control_total
where reason not in (
    'OPEN_PERIOD', 'NO_LOG', 'NO_FIGURE'
)
union all
select 'core.control_total.period_type' as place, period_type as found
from core.control_total
where period_type not in (
    'day', 'week', 'month'
)
union all
select 'core.fct_policy.status' as place, status as found
from core.fct_policy
where status not in (
    'in_force', 'pending', 'withdrawn', 'surrendered', 'lapsed'
)
