-- Grain: one log of one person's day; several when a day was handed in more than once.
-- Inputs: stg_day and its children, person_alias, stg_file.
-- Exactly one version of a person-day is kept: one that says something before an empty one, then
-- the higher version word in the file name (更正, 最终版 …), the later modification, the later
-- submission, the later path. The others stay here with is_kept = false.

with said as (
    select file_id, day_no, count(*) as figures
    from (
        select file_id, day_no from staging.stg_day_metric
        where plan is not null or actual is not null
        union all
        select file_id, day_no from staging.stg_visit
        union all
        select file_id, day_no from staging.stg_sale
    ) as children
    group by file_id, day_no
),

versions as (
    select
        aliases.person_id,
        days.work_on,
        days.file_id,
        days.record_no as day_no,
        days.sheet,
        days.row_no,
        files.path,
        days.stated_status,
        days.status_text,
        days.submitted_at,
        days.premium_total_yuan,
        days.day_plan,
        days.reflection,
        days.cells,
        coalesce(said.figures, 0) as figures,
        row_number() over (
            partition by aliases.person_id, days.work_on
            order by
                case when said.figures > 0 or days.stated_status is not null then 1 else 0 end desc,
                files.version_rank desc,
                files.modified_at desc nulls last,
                days.submitted_at desc nulls last,
                files.path desc,
                days.sheet desc,
                days.record_no desc
        ) as version_choice
    from staging.stg_day as days
    inner join staging.stg_file as files
        on days.file_id = files.file_id
    inner join core.person_alias as aliases
        on days.person_key = aliases.person_key
    left join said
        on days.file_id = said.file_id
        and days.record_no = said.day_no
    cross join meta.run as run
    where days.work_on <= run.as_of_on
),

final as (
    select
        versions.*,
        version_choice = 1 as is_kept
    from versions
)

select * from final
