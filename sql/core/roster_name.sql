-- Grain: name × team ('' = wherever she is) that means exactly one person of the roster. Inputs:
-- roster_entry, alias_entry. Free columns (责任人, 评估人, 讲师) are resolved with it: an exact name or
-- nobody, because such a column may also say 全体 or 张三、李四.

with names as (
    select name_key(person_name) as name_key, name_key(team_name) as team_key, person_id
    from core.roster_entry
    where person_name is not null
    union
    select name_key(person_name), '', person_id
    from core.roster_entry
    where person_name is not null
    union
    select alias_key, team_key, person_id
    from core.alias_entry
),

final as (
    select name_key, team_key, min(person_id) as person_id
    from names
    where name_key <> ''
    group by name_key, team_key
    having count(distinct person_id) = 1
)

select * from final
