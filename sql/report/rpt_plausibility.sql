-- Grain: team × person × indicator that hit, for the people of rpt_plausibility_person. Inputs:
-- plausibility_person, plausibility_indicator, plausibility_fact, stg_file, scope.

with names as (
    select indicator, cast(ord as integer) as ord, indicator_name
    from (
        values
        ('p1', 1, '每日数字过于整齐'),
        ('p2', 2, '计划与实际几乎天天相等'),
        ('p3', 3, '整日记录与别的日子完全相同'),
        ('p4', 4, '反复是同一批客户'),
        ('p5', 5, '时间、网点与事实不符'),
        ('p6', 6, '出单之前没有接触'),
        ('p7', 7, '多日日志一次补交'),
        ('p8', 8, '活动量高而转化远低于同组'),
        ('p9', 9, '与主管检查表不一致'),
        ('p10', 10, '日志出单与出单台账不符')
    ) as names (indicator, ord, indicator_name)
),

examples as (
    select
        facts.person_id,
        facts.indicator,
        facts.kind,
        facts.text,
        files.path as file_path,
        facts.sheet,
        facts.cell,
        row_number() over (
            partition by facts.person_id, facts.indicator, facts.kind
            order by facts.work_on, files.path, facts.sheet, facts.cell, facts.text
        ) as choice
    from analysis.plausibility_fact as facts
    left join staging.stg_file as files
        on facts.file_id = files.file_id
),

joined as (
    select
        hits.*,
        names.ord as indicator_ord,
        names.indicator_name,
        examples.text as example,
        examples.file_path,
        examples.sheet,
        examples.cell
    from analysis.plausibility_indicator as hits
    inner join analysis.plausibility_person as checks
        on hits.person_id = checks.person_id
        and hits.month_start_on = checks.month_start_on
    inner join names
        on hits.indicator = names.indicator
    left join examples
        on hits.person_id = examples.person_id
        and hits.indicator = examples.indicator
        and hits.hit_kind = examples.kind
        and examples.choice = 1
    where hits.is_hit
),

texts as (
    select
        joined.*,
        case indicator
            when 'p1' then '离散指数 ' || printf('%.2f', value)
            when 'p2' then percent_text(value) || '（' || count_text(n) || ' 天）'
            when 'p3' then count_text(value) || ' 天'
            when 'p4' then '每次拜访平均 ' || printf('%.2f', value) || ' 位不同客户'
            when 'p7' then count_text(value) || ' 天'
            when 'p8' then '日均 ' || printf('%.1f', value)
            when 'p10' then count_text(value) || ' 个月'
            else count_text(value) || ' 处'
        end as value_text,
        case indicator
            when 'p1' then '同组 ' || printf('%.2f', peer_value)
            when 'p2' then '同组 ' || percent_text(peer_value)
            when 'p4' then '同组 ' || printf('%.2f', peer_value)
            when 'p8' then '同组 ' || printf('%.1f', peer_value)
            else case when peer_value is not null
                then '同组平均 ' || printf('%.1f', peer_value) || ' 处' end
        end as peer_text
    from joined
),

final as (
    select
        texts.team_id,
        texts.person_id,
        cast(row_number() over (
            partition by texts.team_id, texts.person_id
            order by texts.is_hard desc, texts.indicator_ord
        ) as integer) as ord,
        texts.indicator,
        people.scope_name as person_name,
        teams.scope_name as team_name,
        teams.parent_id as dept_id,
        people.page_key,
        texts.indicator_name,
        texts.is_hard,
        texts.value_text,
        texts.peer_text,
        texts.indicator_name || '：' || texts.value_text
            || coalesce('，' || texts.peer_text, '') || coalesce('。例：' || texts.example, '')
            as sentence,
        texts.file_path,
        case when texts.file_path is not null then texts.sheet end as sheet,
        case when texts.file_path is not null then texts.cell end as cell
    from texts
    inner join analysis.scope as people
        on people.scope_type = 'person'
        and texts.person_id = people.scope_id
    inner join analysis.scope as teams
        on teams.scope_type = 'team'
        and texts.team_id = teams.scope_id
)

select * from final
order by team_id, person_id, ord
