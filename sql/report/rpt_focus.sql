-- Grain: team × person on this week's coaching list (本周重点辅导组员). Inputs: focus,
-- cause_action, dim_chain, team_chain, scope, fct_visit, fct_day, score_box, run.
-- Same columns as the weekly report's own table, so that it can be copied back.

with outlets as (
    select person_id, outlet_name,
        row_number() over (
            partition by person_id order by visits desc, outlet_name
        ) as choice
    from (
        select visits.person_id, visits.outlet_name, count(*) as visits
        from core.fct_visit as visits
        cross join meta.run as run
        where visits.work_on > run.as_of_on - 28
            and visits.outlet_name is not null
            and coalesce(visits.is_done, true)
        group by visits.person_id, visits.outlet_name
    ) as counted
),

joined as (
    select
        focus.*,
        people.scope_name as person_name,
        people.page_key,
        teams.scope_name as team_name,
        teams.parent_id as dept_id,
        factors.factor_name,
        factors.kind as factor_kind,
        actions.problem as action_problem,
        actions.content as action_content,
        actions.method as action_method,
        actions.questions as action_questions,
        outlets.outlet_name,
        factor_text(factors.kind, focus.estimate) as estimate_text,
        factor_text(factors.kind, focus.peer_estimate) as peer_text
    from analysis.focus as focus
    inner join analysis.scope as people
        on people.scope_type = 'person'
        and focus.person_id = people.scope_id
    inner join analysis.scope as teams
        on teams.scope_type = 'team'
        and focus.team_id = teams.scope_id
    left join core.team_chain as chains
        on focus.team_id = chains.team_id
    left join core.dim_chain as factors
        on chains.chain = factors.chain
        and focus.factor = factors.factor
    left join analysis.cause_action as actions
        on focus.factor = actions.factor
    left join outlets
        on focus.person_id = outlets.person_id
        and outlets.choice = 1
),

final as (
    select
        team_id,
        ord,
        person_id,
        team_name,
        dept_id,
        person_name,
        page_key,
        kind,
        case kind
            when 'coach' then '辅导'
            when 'share' then '分享'
            when 'newcomer' then '新人'
            when 'waiting' then '刚辅导过，等效果'
        end as kind_name,
        case kind
            when 'share' then factor_name || ' ' || estimate_text || '，同组 ' || peer_text
            when 'newcomer' then '入司未满三个月'
            else action_problem || '：' || factor_name || '近三个月 ' || estimate_text || '，同组 '
                || peer_text || case when is_flagged then '（' || confidence || '）'
                    else '（证据还弱，先了解情况）' end
        end as problem,
        case kind
            when 'share' then '请在周例会讲自己的做法，帮带一位组员'
            when 'newcomer' then '熟悉流程与产品，先看活动量与记录是否跟上'
            else action_content
        end as content,
        case kind
            when 'share' then '周例会分享'
            when 'newcomer' then '陪访'
            else action_method
        end || case when kind <> 'share' and outlet_name is not null
            then '（近四周常去：' || outlet_name || '）' else '' end as method,
        case kind
            when 'share' then '哪一步做得与别人不同？；怎样准备的？；哪些可以写成话术？'
            when 'newcomer' then '目前最没有把握的是哪一步？；名单够不够？；陪访希望看什么？'
            else action_questions
        end as questions,
        case when kind in ('coach', 'waiting')
            then factor_name || '，四周后（' || day_label(cast(week_start_on + 28 as date))
                || '）看是否接近 ' || peer_text
        end as track,
        last_effect,
        factor,
        expected_gain_yuan,
        p_worse,
        case kind
            when 'coach' then person_name || '：' || action_problem || '，按此水平本月约少 '
                || yuan_text(stake_yuan) || '，明显偏低的概率 ' || sure_text(p_worse)
                || '，按辅导预期收益排序' || case when is_flagged then '' else '；未达点名标准，'
                    || '先了解情况' end
            when 'waiting' then person_name || '：' || day_label(coached_on) || '那一周辅导过，先等两周看效果，不重复安排'
            when 'share' then person_name || '：' || factor_name || '比同组高，约多收 '
                || yuan_text(-stake_yuan) || '，请分享做法'
            else person_name || '：新人，固定一个陪访名额'
        end as sentence
    from joined
)

select * from final
order by team_id, ord
