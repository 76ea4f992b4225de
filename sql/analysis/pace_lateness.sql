-- Grain: person × closed month: 后倾度 (T04, DOMAIN 4.9): the share of the month's activity in its
-- last third less the share of the logged days that lie there. Inputs: activity_day,
-- pace_workday, run. Only logged days count on both sides: a missing log is no idle day.
-- Posterior: lateness of a person-month is normal around the person's own level with the variance
-- of months within people; people's levels around the mean of the chain (moments over all closed
-- months; months with fewer than ten days or no activity are left out). Where everybody's month
-- fills up towards its end (closing dates, quotas) that is nobody's habit: late is who is later
-- than usual, the larger of that mean and 0. post_mean and p_late = P(level > usual) use the months
-- so far; late_months counts the last months in a row with lateness > usual and p_late >= 0.8 (R15
-- asks for three).

with dates as (
    select unnest(range(from_on, through_on + 1, interval 1 day))::date as date_on, day_no, workdays
    from analysis.pace_workday
    where is_closed
),

days as (
    select
        counts.person_id,
        counts.month_start_on,
        counts.chain,
        3 * dates.day_no > 2 * dates.workdays as is_last_third,
        counts.actual
    from analysis.activity_day as counts
    inner join dates
        on counts.work_on = dates.date_on
),

person_months as (
    select
        person_id,
        month_start_on,
        chain,
        count(*) as days,
        count(*) filter (where is_last_third) as late_days,
        sum(actual) as activity,
        sum(case when is_last_third then actual else 0 end) as late_activity
    from days
    group by person_id, month_start_on, chain
    having count(*) >= 10
        and sum(actual) > 0
),

shares as (
    select
        person_months.*,
        late_activity / activity as late_share,
        cast(late_days as double) / days as day_share,
        late_activity / activity - cast(late_days as double) / days as lateness
    from person_months
),

people as (
    select person_id, chain, count(*) as months, avg(lateness) as mean,
        sum(lateness * lateness) - sum(lateness) * sum(lateness) / count(*) as within_ss
    from shares
    group by person_id, chain
),

chains as (
    select
        chain,
        sum(months * mean) / sum(months) as mu,
        sum(within_ss) / nullif(sum(months - 1), 0) as sigma2,
        count(*) as people,
        sum(months) as n,
        (sum(months) - sum(months * months) / sum(months)) / nullif(count(*) - 1, 0) as n0
    from people
    group by chain
),

between_people as (
    select
        chains.chain,
        any_value(chains.mu) as mu,
        any_value(chains.sigma2) as sigma2,
        greatest(
            (sum(people.months * power(people.mean - chains.mu, 2))
                / nullif(any_value(chains.people) - 1, 0) - any_value(chains.sigma2))
            / nullif(any_value(chains.n0), 0),
            0
        ) as tau2
    from people
    inner join chains
        on people.chain = chains.chain
    group by chains.chain
),

running as (
    select
        shares.*,
        count(*) over so_far as months,
        avg(lateness) over so_far as mean
    from shares
    window so_far as (
        partition by person_id, chain order by month_start_on
        rows between unbounded preceding and current row
    )
),

posteriors as (
    select
        running.*,
        between_people.mu,
        -- Nobody visibly different, or too few months to see it: everybody is at the mean.
        case when between_people.sigma2 > 0
            then months * tau2 / (months * tau2 + between_people.sigma2) end as reliability,
        between_people.sigma2,
        between_people.tau2
    from running
    inner join between_people
        on running.chain = between_people.chain
),

judged as (
    select
        posteriors.*,
        mu + reliability * (mean - mu) as post_mean,
        greatest(mu, 0) as usual,
        case when tau2 > 0 then ncdf((mu + reliability * (mean - mu) - greatest(mu, 0))
            / sqrt(tau2 * (1 - reliability))) end as p_late
    from posteriors
),

runs as (
    select
        judged.*,
        case when lateness > usual and p_late >= 0.8 then 1 else 0 end as is_late,
        sum(case when lateness > usual and p_late >= 0.8 then 0 else 1 end) over (
            partition by person_id, chain order by month_start_on
            rows between unbounded preceding and current row
        ) as run_no
    from judged
),

final as (
    select
        person_id,
        month_start_on,
        days,
        activity,
        late_activity,
        late_share,
        day_share,
        lateness,
        months,
        reliability,
        post_mean,
        p_late,
        cast(sum(is_late) over (
            partition by person_id, chain, run_no order by month_start_on
            rows between unbounded preceding and current row
        ) as integer) as late_months,
        case
            when sigma2 is null then 'FEW_MONTHS'
            when tau2 = 0 then 'NO_DIFFERENCE'
        end as reason
    from runs
)

select * from final
