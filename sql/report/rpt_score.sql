-- Grain: person, review month over its M3 window. Inputs: score_box, score_indicator, score_rating,
-- dim_person, dim_team, scope, run.
-- skill_side and will_side hold over months since …_since_on; …_is_sure and p are this month's.
-- The supervisor's rating stands beside and enters nothing.
-- next_evidence: how much more of which observation brings an indicator of the doubtful axis to
-- reliability 0.7, that is n = kappa·0.7/0.3; the indicator that needs least, relative to what
-- there is. More than twice what three months gave is no advice to wait for.

with boxes as (
    select score_box.*
    from analysis.score_box as score_box
    inner join meta.run as run
        on score_box.month_start_on = run.month_start_on
),

doubts as (
    select
        indicators.person_id,
        indicators.axis,
        indicators.indicator,
        indicators.indicator_name,
        cast(ceil(indicators.kappa * 7.0 / 3.0 - indicators.n) as bigint) as more,
        row_number() over (
            partition by indicators.person_id
            order by
                (indicators.kappa * 7.0 / 3.0 - indicators.n) / indicators.n,
                indicators.indicator
        ) as choice
    from analysis.score_indicator as indicators
    inner join boxes
        on indicators.person_id = boxes.person_id
        and indicators.month_start_on = boxes.month_start_on
    where indicators.kappa * 7.0 / 3.0 - indicators.n > 0
        and indicators.kappa * 7.0 / 3.0 - indicators.n <= 2 * indicators.n
        and (
            (indicators.axis = 'skill' and boxes.skill_state = 'undetermined')
            or (indicators.axis = 'will' and boxes.will_state = 'undetermined')
        )
),

final as (
    select
        boxes.person_id,
        persons.person_name,
        scopes.parent_id as team_id,
        teams.team_name,
        teams.dept_id,
        scopes.page_key,
        boxes.skill_score,
        boxes.skill_p,
        boxes.skill_state as skill_side,
        boxes.skill_since_on,
        boxes.skill_is_sure,
        score_reason_name(boxes.skill_reason) as skill_reason,
        boxes.will_score,
        boxes.will_p,
        boxes.will_state as will_side,
        boxes.will_since_on,
        boxes.will_is_sure,
        score_reason_name(boxes.will_reason) as will_reason,
        boxes.box,
        box_name(boxes.box) as box_name,
        case
            when boxes.box in ('R1', 'R2', 'R3', 'R4') or boxes.lean_box is null then null
            else '倾向' || box_name(boxes.lean_box)
        end as lean,
        box_advice(boxes.box) as advice,
        case
            when boxes.box in ('R1', 'R2', 'R3', 'R4') then null
            when coalesce(boxes.skill_reason, '') = 'FEW_DAYS' then '先把日志交齐'
            when doubts.more is null then '与同组的差别小，短期内多几条记录也难以分清'
            else '再有约 ' || cast(doubts.more as varchar)
                || case doubts.indicator
                    when 's1' then ' 次洽谈，意向率才够可靠'
                    when 's2' then ' 位意向客户，成交率才够可靠'
                    when 's3' then ' 笔出单，件均保费才够可靠'
                    else ' 个有日志的工作日，' || doubts.indicator_name || '才够可靠'
                end
        end as next_evidence,
        boxes.is_sure as box_is_sure,
        boxes.box_since_on,
        boxes.is_box_changed,
        box_name(boxes.previous_box) as previous_box_name,
        ratings.rater_name,
        ratings.rated_month_on,
        ratings.rated_skill,
        ratings.rated_will,
        ratings.skill_agreement,
        ratings.will_agreement,
        case
            when ratings.person_id is null then null
            else '主管' || month_label(ratings.rated_month_on) || '评价：'
                || coalesce('技能' || side_name(ratings.rated_skill), '')
                || case when ratings.rated_skill is not null and ratings.rated_will is not null
                    then '、' else '' end
                || coalesce('意愿' || side_name(ratings.rated_will), '')
                || case
                    when 'opposite' in (ratings.skill_agreement, ratings.will_agreement)
                        then '；与日志所示不同，宜面谈核实'
                    when 'same' in (ratings.skill_agreement, ratings.will_agreement)
                        then '；与日志所示一致'
                    else '；日志证据未定，无从比较'
                end
        end as rating_sentence
    from boxes
    inner join core.dim_person as persons
        on boxes.person_id = persons.person_id
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and boxes.person_id = scopes.scope_id
    inner join core.dim_team as teams
        on scopes.parent_id = teams.team_id
    left join analysis.score_rating as ratings
        on boxes.person_id = ratings.person_id
    left join doubts
        on boxes.person_id = doubts.person_id
        and doubts.choice = 1
)

select * from final
order by person_id
