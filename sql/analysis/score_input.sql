-- Grain: person × month × indicator over the M3 window (the month and the two before). Inputs:
-- fct_day, fct_day_metric, fct_sale, person_team_month, dim_person, run.
-- One shape for all: n observations with mean value x and the sum of squares within the person.
-- Shares (logged or not, intent or not) are means of zeros and ones, so within_ss = n·x·(1−x).
-- Indicators of DOMAIN 5.2 that the present forms support: w1 w3 w4 w5 (will), s1 s2 s3 (skill).
-- Activity is counted in 洽谈, the base of the premium chain.

with months as (
    select distinct month_start_on
    from core.dim_date
    where is_spine
),

people as (
    select members.person_id, members.month_start_on, members.team_id
    from analysis.person_team_month as members
    inner join months
        on members.month_start_on = months.month_start_on
    where members.is_member
),

window_days as (
    select
        people.person_id,
        people.month_start_on,
        people.team_id,
        days.work_on,
        days.is_expected,
        days.is_worked
    from people
    inner join core.fct_day as days
        on people.person_id = days.person_id
        and days.work_on >= add_months(people.month_start_on, -2)
        and days.work_on <= month_end(people.month_start_on)
),

window_figures as (
    select
        window_days.person_id,
        window_days.month_start_on,
        window_days.team_id,
        window_days.work_on,
        metrics.metric,
        metrics.plan,
        metrics.actual
    from window_days
    inner join core.fct_day_metric as metrics
        on window_days.person_id = metrics.person_id
        and window_days.work_on = metrics.work_on
    where window_days.is_worked
),

totals as (
    select
        person_id,
        month_start_on,
        team_id,
        sum(actual) filter (where metric = 'talks') as talks,
        sum(actual) filter (where metric = 'intents') as intents,
        sum(actual) filter (where metric = 'closes') as closes,
        avg(actual) filter (where metric = 'talks') as talks_per_day,
        count(actual) filter (where metric = 'talks') as talk_days,
        var_pop(actual) filter (where metric = 'talks') as talks_variance,
        avg(plan) filter (where metric = 'talks') as quota_per_day,
        count(actual) filter (where metric = 'visits') as visit_days,
        count(*) filter (where metric = 'visits' and actual >= 1) as active_days
    from window_figures
    group by person_id, month_start_on, team_id
),

-- A low quota of one's own must not buy a high score: it counts at least the peers' lower quarter.
quota_floors as (
    select month_start_on, team_id, quantile_cont(quota_per_day, 0.25) as quota_floor
    from totals
    where quota_per_day > 0
    group by month_start_on, team_id
),

quotas as (
    select
        totals.*,
        case when totals.quota_per_day > 0
            then greatest(totals.quota_per_day, quota_floors.quota_floor) end as quota
    from totals
    left join quota_floors
        on totals.month_start_on = quota_floors.month_start_on
        and totals.team_id = quota_floors.team_id
),

tickets as (
    select
        people.person_id,
        people.month_start_on,
        people.team_id,
        count(*) as n,
        avg(ln(sales.premium_yuan / sales.cases)) as x,
        var_pop(ln(sales.premium_yuan / sales.cases)) as variance
    from people
    inner join core.fct_sale as sales
        on people.person_id = sales.person_id
        and sales.sold_on >= add_months(people.month_start_on, -2)
        and sales.sold_on <= month_end(people.month_start_on)
    where sales.premium_yuan > 0
        and sales.cases > 0
    group by people.person_id, people.month_start_on, people.team_id
),

submissions as (
    select
        person_id,
        month_start_on,
        team_id,
        count(*) filter (where is_expected) as n,
        count(*) filter (where is_expected and is_worked) as y
    from window_days
    group by person_id, month_start_on, team_id
),

shares as (
    select person_id, month_start_on, team_id, 'w1' as indicator, cast(y as double) as y,
        cast(n as double) as n
    from submissions
    union all
    select person_id, month_start_on, team_id, 'w5', cast(active_days as double),
        cast(visit_days as double)
    from totals
    union all
    -- More intents than talks is possible (a stock written as a flow); a share stops at one.
    select person_id, month_start_on, team_id, 's1', least(intents, talks), talks
    from totals
    where intents is not null
    union all
    select person_id, month_start_on, team_id, 's2', least(closes, intents), intents
    from totals
    where closes is not null
),

means as (
    select person_id, month_start_on, team_id, 'w3' as indicator, cast(talk_days as double) as n,
        talks_per_day / quota as x, talk_days * talks_variance / (quota * quota) as within_ss
    from quotas
    where quota > 0 and talk_days > 0
    union all
    select person_id, month_start_on, team_id, 'w4', cast(talk_days as double), talks_per_day,
        talk_days * talks_variance
    from totals
    where talk_days > 0
    union all
    select person_id, month_start_on, team_id, 's3', cast(n as double), x, n * variance
    from tickets
),

final as (
    select person_id, month_start_on, team_id, indicator, true as is_share, y, n,
        ratio(y, n) as x, y * (1 - ratio(y, n)) as within_ss
    from shares
    where n > 0
    union all
    select person_id, month_start_on, team_id, indicator, false as is_share, n * x as y, n, x,
        within_ss
    from means
)

select * from final
