-- Grain: person × month × reference: the totals the gap is split between. Inputs: gap_factor,
-- dim_chain, fct_target, gap_big_case.
-- target_yuan T; plan_raw_yuan, plan_full_yuan, plan_yuan products of the bases (see gap_factor);
-- earned_yuan E the product of the actuals; actual_yuan A. factors, bases, actuals and phi are
-- lists in the order of the chain. reason NO_LOG, NO_FIGURE, NO_PLAN, NO_PEERS, NO_HISTORY.

with lists as (
    select
        person_id,
        month_start_on,
        team_id,
        dept_id,
        chain,
        reference,
        reference_ord,
        list(factor order by factor_ord) as factors,
        list(base order by factor_ord) as bases,
        list(actual order by factor_ord) as actuals,
        list_product(list(base_raw order by factor_ord)) as plan_raw_yuan,
        list_product(list(base_full order by factor_ord)) as plan_full_yuan,
        list_product(list(base order by factor_ord)) as plan_yuan,
        list_product(list(actual order by factor_ord)) as earned_yuan,
        max(y) filter (where kind = 'ticket') as actual_yuan,
        max(quota_source) as quota_source,
        min(reason) filter (where reason = 'NO_LOG') as no_log,
        min(reason) filter (where reason = 'NO_FIGURE') as no_figure,
        -- The first missing factor in the chain's order names the reason.
        arg_min(reason, factor_ord) filter (where reason is not null) as other_reason
    from analysis.gap_factor
    group by person_id, month_start_on, team_id, dept_id, chain, reference, reference_ord
),

money as (
    select chain, count_metric as money_metric
    from core.dim_chain
    where kind = 'ticket'
),

excess as (
    select person_id, month_start_on, sum(excess_yuan) as excess_yuan
    from analysis.gap_big_case
    group by person_id, month_start_on
),

joined as (
    select
        lists.*,
        case when targets.target > 0 then targets.target end as target_yuan,
        case when money.money_metric = 'premium_yuan' and lists.actual_yuan > 0
            then least(coalesce(excess.excess_yuan, 0), lists.actual_yuan) else 0 end
            as big_case_yuan,
        coalesce(lists.no_log, lists.no_figure, lists.other_reason) as reason
    from lists
    inner join money
        on lists.chain = money.chain
    left join core.fct_target as targets
        on targets.scope_type = 'person'
        and lists.person_id = targets.scope_id
        and lists.month_start_on = targets.month_start_on
        and money.money_metric = targets.metric
    left join excess
        on lists.person_id = excess.person_id
        and lists.month_start_on = excess.month_start_on
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        dept_id,
        chain,
        reference,
        reference_ord,
        target_yuan,
        case when reason is null then plan_raw_yuan end as plan_raw_yuan,
        case when reason is null then plan_full_yuan end as plan_full_yuan,
        case when reason is null then plan_yuan end as plan_yuan,
        case when reason is null then earned_yuan end as earned_yuan,
        actual_yuan,
        big_case_yuan,
        quota_source,
        factors,
        bases,
        actuals,
        case when reason is null then shapley_product(bases, actuals) end as phi,
        reason,
        case when target_yuan is null then 'NO_TARGET' end as target_reason
    from joined
)

select * from final
