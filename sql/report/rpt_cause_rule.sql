-- Grain: rule. Inputs: cause_rule, cause_input, cause_card, run. Rules whose inputs nobody hands in
-- are listed with the input that is missing, so that silence is not taken for "all is well".

with counts as (
    select cards.rule, count(*) as cards
    from analysis.cause_card as cards
    inner join meta.run as run
        on cards.month_start_on = run.month_start_on
    group by cards.rule
),

final as (
    select
        rules.rule_ord as ord,
        rules.rule,
        rules.rule_name,
        case when inputs.is_there then 'active' else 'absent' end as status,
        case when inputs.is_there then '已启用' else '缺少输入' end as status_name,
        case when not inputs.is_there then '没有' || inputs.input_name end as reason,
        rules.detector,
        coalesce(counts.cards, 0) as cards
    from analysis.cause_rule as rules
    inner join analysis.cause_input as inputs
        on rules.input_key = inputs.input_key
    left join counts
        on rules.rule = counts.rule
)

select * from final
order by ord
