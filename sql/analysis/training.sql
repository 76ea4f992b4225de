-- Grain: scope (team, 营业部, company) × topic, review month: what is worth a session (DOMAIN
-- 7.3).
-- Inputs: cause_card, cause_candidate, cause_action, scope, run.
-- A topic becomes a session when at least three people share it, or two who stand for a quarter of
-- the scope's flagged money; one person is coaching, not class. R18 is for the whole team. Cards
-- that call for no training (outlets, plans, luck) do not count. A session of a team is not listed
-- again above unless another team joins.

with cards as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.team_id,
        teams.parent_id as dept_id,
        cards.rule,
        cards.rule_name,
        cards.factor,
        cards.phi_yuan,
        cards.verdict,
        coalesce(actions.topic, replace(cards.action, '先面谈确认原因；', '')) as topic,
        cards.need
    from analysis.cause_card as cards
    inner join meta.run as run
        on cards.month_start_on = run.month_start_on
    inner join analysis.scope as teams
        on teams.scope_type = 'team'
        and cards.team_id = teams.scope_id
    left join analysis.cause_action as actions
        on cards.factor = actions.factor
    where cards.need is not null
),

levels as (
    select 'team' as scope_type, team_id as scope_id, cards.scope_id as member_id,
        cards.scope_type as member_type, cards.*
    from cards
    union all
    select 'dept', dept_id, cards.scope_id, cards.scope_type, cards.*
    from cards
    union all
    select 'company', 'company', cards.scope_id, cards.scope_type, cards.*
    from cards
),

sums as (
    select
        scope_type,
        scope_id,
        topic,
        min(need) as need,
        min(rule_name) as rule_name,
        min(factor) as factor,
        count(distinct case when member_type = 'person' then member_id end) as people,
        count(distinct team_id) as teams,
        sum(case when member_type = 'person' then phi_yuan end) as phi_yuan,
        bool_or(member_type = 'team' and scope_type = 'team') as is_whole_team,
        list(distinct case when member_type = 'person' then member_id end) as person_ids
    from levels
    group by scope_type, scope_id, topic
),

shares as (
    select
        sums.*,
        sum(phi_yuan) over (partition by scope_type, scope_id) as scope_yuan
    from sums
),

final as (
    select
        scope_type,
        scope_id,
        topic,
        need,
        rule_name,
        factor,
        people,
        teams,
        phi_yuan,
        is_whole_team,
        list_sort(list_filter(person_ids, lambda id: id is not null)) as person_ids
    from shares
    where is_whole_team
        or ((people >= 3 or (people >= 2 and phi_yuan >= 0.25 * scope_yuan))
            and (scope_type = 'team' or teams >= 2))
)

select * from final
