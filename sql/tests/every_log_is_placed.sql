-- severity: error
-- kind: integrity
-- message: 有日志记录没有进入 core（或进入了两次）

select days.file_id, days.record_no, count(versions.person_id) as copies
from staging.stg_day as days
cross join meta.run as run
left join core.day_version as versions
    on days.file_id = versions.file_id
    and days.record_no = versions.day_no
where days.work_on <= run.as_of_on
group by days.file_id, days.record_no
having count(versions.person_id) <> 1
