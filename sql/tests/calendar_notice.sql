-- severity: warning
-- kind: integrity
-- message: 有的年份没有收录放假安排，工作日按周一至周五推算

select distinct year(date_on) as calendar_year
from core.dim_date
cross join meta.run as run
where not has_notice
    and date_on <= month_end(run.as_of_on)
