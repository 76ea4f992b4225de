-- Grain: scope × rule × source row, review month. Inputs: cause_evidence, scope, run.

with final as (
    select
        evidence.scope_type,
        evidence.scope_id,
        evidence.rule,
        evidence.ord,
        evidence.text,
        evidence.file_path,
        evidence.sheet,
        evidence.cell
    from analysis.cause_evidence as evidence
    inner join meta.run as run
        on evidence.month_start_on = run.month_start_on
    inner join analysis.scope as scopes
        on evidence.scope_type = scopes.scope_type
        and evidence.scope_id = scopes.scope_id
)

select * from final
order by scope_type, scope_id, rule, ord
