-- severity: warning
-- kind: integrity
-- message: 有关账文件读不出来，该月无法列出更正

select month_start_on, trouble
from core.closed_month
where not is_readable
