-- Grain: scope × month × window (month, m3 = that month and the two before) × stage. Input:
-- plan_actual. Rates are ratios of sums over the window, with a 90 % Wilson interval where the
-- count is part of its base. 洽谈/拜访 is a ratio that may exceed 1, so it has no interval.

with months as (
    select distinct period_start_on as month_start_on
    from analysis.plan_actual
    where period_type = 'month'
),

windows as (
    select month_start_on, 'month' as window_type, month_start_on as first_month_on from months
    union all
    select month_start_on, 'm3' as window_type, add_months(month_start_on, -2) as first_month_on
    from months
),

sums as (
    select
        figures.scope_type,
        figures.scope_id,
        windows.month_start_on,
        windows.window_type,
        sum(figures.actual) filter (where figures.metric = 'visits') as visits,
        sum(figures.actual) filter (where figures.metric = 'talks') as talks,
        sum(figures.actual) filter (where figures.metric = 'intents') as intents,
        sum(figures.actual) filter (where figures.metric = 'closes') as closes,
        count(distinct figures.period_start_on) as months_with_data
    from windows
    inner join analysis.plan_actual as figures
        on figures.period_type = 'month'
        and figures.period_start_on between windows.first_month_on and windows.month_start_on
    group by figures.scope_type, figures.scope_id, windows.month_start_on, windows.window_type
),

stages as (
    select scope_type, scope_id, month_start_on, window_type, months_with_data,
        1 as stage_ord, 'visits' as stage, '拜访' as stage_name,
        visits as n, cast(null as double) as den, false as is_ratio,
        cast(null as varchar) as base_reason
    from sums
    union all
    select scope_type, scope_id, month_start_on, window_type, months_with_data,
        2, 'talks', '洽谈', talks, visits, true, 'NO_VISIT'
    from sums
    union all
    select scope_type, scope_id, month_start_on, window_type, months_with_data,
        3, 'intents', '意向', intents, talks, false, 'NO_ACTIVITY'
    from sums
    union all
    select scope_type, scope_id, month_start_on, window_type, months_with_data,
        4, 'closes', '成交', closes, intents, false, 'NO_INTENT'
    from sums
),

final as (
    select
        scope_type,
        scope_id,
        month_start_on,
        window_type,
        months_with_data,
        stage_ord,
        stage,
        stage_name,
        n,
        den,
        is_ratio,
        case when n is not null then ratio(n, den) end as rate,
        case when not is_ratio then wilson_lo(n, den) end as rate_lo,
        case when not is_ratio then wilson_hi(n, den) end as rate_hi,
        case
            when stage_ord = 1 and n is null then 'NO_VISIT'
            when stage_ord = 1 then null
            when coalesce(den, 0) = 0 then base_reason
            when n is null then 'NO_FIGURE'
            when not is_ratio and n > den then 'OVER_ONE'
        end as reason
    from stages
)

select * from final
