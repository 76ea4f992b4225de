-- Grain: scope (team, 营业部, company) × rule × class of cause, review month, over the people
-- and teams below. Inputs: cause_card, scope, run.

with cards as (
    select
        cards.*,
        scopes.scope_name,
        scopes.scope_ord,
        coalesce(teams.parent_id, '') as dept_id
    from analysis.cause_card as cards
    inner join meta.run as run
        on cards.month_start_on = run.month_start_on
    inner join analysis.scope as scopes
        on cards.scope_type = scopes.scope_type
        and cards.scope_id = scopes.scope_id
    left join analysis.scope as teams
        on teams.scope_type = 'team'
        and cards.team_id = teams.scope_id
),

levels as (
    select 'team' as level_type, team_id as level_id, cards.*
    from cards
    where scope_type = 'person'
    union all
    select 'dept', dept_id, cards.*
    from cards
    where dept_id <> ''
    union all
    select 'company', 'company', cards.*
    from cards
),

sums as (
    select
        level_type as scope_type,
        level_id as scope_id,
        rule,
        rule_name,
        cause_class,
        count(*) as cards,
        count(*) filter (where verdict = 'named') as named,
        sum(phi_yuan) as phi_yuan,
        list(scope_name order by phi_yuan desc nulls last, scope_ord) as names
    from levels
    group by level_type, level_id, rule, rule_name, cause_class
),

final as (
    select
        scope_type,
        scope_id,
        cast(row_number() over (
            partition by scope_type, scope_id
            order by rule in ('R0', 'R19'), phi_yuan desc nulls last, cards desc, rule, cause_class
        ) as integer) as ord,
        rule,
        rule_name,
        cause_class,
        cause_class_name(cause_class) as cause_class_name,
        cards,
        named,
        array_to_string(names[1:3], '、') || case when cards > 3
            then ' 等 ' || cast(cards as varchar) || case when scope_type = 'team' then ' 人' else ' 处' end
            else '' end as people_text,
        phi_yuan,
        rule_name || '：' || cast(cards as varchar) || ' 处'
            || case
                when named = cards then '，均有证据，属' || cause_class_name(cause_class) || '的原因'
                when named = 0 then '，原因须面谈确认'
                else '，' || cast(named as varchar) || ' 处有证据，属'
                    || cause_class_name(cause_class) || '的原因，其余须面谈确认'
            end
            || coalesce('，对应差距 ' || yuan_text(phi_yuan), '') as sentence
    from sums
)

select * from final
order by scope_type, scope_id, ord
