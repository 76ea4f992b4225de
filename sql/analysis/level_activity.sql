-- Grain: person × month: activity per day against the team over six months. Inputs:
-- level_activity_month, person_service.
-- x is the person's activity ÷ what the team did in the same months (a month back counts 0.9 of
-- the one after it). Stages are pooled: visits are counted more exactly than the talks that come of
-- them, so x = visits ÷ team's visits × the person's talks per visit ÷ the team's, the latter drawn
-- to the team's by as much as people do not differ in it; without visits, talks alone. The sampling
-- variance of x at level e is v1·e + v2·e²: days uneven like counts (v1), months uneven in
-- proportion (v2). expected is what the person's own plan makes of it: within teams, people who
-- plan more do more (slope, least squares, 0 to 1); plans below the team's lower quarter count as
-- that quarter, so that a low plan buys nothing. Who falls short of the own plan is the question
-- here; a plan that is too low stands in 计划不足.

with members as (
    select person_id, month_start_on, team_id, chain
    from analysis.person_service
),

history as (
    select
        members.person_id,
        members.month_start_on,
        members.team_id,
        members.chain,
        months.month_start_on as history_on,
        power(0.9, datediff('month', months.month_start_on, members.month_start_on)) as weight,
        months.n,
        months.t,
        months.t2,
        months.v,
        months.v2,
        months.vt,
        months.plan_days,
        months.plan
    from members
    inner join analysis.level_activity_month as months
        on members.person_id = months.person_id
        and members.chain = months.chain
        and months.month_start_on between add_months(members.month_start_on, -5)
            and members.month_start_on
),

-- A person is judged by visits only when every month of the window has them.
counted as (
    select
        history.*,
        bool_and(v is not null and v > 0) over (partition by person_id, month_start_on)
            as has_visits
    from history
),

team_days as (
    select
        counted.*,
        case when has_visits then v else t end as y,
        case when has_visits then v2 else t2 end as y2,
        sum(case when has_visits then v else t end) over team_months
            / sum(n) over team_months as team_x,
        case when has_visits then sum(t) over team_window / sum(v) over team_window end
            as team_per_visit
    from counted
    window
        team_months as (
            partition by month_start_on, chain, team_id, history_on, has_visits
        ),
        team_window as (partition by month_start_on, chain, team_id, has_visits)
),

people as (
    select
        person_id,
        month_start_on,
        any_value(team_id) as team_id,
        chain,
        any_value(has_visits) as has_visits,
        sum(weight * y) as y,
        sum(weight * n * team_x) as expected_y,
        sum(power(weight, 2) * n * team_x) as count_part,
        sum(power(weight * n * team_x, 2)) as month_part,
        sum(n) as n,
        sum(t) as t,
        sum(v) as v,
        any_value(team_per_visit) as team_per_visit,
        -- Within a person's month: days around the month's own mean.
        sum(case when n > 1 then (y2 - y * y / n) / greatest(y / n, 0.2) end) as day_ss,
        sum(case when n > 1 then n - 1 end) as day_df,
        -- Between a person's months, relative to the team's.
        sum(case when n >= 5 then n * power(y / n / nullif(team_x, 0), 2) end) as month_square,
        sum(case when n >= 5 then y / nullif(team_x, 0) end) as month_sum,
        sum(case when n >= 5 then n end) as month_n,
        count(*) filter (where n >= 5) as months,
        -- Talks of a day around the person's own talks per visit.
        sum(case when has_visits and v > 0
            then t2 - 2 * t / v * vt + power(t / v, 2) * v2 end) as visit_ss,
        sum(weight * plan) filter (where plan_days > 0) as plan,
        sum(weight * plan_days) as plan_weight,
        sum(plan_days) as plan_days
    from team_days
    where team_x > 0
    group by person_id, month_start_on, chain
),

noise as (
    select
        month_start_on,
        chain,
        has_visits,
        greatest(sum(day_ss) / nullif(sum(day_df), 0), 0.2) as phi,
        sum(visit_ss) / nullif(sum(v), 0) as visit_s2,
        sum(month_n) / nullif(sum(months), 0) as days_a_month,
        sum(expected_y) / sum(n) as mean_y,
        sum(case when months > 1 and month_sum > 0
            then (month_square - power(month_sum, 2) / month_n)
                / power(month_sum / month_n, 2) end)
            / nullif(sum(case when months > 1 and month_sum > 0 then months - 1 end), 0)
            as month_ms,
        -- Talks per visit: one-way analysis of variance, people within teams.
        sum(case when v > 0 then v * power(t / v - team_per_visit, 2) end)
            / nullif(count(*) - count(distinct team_id), 0) as visit_between_ms,
        avg(v) as visits
    from people
    group by month_start_on, chain, has_visits
),

parameters as (
    select
        noise.*,
        -- Without a second month nobody knows how uneven months are: a fifth is assumed.
        coalesce(greatest((month_ms - phi / mean_y) / days_a_month, 0), 0.04) as month_cv2,
        case when visit_between_ms > visit_s2 and visits > 0
            then visit_s2 / ((visit_between_ms - visit_s2) / visits) end as visit_kappa
    from noise
),

pooled as (
    select
        people.*,
        parameters.phi,
        parameters.month_cv2,
        parameters.visit_s2,
        parameters.visit_kappa,
        people.y / people.expected_y as y_ratio,
        case
            when not people.has_visits then 1.0
            when parameters.visit_kappa is null then 1.0
            else (people.t + parameters.visit_kappa * people.team_per_visit)
                / (people.v + parameters.visit_kappa) / people.team_per_visit
        end as per_visit_ratio
    from people
    inner join parameters
        on people.month_start_on = parameters.month_start_on
        and people.chain = parameters.chain
        and people.has_visits = parameters.has_visits
    where people.expected_y > 0
),

measured as (
    select
        pooled.*,
        y_ratio * per_visit_ratio as x,
        phi * count_part / power(expected_y, 2) as v1,
        month_cv2 * month_part / power(expected_y, 2)
            + coalesce(visit_s2 / (v + visit_kappa) / power(team_per_visit, 2), 0) as v2,
        case when plan_days >= 10 and plan > 0 then ln(plan / plan_weight) end as log_plan
    from pooled
),

plans as (
    select
        measured.*,
        median(log_plan) over team_window as team_log_plan,
        quantile_cont(log_plan, 0.25) over team_window as low_log_plan,
        case when log_plan is not null and x > 0
            then ln(x) - avg(case when log_plan is not null and x > 0 then ln(x) end)
                over team_window end as dy,
        log_plan - avg(case when x > 0 then log_plan end) over team_window as dx
    from measured
    window team_window as (partition by month_start_on, chain, team_id)
),

slopes as (
    select
        month_start_on,
        chain,
        least(greatest(coalesce(sum(dx * dy) / nullif(sum(dx * dx), 0), 0), 0), 1) as slope
    from plans
    group by month_start_on, chain
),

final as (
    select
        plans.person_id,
        plans.month_start_on,
        plans.team_id,
        plans.chain,
        plans.n,
        plans.has_visits,
        plans.x,
        plans.v1,
        plans.v2,
        slopes.slope,
        case when plans.log_plan is null then 1.0
            else exp(slopes.slope * (greatest(plans.log_plan, plans.low_log_plan)
                - plans.team_log_plan)) end as expected
    from plans
    inner join slopes
        on plans.month_start_on = slopes.month_start_on
        and plans.chain = slopes.chain
)

select * from final
