-- severity: error
-- kind: identity
-- message: 行去向台账与文件行数不符

select files.path, files.rows_total, count(ledger.file_id) as ledger_rows
from staging.stg_file as files
left join staging.stg_row_ledger as ledger
    on files.file_id = ledger.file_id
where files.status <> 'superseded'
group by files.file_id, files.path, files.rows_total
having files.rows_total <> count(ledger.file_id)
union all
select '(合计)' as path, run.rows_total, coalesce(sum(ledger.rows), 0) as ledger_rows
from report.rpt_run as run
left join report.rpt_ledger as ledger
    on true
group by run.rows_total
having run.rows_total <> coalesce(sum(ledger.rows), 0)
