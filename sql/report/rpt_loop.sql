-- Grain: scope (team, person) × item of the loop ledger (闭环台账). Inputs: loop_item, scope,
-- team_chain, dim_chain.

with levels as (
    select 'team' as scope_type, team_id as scope_id, items.*
    from analysis.loop_item as items
    where team_id is not null
    union all
    select 'person', person_id, items.*
    from analysis.loop_item as items
    where person_id is not null
),

final as (
    select
        levels.scope_type,
        levels.scope_id,
        cast(row_number() over (
            partition by levels.scope_type, levels.scope_id
            order by case levels.status when 'overdue' then 1 when 'open' then 2 when 'done' then 3
                else 4 end, levels.due_on nulls last, levels.kind, levels.item_id
        ) as integer) as ord,
        levels.item_id,
        levels.kind,
        case levels.kind
            when 'diagnosis' then '诊断'
            when 'coaching' then '辅导'
            when 'training' then '培训'
            when 'measure' then '措施'
            when 'quota' then '责任额'
        end as kind_name,
        levels.raised_on,
        people.scope_name as person_name,
        factor_names.factor_name,
        levels.text,
        levels.owner,
        levels.due_on,
        levels.status,
        case levels.status
            when 'open' then '进行中'
            when 'done' then '已完成'
            when 'closed' then '已了结'
            when 'overdue' then '逾期未回'
        end as status_name,
        levels.effect,
        levels.file_path,
        levels.sheet,
        levels.cell
    from levels
    inner join analysis.scope as scopes
        on levels.scope_type = scopes.scope_type
        and levels.scope_id = scopes.scope_id
    left join analysis.scope as people
        on people.scope_type = 'person'
        and levels.person_id = people.scope_id
    left join core.team_chain as chains
        on levels.team_id = chains.team_id
    left join core.dim_chain as factor_names
        on chains.chain = factor_names.chain
        and levels.factor = factor_names.factor
)

select * from final
order by scope_type, scope_id, ord
