-- Grain: scope × month × catalogue metric (DOMAIN 3.2): num, den, value, reason. Inputs:
-- metric_input, metric_record, metric_customer_lag, dim_metric, plan_actual, period, dim_date,
-- scope. value = num ÷ den of sums over people and days, over three months where the catalogue
-- says so; null with a reason when there is nothing to divide by or the input is not handed in.
-- What other models answer (T03 pace, D03 plausibility) is left to them and says so.

with ratios as (
    select metric_id, num_measure, den_measure, months, empty_reason
    from (
        values
        ('A01', 'logged_days', 'expected_days', 1, 'NO_EXPECTED_DAY'),
        ('A02', 'submitted_in_time', 'submitted', 1, 'NO_SUBMIT_TIME'),
        ('A03', 'actual:visits', 'days:visits', 1, 'NO_VISIT'),
        ('A04', 'outlet_days', 'line_days', 1, 'NO_VISIT_LINE'),
        ('A05', 'planned:visits', 'plan:visits', 1, 'NO_PLAN'),
        ('A07', 'lines_unplanned', 'lines_planned', 1, 'NO_FIELD'),
        ('A08', 'lines_selling', 'lines_purpose', 1, 'NO_VISIT_LINE'),
        ('A09', 'lines_service', 'lines_purpose', 1, 'NO_VISIT_LINE'),
        ('A10', 'actual:appointments_made', 'actual:appointments', 1, 'NO_FIELD'),
        ('A11', 'visited', 'assigned', 1, 'NO_OUTLET'),
        ('A12', 'hhi', 'hhi_visits', 1, 'FEW_VISITS'),
        ('A14', 'lines_next', 'lines', 1, 'NO_VISIT_LINE'),
        ('A19', 'actual:referrals', 'actual:cases', 1, 'NO_FIELD'),
        ('F01', 'actual:intents', 'actual:target_customers', 1, 'NO_FIELD'),
        ('F02', 'actual:intents', 'actual:visits', 1, 'NO_VISIT'),
        ('F03', 'actual:talks', 'actual:visits', 1, 'NO_VISIT'),
        ('F04', 'actual:intents', 'actual:talks', 3, 'NO_ACTIVITY'),
        ('F05', 'actual:cases', 'actual:intents', 3, 'NO_INTENT'),
        ('F06', 'actual:cases', 'actual:talks', 3, 'NO_ACTIVITY'),
        ('F07', 'actual:effective_customers', 'actual:visits', 1, 'NO_FIELD'),
        ('F08', 'actual:cases', 'actual:proposals', 3, 'NO_FIELD'),
        ('F09', 'actual:cases', 'actual:visits', 3, 'NO_VISIT'),
        ('R01', 'actual:premium_yuan', 'target', 1, 'NO_TARGET'),
        ('R02', 'actual:premium_yuan', 'actual:cases', 1, 'NO_DEAL'),
        ('R03', 'sold', 'operable', 1, 'NO_OUTLET'),
        ('R04', 'actual:premium_yuan', 'heads', 1, 'NO_HEAD'),
        ('R05', 'sellers', 'heads', 1, 'NO_HEAD'),
        ('R10', 'top_product', 'all_products', 1, 'NO_DEAL'),
        ('Q01', 'plan_content', 'plan_target', 1, 'NO_PLAN'),
        ('Q03', 'targets_self', 'targets_known', 1, 'NO_SET_BY'),
        ('D01', 'filled', 'required', 1, 'NO_LOG'),
        ('A06', 'items_done', 'items', 1, 'NO_PLAN_ITEM'),
        ('A15', 'steps_kept', 'steps_due', 1, 'NO_STEP'),
        ('A16', 'lines_prepared', 'lines_to_prepare', 1, 'NO_FIELD'),
        ('A18', 'listed', 'customers_needed', 1, 'NO_NEED'),
        ('R09', 'policy_withdrawn', 'policy_cases', 1, 'NO_POLICY'),
        ('R12', 'collected_or_none', 'target', 1, 'NO_TARGET'),
        ('C01', 'joint_visits', 'slot_weeks', 1, 'NO_SUPERVISOR_LOG'),
        ('C01b', 'one_on_ones', 'slot_days', 1, 'NO_SUPERVISOR_LOG'),
        ('C01c', 'meetings', 'slot_weeks', 1, 'NO_SUPERVISOR_LOG'),
        ('C02', 'coachees_with_effect', 'coachees', 1, 'NO_COACHING'),
        ('C03', 'measures_done', 'measures_due', 1, 'NO_MEASURE'),
        ('C04', 'trained_attended', 'trained_expected', 1, 'NO_TRAINING'),
        ('D02', 'agreeing_days', 'checked_days', 1, 'NO_CHECK')
    ) as ratios (metric_id, num_measure, den_measure, months, empty_reason)
),

