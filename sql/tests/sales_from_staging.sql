-- severity: error
-- kind: integrity
-- message: 报告中的保费与由出单行直接加总的不一致

-- Premium of all days that have fully read sale lines, straight from the lines, against the days
-- on the people's pages.
with plain as (
    select versions.person_id, versions.work_on, sum(sales.premium_yuan) as premium_yuan
    from staging.stg_sale as sales
    inner join core.day_version as versions
        on sales.file_id = versions.file_id
        and sales.day_no = versions.day_no
    where versions.is_kept
    group by versions.person_id, versions.work_on
    having count(*) = count(sales.premium_yuan)
)

select plain.person_id, plain.work_on, plain.premium_yuan, days.premium_yuan as reported_yuan
from plain
left join report.rpt_person_day as days
    on plain.person_id = days.person_id
    and plain.work_on = days.work_on
where days.premium_yuan is null
    or abs(plain.premium_yuan - days.premium_yuan) > 0.005
