-- Grain: person × month × indicator over the M3 window (the month and the two before). Inputs:
-- fct_day, fct_day_metric, person_team_month, dim_person, rate_share, rate_ticket. One shape for
-- all: n observations with mean value x and the sum of squares within the person. Shares (logged
-- or not, intent or not) are means of zeros and ones, so within_ss = n·x·(1−x). Indicators of
-- DOMAIN 5.2 that the present forms support: w1 w3 w4 w5 (will), s1 s2 s3 (skill). Activity is
-- counted in 洽谈, the base of the premium chain. s1, s2 and s3 are adjusted for the outlets a
-- person has (DOMAIN 4.3): x is what it would be at the team's mixture, raw_x what it is; y
-- belongs to x, raw_y is the count. peer_id is whom the person is compared with: the team, or for
-- the first three months the company's other new people when there are five of them (DOMAIN E4).

with months as (
    select distinct month_start_on
    from core.dim_date
    where is_spine
),

members as (
    select
        members.person_id,
        members.month_start_on,
        members.team_id,
        coalesce(
            persons.hired_on > add_months(month_end(members.month_start_on), -3), false
        ) as is_new
    from analysis.person_team_month as members
    inner join months
        on members.month_start_on = months.month_start_on
    inner join core.dim_person as persons
        on members.person_id = persons.person_id
    where members.is_member
),

new_people as (
    select month_start_on, count(*) as new_people
    from members
    where is_new
    group by month_start_on
),

people as (
    select
        members.person_id,
        members.month_start_on,
        members.is_new,
        members.team_id as own_team_id,
        case when members.is_new and new_people.new_people >= 5 then '（新人）'
            else members.team_id end as team_id
    from members
    left join new_people
        on members.month_start_on = new_people.month_start_on
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

-- The boxes a person fills at all in a month: one left empty on a logged day is a zero there, as in
-- activity_day, else the days on which nothing came would be missing from w3, w4, w5.
boxes as (
    select distinct person_id, month_start(work_on) as month_start_on, metric
    from core.fct_day_metric
    where metric in ('talks', 'intents', 'closes', 'visits')
        and actual is not null
),

window_figures as (
    select
        window_days.person_id,
        window_days.month_start_on,
        window_days.team_id,
        window_days.work_on,
        boxes.metric,
        metrics.plan,
        coalesce(metrics.actual, 0) as actual
    from window_days
    inner join boxes
        on window_days.person_id = boxes.person_id
        and month_start(window_days.work_on) = boxes.month_start_on
    left join core.fct_day_metric as metrics
        on window_days.person_id = metrics.person_id
        and window_days.work_on = metrics.work_on
        and boxes.metric = metrics.metric
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

-- ln(premium ÷ case) less what outlets of its grade usually bring, big cases left out.
tickets as (
    select
        people.person_id,
        people.month_start_on,
        people.team_id,
        tickets.n,
        tickets.x + coalesce(tickets.team_effect, 0) as x,
        tickets.x + coalesce(tickets.effect, 0) as raw_x,
        tickets.within_ss
    from people
    inner join analysis.rate_ticket as tickets
        on people.person_id = tickets.person_id
        and people.month_start_on = tickets.month_start_on
    where tickets.n > 0
),

difficulties as (
    select
        person_id,
        month_start_on,
        max(case when factor = 'intent_rate' then difficulty end) as intent_difficulty,
        max(case when factor = 'close_rate' then difficulty end) as close_difficulty
    from analysis.rate_share
    group by person_id, month_start_on
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
        cast(n as double) as n, cast(1 as double) as difficulty
    from submissions
    union all
    select person_id, month_start_on, team_id, 'w5', cast(active_days as double),
        cast(visit_days as double), 1
    from totals
    union all
    -- More intents than talks is possible (a stock written as a flow); a share stops at one.
    select totals.person_id, totals.month_start_on, totals.team_id, 's1',
        least(totals.intents, totals.talks), totals.talks,
        coalesce(difficulties.intent_difficulty, 1)
    from totals
    left join difficulties
        on totals.person_id = difficulties.person_id
        and totals.month_start_on = difficulties.month_start_on
    where totals.intents is not null
    union all
    select totals.person_id, totals.month_start_on, totals.team_id, 's2',
        least(totals.closes, totals.intents), totals.intents,
        coalesce(difficulties.close_difficulty, 1)
    from totals
    left join difficulties
        on totals.person_id = difficulties.person_id
        and totals.month_start_on = difficulties.month_start_on
    where totals.closes is not null
),

adjusted as (
    select
        shares.*,
        ratio(y, n) as raw_x,
        least(ratio(y, n) / difficulty, 1) as x
    from shares
    where n > 0
        and difficulty > 0
),

means as (
    select person_id, month_start_on, team_id, 'w3' as indicator, cast(talk_days as double) as n,
        talks_per_day / quota as x, talks_per_day / quota as raw_x,
        talk_days * talks_variance / (quota * quota) as within_ss
    from quotas
    where quota > 0 and talk_days > 0
    union all
    select person_id, month_start_on, team_id, 'w4', cast(talk_days as double), talks_per_day,
        talks_per_day, talk_days * talks_variance
    from totals
    where talk_days > 0
    union all
    select person_id, month_start_on, team_id, 's3', cast(n as double), x, raw_x, within_ss
    from tickets
),

indicators as (
    select person_id, month_start_on, team_id, indicator, true as is_share, y as raw_y, n * x as y,
        n, x, raw_x, difficulty, n * x * (1 - x) as within_ss
    from adjusted
    union all
    select person_id, month_start_on, team_id, indicator, false, n * raw_x, n * x, n, x, raw_x, 1,
        within_ss
    from means
),

final as (
    select
        indicators.person_id,
        indicators.month_start_on,
        indicators.team_id as peer_id,
        people.own_team_id as team_id,
        people.is_new,
        indicators.indicator,
        indicators.is_share,
        indicators.raw_y,
        indicators.raw_x,
        indicators.difficulty,
        indicators.y,
        indicators.n,
        indicators.x,
        indicators.within_ss
    from indicators
    inner join people
        on indicators.person_id = people.person_id
        and indicators.month_start_on = people.month_start_on
)

select * from final
