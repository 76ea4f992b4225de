-- severity: error
-- kind: identity
-- message: 应交 ≠ 已交 + 未交

select run.logs_expected, run.logs_received, count(missing.ord) as missing
from report.rpt_run as run
left join report.rpt_missing_log as missing
    on true
group by run.logs_expected, run.logs_received
having run.logs_expected <> run.logs_received + count(missing.ord)
