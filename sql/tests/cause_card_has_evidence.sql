-- severity: warning
-- kind: integrity
-- message: 有诊断卡没有原始单元格可查，或没有写明判断依据

select cards.scope_type, cards.scope_id, cards.month_start_on, cards.rule
from analysis.cause_card as cards
left join analysis.cause_evidence as evidence
    on cards.scope_type = evidence.scope_type
    and cards.scope_id = evidence.scope_id
    and cards.month_start_on = evidence.month_start_on
    and cards.rule = evidence.rule
cross join meta.run as run
where (evidence.rule is null and cards.month_start_on = run.month_start_on)
    or (cards.verdict = 'named') <> (cards.decided_by is not null)
