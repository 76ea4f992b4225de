-- Grain: scope × rule, review month: phenomenon → cause → action. Inputs: cause_card,
-- cause_evidence, scope, run.

with counts as (
    select scope_type, scope_id, month_start_on, rule, count(*) as evidence_count
    from analysis.cause_evidence
    group by scope_type, scope_id, month_start_on, rule
),

final as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.ord,
        cards.rule,
        cards.rule_name,
        cards.phenomenon,
        cards.cause,
        cards.cause_class,
        cause_class_name(cards.cause_class) as cause_class_name,
        cards.verdict,
        case cards.verdict when 'named' then '有证据' else '需面谈确认' end as verdict_name,
        cards.decided_by,
        cards.against,
        cards.action,
        cards.questions,
        cards.phi_yuan,
        coalesce(counts.evidence_count, 0) as evidence_count,
        scopes.page_key,
        scopes.scope_name,
        cards.factor
    from analysis.cause_card as cards
    inner join meta.run as run
        on cards.month_start_on = run.month_start_on
    inner join analysis.scope as scopes
        on cards.scope_type = scopes.scope_type
        and cards.scope_id = scopes.scope_id
    left join counts
        on cards.scope_type = counts.scope_type
        and cards.scope_id = counts.scope_id
        and cards.month_start_on = counts.month_start_on
        and cards.rule = counts.rule
)

select * from final
order by scope_type, scope_id, ord
