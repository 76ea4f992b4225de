-- Grain: scope × month × rule: phenomenon, cause, action (DOMAIN 4.8). Inputs: cause_detect,
-- cause_test, cause_candidate, cause_rule.
-- A cause is named only when a discriminator speaks for it and none against it; of several, the
-- first in cause_candidate. Otherwise verdict is needs_talk, cause lists what it may be, and
-- cause_class is the class of the first candidate that nothing speaks against. phi_yuan is money
-- that goes with the phenomenon, never proof of a cause.

with verdicts as (
    select
        detected.scope_type,
        detected.scope_id,
        detected.month_start_on,
        detected.rule,
        candidates.cause_key,
        candidates.cause_ord,
        candidates.cause,
        candidates.cause_class,
        candidates.need,
        candidates.action,
        candidates.questions,
        count(*) filter (where tests.outcome = 'for') as n_for,
        count(*) filter (where tests.outcome = 'against') as n_against,
        string_agg(tests.text, '；' order by tests.test_ord)
            filter (where tests.outcome = 'for') as text_for,
        string_agg(tests.text, '；' order by tests.test_ord)
            filter (where tests.outcome = 'against') as text_against
    from analysis.cause_detect as detected
    inner join analysis.cause_candidate as candidates
        on detected.rule = candidates.rule
    left join analysis.cause_test as tests
        on detected.scope_type = tests.scope_type
        and detected.scope_id = tests.scope_id
        and detected.month_start_on = tests.month_start_on
        and detected.rule = tests.rule
        and candidates.cause_key = tests.cause_key
    group by detected.scope_type, detected.scope_id, detected.month_start_on, detected.rule,
        candidates.cause_key, candidates.cause_ord, candidates.cause, candidates.cause_class,
        candidates.need, candidates.action, candidates.questions
),

ranked as (
    select
        verdicts.*,
        n_for > 0 and n_against = 0 as is_named,
        row_number() over (
            partition by scope_type, scope_id, month_start_on, rule
            order by n_for > 0 and n_against = 0 desc, n_against, cause_ord
        ) as choice,
        string_agg(cause, '／') over (
            partition by scope_type, scope_id, month_start_on, rule
            order by n_against, cause_ord
            rows between unbounded preceding and unbounded following
        ) as causes,
        string_agg(questions, '；') over (
            partition by scope_type, scope_id, month_start_on, rule
            order by n_against, cause_ord
            rows between unbounded preceding and unbounded following
        ) as all_questions,
        -- What speaks against the chosen cause, and what speaks for another.
        string_agg(case when n_for > 0 then '也可能是「' || cause || '」：' || text_for end, '；') over (
            partition by scope_type, scope_id, month_start_on, rule
            order by cause_ord
            rows between unbounded preceding and unbounded following
            exclude current row
        ) as text_others
    from verdicts
),

joined as (
    select
        detected.scope_type,
        detected.scope_id,
        detected.month_start_on,
        detected.rule,
        rules.rule_name,
        rules.rule_ord,
        detected.team_id,
        detected.factor,
        detected.phenomenon,
        ranked.cause_key,
        case when ranked.is_named then ranked.cause else ranked.causes end as cause,
        ranked.cause_class,
        ranked.need,
        case when ranked.is_named then 'named' else 'needs_talk' end as verdict,
        case when ranked.is_named then ranked.text_for end as decided_by,
        nullif(concat_ws('；',
            ranked.text_against,
            ranked.text_others,
            case when not ranked.is_named and ranked.n_for > 0 then '支持：' || ranked.text_for end
        ), '') as against,
        case when ranked.is_named then ranked.action else '先面谈确认原因；' || ranked.action end
            as action,
        case when ranked.is_named then ranked.questions else ranked.all_questions end as questions,
        detected.phi_yuan,
        detected.p_worse,
        detected.n
    from analysis.cause_detect as detected
    inner join ranked
        on detected.scope_type = ranked.scope_type
        and detected.scope_id = ranked.scope_id
        and detected.month_start_on = ranked.month_start_on
        and detected.rule = ranked.rule
        and ranked.choice = 1
    inner join analysis.cause_rule as rules
        on detected.rule = rules.rule
),

final as (
    select
        scope_type,
        scope_id,
        month_start_on,
        rule,
        cast(row_number() over (
            partition by scope_type, scope_id, month_start_on
            order by rule in ('R0', 'R19'), phi_yuan desc nulls last, rule_ord
        ) as integer) as ord,
        rule_name,
        team_id,
        factor,
        phenomenon,
        cause_key,
        cause,
        cause_class,
        need,
        verdict,
        decided_by,
        against,
        action,
        questions,
        phi_yuan,
        p_worse,
        n
    from joined
)

select * from final
