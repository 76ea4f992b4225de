-- Grain: log that was handed in beside the kept one of the same person-day. Inputs: day_version,
-- stg_day_metric, stg_sale, stg_visit, dim_person, dim_team, dim_metric. Differing ones first.
-- A cumulative register resends every old day: days that came again unchanged are no news and stand
-- together in one row per person and pair of files, at their first day.

with pairs as (
    select
        others.person_id,
        others.work_on,
        kept.file_id as kept_file_id,
        kept.day_no as kept_day_no,
        kept.path as kept_path,
        kept.sheet as kept_sheet,
        others.file_id as other_file_id,
        others.day_no as other_day_no,
        others.path as other_path,
        others.sheet as other_sheet,
        others.figures as other_figures,
        kept.stated_status as kept_status,
        others.stated_status as other_status
    from core.day_version as others
    inner join core.day_version as kept
        on others.person_id = kept.person_id
        and others.work_on = kept.work_on
        and kept.is_kept
    where not others.is_kept
),

-- What a version states about each metric; the sale lines are summed.
said as (
    select file_id, day_no, metric, max(actual) as actual
    from (
        select file_id, day_no, metric, actual
        from staging.stg_day_metric
        where actual is not null
            and metric not in ('cases', 'premium_yuan')
        union all
        select file_id, day_no, 'cases', sum(cases)
        from staging.stg_sale
        group by file_id, day_no
        union all
        select file_id, day_no, 'premium_yuan', sum(premium_yuan)
        from staging.stg_sale
        group by file_id, day_no
        union all
        select file_id, day_no, 'visit_rows', cast(count(*) as double)
        from staging.stg_visit
        group by file_id, day_no
    ) as figures
    group by file_id, day_no, metric
),

figures as (
    select pairs.other_file_id, pairs.other_day_no, pairs.kept_file_id, pairs.kept_day_no,
        said.metric, said.actual as kept_actual, cast(null as double) as other_actual
    from pairs
    inner join said
        on pairs.kept_file_id = said.file_id
        and pairs.kept_day_no = said.day_no
    union all
    select pairs.other_file_id, pairs.other_day_no, pairs.kept_file_id, pairs.kept_day_no,
        said.metric, null, said.actual
    from pairs
    inner join said
        on pairs.other_file_id = said.file_id
        and pairs.other_day_no = said.day_no
),

compared as (
    select other_file_id, other_day_no, metric, max(kept_actual) as kept_actual,
        max(other_actual) as other_actual
    from figures
    group by other_file_id, other_day_no, metric
    having max(kept_actual) is distinct from max(other_actual)
),

differences as (
    select
        compared.other_file_id,
        compared.other_day_no,
        string_agg(
            coalesce(metrics.metric_name, '拜访记录') || ' '
            || coalesce(count_text(compared.other_actual), '空') || '→'
            || coalesce(count_text(compared.kept_actual), '空'),
            '；' order by coalesce(metrics.metric_ord, 99), compared.metric
        ) as differs
    from compared
    left join core.dim_metric as metrics
        on compared.metric = metrics.metric
    group by compared.other_file_id, compared.other_day_no
),

told as (
    select
        pairs.person_id,
        pairs.work_on,
        pairs.kept_path,
        pairs.kept_sheet,
        pairs.other_path,
        pairs.other_sheet,
        pairs.other_day_no,
        case
            when pairs.kept_status is distinct from pairs.other_status then '出勤说明不同'
                || coalesce('；' || differences.differs, '')
            else differences.differs
        end as differs
    from pairs
    left join differences
        on pairs.other_file_id = differences.other_file_id
        and pairs.other_day_no = differences.other_day_no
),

lines as (
    select person_id, work_on, kept_path, kept_sheet, other_path, other_sheet, other_day_no,
        differs, false as is_same
    from told
    where differs is not null
    union all
    select person_id, min(work_on), kept_path, arg_min(kept_sheet, (work_on, other_day_no)),
        other_path, arg_min(other_sheet, (work_on, other_day_no)), min(other_day_no),
        case when count(*) = 1 then '数字相同'
            else '数字相同（共 ' || cast(count(*) as varchar) || ' 天，至 '
                || day_label(max(work_on)) || '）' end,
        true
    from told
    where differs is null
    group by person_id, kept_path, other_path
),

final as (
    select
        cast(row_number() over (
            order by lines.is_same, lines.work_on, persons.person_name collate zh,
                lines.person_id, lines.other_path, lines.other_sheet, lines.other_day_no
        ) as integer) as ord,
        persons.person_name,
        teams.team_name,
        lines.work_on,
        lines.kept_path,
        lines.kept_sheet,
        lines.other_path,
        lines.other_sheet,
        lines.differs,
        lines.person_id
    from lines
    inner join core.dim_person as persons
        on lines.person_id = persons.person_id
    left join core.dim_team as teams
        on persons.team_id = teams.team_id
)

select * from final
order by ord
