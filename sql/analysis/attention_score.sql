-- Grain: scope × person whose skill or will indicators are surely low, review month. Inputs:
-- score_box, scope, run. Every level sees the people below it. Never of high severity: it is a
-- question to a supervisor, not a finding.

with low as (
    select score_box.*
    from analysis.score_box as score_box
    inner join meta.run as run
        on score_box.month_start_on = run.month_start_on
    where (score_box.skill_side = 'low' and score_box.skill_is_sure)
        or (score_box.will_side = 'low' and score_box.will_is_sure)
),

people as (
    select
        low.*,
        persons.scope_name as person_name,
        teams.scope_id as team_id,
        teams.scope_name as team_name,
        teams.parent_id as dept_id
    from low
    inner join analysis.scope as persons
        on persons.scope_type = 'person'
        and low.person_id = persons.scope_id
    inner join analysis.scope as teams
        on teams.scope_type = 'team'
        and persons.parent_id = teams.scope_id
),

levels as (
    select 'company' as scope_type, 'company' as scope_id, people.* from people
    union all
    select 'dept', dept_id, people.* from people
    union all
    select 'team', team_id, people.* from people
    union all
    select 'person', person_id, people.* from people
),

final as (
    select
        scope_type,
        scope_id,
        'score' as kind,
        2 as severity_ord,
        case when skill_side = 'low' and will_side = 'low' then 1 else 0 end
            + 1 - least(coalesce(skill_p, 1), coalesce(will_p, 1)) as rank_value,
        case
            when scope_type = 'person' then ''
            when scope_type = 'team' then person_name || ' '
            else person_name || '（' || team_name || '）'
        end
            || case
                when skill_side = 'low' and will_side = 'low' then '技能与投入指标都偏低'
                when will_side = 'low' then '执行投入指标偏低'
                else '技能指标偏低'
            end as title,
        '近三个月与同组相比：'
            || case when will_side = 'low'
                then '投入低于平均的把握 ' || sure_text(1 - will_p)
                else '投入' || coalesce(case when will_is_sure then '偏高' else '未定' end, '未定') end
            || '，'
            || case when skill_side = 'low'
                then '技能低于平均的把握 ' || sure_text(1 - skill_p)
                else '技能' || case when skill_is_sure then '偏高' else '未定' end end
            || '。指标只描述日志中的行为，请主管核实后再谈' as detail,
        'person' as child_type,
        person_id as child_id,
        cast(null as double) as amount_yuan
    from levels
)

select * from final
