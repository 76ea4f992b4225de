-- severity: warning
-- kind: integrity
-- message: 有的年份没有收录放假安排，工作日按周一至周五推算

select distinct year(date_on) as calendar_year
from core.dim_date
where not has_notice