-- Sums that are no ratio, with what is said when there is none.
plain as (
    select metric_id, measure, empty_reason
    from (
        values
        ('A13', 'first_minute', 'NO_VISIT_TIME'),
        ('A17', 'actual:new_targets', 'NO_FIELD'),
        ('R07', 'actual:new_revenue_yuan', 'NO_FIELD'),
        ('R11', 'collected_or_none', 'NO_POLICY')
    ) as plain (metric_id, measure, empty_reason)
),

absent as (
    select metric_id, reason
    from (
        values ('R08', 'NO_BILL'), ('D03', 'SEE_CHECKS')
    ) as absent (metric_id, reason)
),

grid as (
    select scopes.scope_type, scopes.scope_id, months.month_start_on, months.progress,
        months.late_share
    from analysis.scope as scopes
    cross join (
        select
            month_start_on,
            ratio(count(*) filter (where is_elapsed), count(*)) as progress,
            ratio(count(*) - (2 * count(*)) // 3, count(*)) as late_share
        from core.dim_date
        where is_workday
            and month_start_on in (select month_start_on from core.dim_date where is_spine)
        group by month_start_on
    ) as months
),

-- Months of which the ledger of policies tells at all: within them nobody listed collected nothing.
ledger_months as (
    select distinct received_month_on as month_start_on
    from analysis.metric_policy
    where received_month_on is not null
),

plain_inputs as (
    select scope_type, scope_id, month_start_on, measure, amount
    from analysis.metric_input
    union all
    select scope_type, scope_id, month_start_on, measure, amount
    from analysis.metric_record
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'collected_or_none',
        coalesce(records.amount, 0)
    from grid
    inner join ledger_months
        on grid.month_start_on = ledger_months.month_start_on
    left join analysis.metric_record as records
        on grid.scope_type = records.scope_type
        and grid.scope_id = records.scope_id
        and grid.month_start_on = records.month_start_on
        and records.measure = 'collected'
),

sums as (
    select
        grid.scope_type,
        grid.scope_id,
        grid.month_start_on,
        inputs.measure,
        sum(inputs.amount) filter (where inputs.month_start_on = grid.month_start_on) as month_sum,
        sum(inputs.amount) as window_sum
    from grid
    inner join plain_inputs as inputs
        on grid.scope_type = inputs.scope_type
        and grid.scope_id = inputs.scope_id
        and inputs.month_start_on between add_months(grid.month_start_on, -2)
            and grid.month_start_on
    group by grid.scope_type, grid.scope_id, grid.month_start_on, inputs.measure
),

-- A18: customers to talk to for the month's target at the scope's own conversion of three months: one
-- talk is one customer, target ÷ (premium ÷ talks). Only where somebody keeps a list.
needs as (
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'customers_needed' as measure,
        targets.month_sum * talks.window_sum / premium.window_sum as month_sum
    from grid
    inner join sums as targets
        on grid.scope_type = targets.scope_type
        and grid.scope_id = targets.scope_id
        and grid.month_start_on = targets.month_start_on
        and targets.measure = 'target'
    inner join sums as talks
        on grid.scope_type = talks.scope_type
        and grid.scope_id = talks.scope_id
        and grid.month_start_on = talks.month_start_on
        and talks.measure = 'actual:talks'
    inner join sums as premium
        on grid.scope_type = premium.scope_type
        and grid.scope_id = premium.scope_id
        and grid.month_start_on = premium.month_start_on
        and premium.measure = 'actual:premium_yuan'
    inner join sums as lists
        on grid.scope_type = lists.scope_type
        and grid.scope_id = lists.scope_id
        and grid.month_start_on = lists.month_start_on
        and lists.measure = 'listed'
        and lists.month_sum is not null
    where premium.window_sum > 0
        and talks.window_sum > 0
),

bases as (
    select scope_type, scope_id, month_start_on, measure, month_sum, window_sum
    from sums
    union all
    select scope_type, scope_id, month_start_on, measure, month_sum, null
    from needs
),

divided as (
    select
        grid.scope_type,
        grid.scope_id,
        grid.month_start_on,
        ratios.metric_id,
        case ratios.months when 3 then nums.window_sum else nums.month_sum end as num,
        case ratios.months when 3 then dens.window_sum else dens.month_sum end as den,
        ratios.empty_reason
    from grid
    cross join ratios
    left join bases as nums
        on grid.scope_type = nums.scope_type
        and grid.scope_id = nums.scope_id
        and grid.month_start_on = nums.month_start_on
        and ratios.num_measure = nums.measure
    left join bases as dens
        on grid.scope_type = dens.scope_type
        and grid.scope_id = dens.scope_id
        and grid.month_start_on = dens.month_start_on
        and ratios.den_measure = dens.measure
),

weeks as (
    select grid.scope_type, grid.scope_id, grid.month_start_on,
        median(abs(figures.planned_actual - figures.plan) / figures.plan) as value,
        count(*) as weeks
    from grid
    inner join analysis.plan_actual as figures
        on figures.period_type = 'week'
        and grid.scope_type = figures.scope_type
        and grid.scope_id = figures.scope_id
        and figures.metric = 'talks'
        and figures.period_start_on between month_end(grid.month_start_on) - 55
            and month_end(grid.month_start_on)
    where figures.plan > 0
        and figures.planned_actual is not null
        and figures.workdays_elapsed >= 2
    group by grid.scope_type, grid.scope_id, grid.month_start_on
),

figures as (
    select scope_type, scope_id, month_start_on, metric_id, num, den,
        case when den > 0 then num / den end as value,
        case
            when den is null or den <= 0 then empty_reason
            when num is null then 'NO_FIGURE'
        end as reason
    from divided
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, plain.metric_id, sums.month_sum,
        null, sums.month_sum, case when sums.month_sum is null then plain.empty_reason end
    from grid
    cross join plain
    left join sums
        on grid.scope_type = sums.scope_type
        and grid.scope_id = sums.scope_id
        and grid.month_start_on = sums.month_start_on
        and plain.measure = sums.measure
    union all
    select scope_type, scope_id, month_start_on, 'T01', null, null, progress,
        case when progress is null then 'NO_WORKDAY' end
    from grid
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'T02',
        ratio(divided.num, divided.den), grid.progress,
        ratio(ratio(divided.num, divided.den), grid.progress),
        case
            when divided.den is null or divided.den <= 0 then 'NO_TARGET'
            when divided.num is null then 'NO_FIGURE'
            when coalesce(grid.progress, 0) = 0 then 'NO_WORKDAY'
        end
    from grid
    inner join divided
        on grid.scope_type = divided.scope_type
        and grid.scope_id = divided.scope_id
        and grid.month_start_on = divided.month_start_on
        and divided.metric_id = 'R01'
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'T04', late.month_sum,
        talks.month_sum, ratio(late.month_sum, talks.month_sum) - grid.late_share,
        case
            when late.month_sum is null then 'NOT_CLOSED'
            when coalesce(talks.month_sum, 0) = 0 then 'NO_ACTIVITY'
        end
    from grid
    left join sums as late
        on grid.scope_type = late.scope_type
        and grid.scope_id = late.scope_id
        and grid.month_start_on = late.month_start_on
        and late.measure = 'late_talks'
    left join sums as talks
        on grid.scope_type = talks.scope_type
        and grid.scope_id = talks.scope_id
        and grid.month_start_on = talks.month_start_on
        and talks.measure = 'actual:talks'
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'Q02', null, weeks.weeks,
        weeks.value, case when weeks.value is null then 'NO_PLAN' end
    from grid
    left join weeks
        on grid.scope_type = weeks.scope_type
        and grid.scope_id = weeks.scope_id
        and grid.month_start_on = weeks.month_start_on
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'F10', lags.deals, lags.cases,
        lags.median_days, case when lags.cases is null then 'NO_CUSTOMER' else lags.lag_reason end
    from grid
    left join analysis.metric_customer_lag as lags
        on grid.scope_type = lags.scope_type
        and grid.scope_id = lags.scope_id
        and grid.month_start_on = lags.month_start_on
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'F11', lags.expected_deals,
        lags.open_cases, lags.expected_deals,
        case when lags.cases is null then 'NO_CUSTOMER' end
    from grid
    left join analysis.metric_customer_lag as lags
        on grid.scope_type = lags.scope_type
        and grid.scope_id = lags.scope_id
        and grid.month_start_on = lags.month_start_on
    union all
    -- T03 is of the review month, as of the run.
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'T03', null, null, pace.p_attain,
        case
            when pace.p_attain is not null then null
            when pace.scope_id is null then 'SEE_PACE'
            else coalesce(pace.reason, 'NO_DEAL')
        end
    from grid
    left join analysis.pace_scope as pace
        on grid.scope_type = pace.scope_type
        and grid.scope_id = pace.scope_id
        and grid.month_start_on = pace.month_start_on
    union all
    -- R06: pay of everybody in the scope, and a rate for everything collected, or no figure.
    select grid.scope_type, grid.scope_id, grid.month_start_on, 'R06', commissions.month_sum, null,
        case when unpaid.month_sum is null and without_rate.month_sum = 0
            then pays.month_sum + coalesce(commissions.month_sum, 0)
            when unpaid.month_sum is null and without_rate.month_sum is null
                and ledger_months.month_start_on is not null then pays.month_sum end,
        case
            when pays.month_sum is null or unpaid.month_sum > 0 then 'NO_PAY'
            when ledger_months.month_start_on is null then 'NO_POLICY'
            when without_rate.month_sum > 0 then 'NO_RATE'
        end
    from grid
    left join ledger_months
        on grid.month_start_on = ledger_months.month_start_on
    left join sums as pays
        on grid.scope_type = pays.scope_type
        and grid.scope_id = pays.scope_id
        and grid.month_start_on = pays.month_start_on
        and pays.measure = 'pay'
    left join sums as unpaid
        on grid.scope_type = unpaid.scope_type
        and grid.scope_id = unpaid.scope_id
        and grid.month_start_on = unpaid.month_start_on
        and unpaid.measure = 'unpaid'
        and unpaid.month_sum > 0
    left join sums as commissions
        on grid.scope_type = commissions.scope_type
        and grid.scope_id = commissions.scope_id
        and grid.month_start_on = commissions.month_start_on
        and commissions.measure = 'commission'
    left join sums as without_rate
        on grid.scope_type = without_rate.scope_type
        and grid.scope_id = without_rate.scope_id
        and grid.month_start_on = without_rate.month_start_on
        and without_rate.measure = 'lines_without_rate'
        and without_rate.month_sum is not null
    union all
    select grid.scope_type, grid.scope_id, grid.month_start_on, absent.metric_id, null, null, null,
        absent.reason
    from grid
    cross join absent
),

final as (
    select scope_type, scope_id, month_start_on, metric_id, num, den, value, reason
    from figures
)

select * from final
