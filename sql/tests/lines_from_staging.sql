-- severity: error
-- kind: integrity
-- message: 拜访或出单行在汇总途中丢失或重复

with kept as (
    select file_id, day_no
    from core.day_version
    where is_kept
),

counts as (
    select 'visit' as line_kind,
        (select count(*) from core.fct_visit) as facts,
        (
            select count(*)
            from staging.stg_visit as visits
            inner join kept
                on visits.file_id = kept.file_id
                and visits.day_no = kept.day_no
        ) as records
    union all
    select 'sale' as line_kind,
        (select count(*) from core.fct_sale) as facts,
        (
            select count(*)
            from staging.stg_sale as sales
            inner join kept
                on sales.file_id = kept.file_id
                and sales.day_no = kept.day_no
        ) as records
)

select line_kind, facts, records
from counts
where facts <> records
