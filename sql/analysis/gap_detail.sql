-- Grain: person × month × reference × part × detail: the finest lines of the gap. Inputs:
-- gap_month, gap_luck, dim_chain.
-- Parts that have several lines: plan_shortfall = target (T less the plan at the team's rates) +
-- outlet_class (what the person's outlets yield less than the team's); workdays = workdays +
-- days_left (work days after the as-of day); luck = luck_<factor> + big_case (negative: a single
-- large case that filled the gap, DOMAIN E10). Lines that do not apply are absent.

with phi as (
    select
        months.person_id,
        months.month_start_on,
        months.reference,
        chains.factor as part,
        chains.factor as detail,
        10 * chains.factor_ord as detail_ord,
        list_extract(months.phi, chains.factor_ord) as yuan
    from analysis.gap_month as months
    inner join core.dim_chain as chains
        on months.chain = chains.chain
    where months.reason is null
),

lines as (
    select person_id, month_start_on, reference, 'plan_shortfall' as part, 'target' as detail,
        1 as detail_ord, target_yuan - plan_raw_yuan as yuan
    from analysis.gap_month
    where reason is null
        and target_yuan is not null
    union all
    select person_id, month_start_on, reference, 'plan_shortfall', 'outlet_class', 2,
        plan_raw_yuan - plan_full_yuan
    from analysis.gap_month
    where reason is null
        and target_yuan is not null
        and abs(plan_raw_yuan - plan_full_yuan) > 0.005
    union all
    select person_id, month_start_on, reference, 'workdays', 'days_left', 3,
        plan_full_yuan - plan_yuan
    from analysis.gap_month
    where reason is null
        and abs(plan_full_yuan - plan_yuan) > 0.005
    union all
    select person_id, month_start_on, reference, part, detail, detail_ord, yuan
    from phi
    union all
    select
        months.person_id,
        months.month_start_on,
        months.reference,
        'luck',
        'luck_' || luck.factor,
        100 + luck.factor_ord,
        luck.yuan
    from analysis.gap_month as months
    inner join analysis.gap_luck as luck
        on months.person_id = luck.person_id
        and months.month_start_on = luck.month_start_on
    where months.reason is null
    union all
    select person_id, month_start_on, reference, 'luck', 'big_case', 120, -big_case_yuan
    from analysis.gap_month
    where reason is null
        and big_case_yuan > 0
),

-- A difference too small for a line stays in the line beside it.
rests as (
    select
        months.person_id,
        months.month_start_on,
        months.reference,
        case when abs(plan_raw_yuan - plan_full_yuan) <= 0.005
            then plan_raw_yuan - plan_full_yuan else 0 end as target_rest,
        case when abs(plan_full_yuan - plan_yuan) <= 0.005
            then plan_full_yuan - plan_yuan else 0 end as workdays_rest
    from analysis.gap_month as months
    where reason is null
),

final as (
    select
        lines.person_id,
        lines.month_start_on,
        lines.reference,
        lines.part,
        lines.detail,
        lines.detail_ord,
        lines.yuan + case lines.detail
            when 'target' then rests.target_rest
            when 'workdays' then rests.workdays_rest
            else 0 end as yuan
    from lines
    inner join rests
        on lines.person_id = rests.person_id
        and lines.month_start_on = rests.month_start_on
        and lines.reference = rests.reference
)

select * from final
