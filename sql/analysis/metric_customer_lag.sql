-- Grain: scope × month: F10 成交滞后 and F11 在途管道. Inputs: metric_customer_case, fct_day_metric,
-- dim_date, run. Only people whose deals mostly name a customer (half of the cases their logs
-- state in those months): with deals that nobody can follow, every customer looks open for ever.
-- F10: Kaplan–Meier median of the days from first contact to deal over customers first met in the
-- six months to the month's end (or the as-of day); open customers are censored there. F11:
-- expected deals in the 30 days after that day: for every open customer of those months P(deal in
-- 30 days | age) = 1 − S(age + 30) ÷ S(age), S being the company's curve, because a person's own
-- would be noise. DOMAIN says until the month's end, of which nothing is left once a month is over.

with months as (
    select distinct dates.month_start_on,
        least(month_end(dates.month_start_on), run.as_of_on) as cut_on
    from core.dim_date as dates
    cross join meta.run as run
    where dates.is_spine
),

stated as (
    select months.month_start_on, counts.person_id, sum(counts.actual) as cases
    from core.fct_day_metric as counts
    inner join months
        on counts.work_on <= months.cut_on
        and counts.work_on >= add_months(months.month_start_on, -5)
    where counts.metric = 'cases'
    group by months.month_start_on, counts.person_id
),

followed as (
    select months.month_start_on, cases.person_id, count(*) as deals
    from analysis.metric_customer_case as cases
    inner join months
        on cases.deal_on <= months.cut_on
        and cases.deal_on >= add_months(months.month_start_on, -5)
    group by months.month_start_on, cases.person_id
),

unnamed as (
    select stated.month_start_on, stated.person_id
    from stated
    left join followed
        on stated.month_start_on = followed.month_start_on
        and stated.person_id = followed.person_id
    where 2 * coalesce(followed.deals, 0) < stated.cases
),

observed as (
    select
        months.month_start_on,
        cases.person_id,
        cases.team_id,
        cases.dept_id,
        coalesce(cases.deal_on <= months.cut_on, false) as is_deal,
        cast(least(coalesce(cases.deal_on, months.cut_on), months.cut_on) - cases.first_on
            as bigint) as days
    from analysis.metric_customer_case as cases
    inner join months
        on cases.first_on <= months.cut_on
        and cases.first_on >= add_months(months.month_start_on, -5)
    left join unnamed
        on months.month_start_on = unnamed.month_start_on
        and cases.person_id = unnamed.person_id
    where unnamed.person_id is null
),

leveled as (
    select 'person' as scope_type, person_id as scope_id, month_start_on, is_deal, days
    from observed
    union all
    select 'team', team_id, month_start_on, is_deal, days from observed
    union all
    select 'dept', dept_id, month_start_on, is_deal, days from observed
    union all
    select 'company', 'company', month_start_on, is_deal, days from observed
),

steps as (
    select scope_type, scope_id, month_start_on, days, count(*) as here,
        count(*) filter (where is_deal) as deals
    from leveled
    where scope_id is not null
    group by scope_type, scope_id, month_start_on, days
),

at_risk as (
    select
        steps.*,
        sum(here) over (
            partition by scope_type, scope_id, month_start_on
            order by days
            rows between current row and unbounded following
        ) as risk
    from steps
),

survival as (
    select
        scope_type,
        scope_id,
        month_start_on,
        days,
        case when max(case when deals = risk then 1 else 0 end) over curve = 1 then 0.0
            else exp(sum(case when deals < risk then ln(1.0 - deals / risk) end) over curve)
        end as alive
    from at_risk
    window curve as (
        partition by scope_type, scope_id, month_start_on
        order by days
        rows between unbounded preceding and current row
    )
),

medians as (
    select scope_type, scope_id, month_start_on, min(days) as median_days
    from survival
    where alive <= 0.5
    group by scope_type, scope_id, month_start_on
),

totals as (
    select scope_type, scope_id, month_start_on, sum(here) as cases, sum(deals) as deals,
        sum(here) - sum(deals) as open_cases
    from steps
    group by scope_type, scope_id, month_start_on
),

company_curve as (
    select month_start_on, days, alive
    from survival
    where scope_type = 'company'
),

-- Of the company's curve at two ages; beyond its last step it stays where it ended.
ages as (
    select distinct month_start_on, days as age
    from leveled
    where not is_deal
),

chances as (
    select
        ages.month_start_on,
        ages.age,
        coalesce(min(curve.alive) filter (where curve.days <= ages.age), 1.0) as alive_now,
        coalesce(min(curve.alive) filter (where curve.days <= ages.age + 30), 1.0) as alive_then
    from ages
    left join company_curve as curve
        on ages.month_start_on = curve.month_start_on
        and curve.days <= ages.age + 30
    group by ages.month_start_on, ages.age
),

expected as (
    select leveled.scope_type, leveled.scope_id, leveled.month_start_on,
        sum(case when chances.alive_now > 0
            then 1.0 - chances.alive_then / chances.alive_now else 0.0 end) as expected_deals
    from leveled
    inner join chances
        on leveled.month_start_on = chances.month_start_on
        and leveled.days = chances.age
    where not leveled.is_deal
    group by leveled.scope_type, leveled.scope_id, leveled.month_start_on
),

final as (
    select
        totals.scope_type,
        totals.scope_id,
        totals.month_start_on,
        cast(totals.cases as double) as cases,
        cast(totals.deals as double) as deals,
        cast(totals.open_cases as double) as open_cases,
        case when totals.deals >= 3 then cast(medians.median_days as double) end as median_days,
        case
            when totals.deals < 3 then 'FEW_DEALS'
            when medians.median_days is null then 'NOT_REACHED'
        end as lag_reason,
        coalesce(expected.expected_deals, 0.0) as expected_deals
    from totals
    left join medians
        on totals.scope_type = medians.scope_type
        and totals.scope_id = medians.scope_id
        and totals.month_start_on = medians.month_start_on
    left join expected
        on totals.scope_type = expected.scope_type
        and totals.scope_id = expected.scope_id
        and totals.month_start_on = expected.month_start_on
)

select * from final
