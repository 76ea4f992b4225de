-- Grain: scope × proposed session (培训建议). Inputs: training, scope, dim_person, team_chain,
-- dim_chain, run. The factor has the name that it has in the chain of those who are trained.

with names as (
    select
        sessions.scope_type,
        sessions.scope_id,
        sessions.topic,
        list(people.scope_name order by people.scope_ord) as names,
        case when count(distinct factors.factor_name) = 1 then min(factors.factor_name) end
            as factor_name
    from (
        select scope_type, scope_id, topic, factor, unnest(person_ids) as person_id
        from analysis.training
    ) as sessions
    inner join analysis.scope as people
        on people.scope_type = 'person'
        and sessions.person_id = people.scope_id
    left join core.dim_person as persons
        on sessions.person_id = persons.person_id
    left join core.team_chain as chains
        on persons.team_id = chains.team_id
    left join core.dim_chain as factors
        on chains.chain = factors.chain
        and sessions.factor = factors.factor
    group by sessions.scope_type, sessions.scope_id, sessions.topic
),

joined as (
    select
        sessions.*,
        scopes.scope_name,
        scopes.scope_ord,
        names.names,
        names.factor_name,
        cast(week_start(run.as_of_on) + 7 as date) as next_week_on
    from analysis.training as sessions
    cross join meta.run as run
    inner join analysis.scope as scopes
        on sessions.scope_type = scopes.scope_type
        and sessions.scope_id = scopes.scope_id
    left join names
        on sessions.scope_type = names.scope_type
        and sessions.scope_id = names.scope_id
        and sessions.topic = names.topic
),

texts as (
    select
        joined.*,
        case when is_whole_team then '全员' else array_to_string(names, '、') end as audience,
        case need when 'knowledge' then '知识' when 'skill' then '技能' when 'activity' then '活动'
            when 'plan' then '计划' else need end as need_name,
        coalesce(factor_name, rule_name) as indicator
    from joined
),

final as (
    select
        scope_type,
        scope_id,
        cast(row_number() over (
            partition by scope_type, scope_id
            order by is_whole_team desc, phi_yuan desc nulls last, people desc, topic
        ) as integer) as ord,
        scope_name,
        topic,
        need,
        need_name,
        audience,
        people,
        phi_yuan,
        case need when 'knowledge' then '讲解、案例、考核' when 'skill' then '示范、演练、陪访'
            else '排计划、日清' end as method,
        day_label(next_week_on) || '那一周的周例会' as suggested_on_text,
        indicator,
        is_whole_team,
        topic || '（' || need_name || '）：' || audience || coalesce('，对应差距 '
            || yuan_text(phi_yuan), '') || '；四周后看' || indicator || '有无变化' as sentence
    from texts
)

select * from final
order by scope_type, scope_id, ord
