-- Grain: scope × work day of the review month (0: before it began): the three M's (DOMAIN 4.9,
-- 9.6). Inputs: pace_forecast, pace_effort, pace_curve, pace_workday, person_service. need_deals:
-- deals still missing at the scope's mean ticket, rounded up. required_per_day: the smallest
-- activity per person and day that brings them with probability 1/2 in the days left: the median
-- of Gamma(need, 1) ÷ (deals per activity × person-days left). A deal made in the last days comes
-- more easily where the team closes late: deals per activity are scaled by the share of deals to
-- the share of days left. Days to come are computed as if nothing more were sold (is_elapsed
-- false); they say until when it could still be made good. zone: done; ok (required <= usual,
-- 月初没问题); effort (<= best, 月中没关系); late (月末没办法).

with points as (
    select *
    from analysis.pace_forecast
    where is_review
),

now as (
    select * from points where is_now
),

curve_teams as (
    select distinct 'person' as scope_type, service.person_id as scope_id, service.team_id,
        service.month_start_on
    from analysis.person_service as service
    union all
    select distinct 'team', team_id, team_id, month_start_on from analysis.person_service
    union all
    select distinct 'dept', dept_id, team_id, month_start_on from analysis.person_service
    union all
    select distinct 'company', 'company', team_id, month_start_on from analysis.person_service
),

curves as (
    select teams.scope_type, teams.scope_id, teams.month_start_on, curves.day_no,
        avg(curves.share) as share
    from curve_teams as teams
    inner join meta.run as run
        on teams.month_start_on = run.month_start_on
    inner join analysis.pace_curve as curves
        on teams.team_id = curves.team_id
        and teams.month_start_on = curves.month_start_on
    group by teams.scope_type, teams.scope_id, teams.month_start_on, curves.day_no
),

days as (
    select
        points.scope_type,
        points.scope_id,
        points.month_start_on,
        points.day_no,
        points.workdays,
        true as is_elapsed,
        points.target,
        points.money_yuan,
        points.ticket_yuan,
        points.expected_left,
        points.plain_left,
        points.person_days_left,
        points.p_attain,
        points.forecast
    from points
    union all
    select
        now.scope_type,
        now.scope_id,
        now.month_start_on,
        curves.day_no,
        now.workdays,
        false as is_elapsed,
        now.target,
        now.money_yuan,
        now.ticket_yuan,
        now.expected_left * (1 - curves.share) / nullif(1 - today.share, 0),
        now.plain_left * (now.workdays - curves.day_no) / nullif(now.workdays - now.day_no, 0),
        now.person_days_left * (now.workdays - curves.day_no)
            / nullif(now.workdays - now.day_no, 0),
        null as p_attain,
        null as forecast
    from now
    inner join curves as today
        on now.scope_type = today.scope_type
        and now.scope_id = today.scope_id
        and now.day_no = today.day_no
    inner join curves
        on now.scope_type = curves.scope_type
        and now.scope_id = curves.scope_id
        and curves.day_no > now.day_no
),

needs as (
    select
        days.*,
        effort.deals_per_activity,
        effort.usual_per_day,
        effort.best_per_day,
        case when target > 0 and ticket_yuan > 0
            then greatest(ceil((target - money_yuan) / ticket_yuan), 0) end as need_deals,
        case when plain_left > 0 then expected_left / plain_left else 1 end as late_factor
    from days
    left join analysis.pace_effort as effort
        on days.scope_type = effort.scope_type
        and days.scope_id = effort.scope_id
),

required as (
    select
        needs.*,
        case
            when need_deals is null then null
            when need_deals = 0 then 0.0
            when person_days_left > 0 and late_factor > 0 and deals_per_activity > 0 then
                gamma_median(need_deals) / (deals_per_activity * late_factor * person_days_left)
        end as required_per_day
    from needs
),

final as (
    select
        required.scope_type,
        required.scope_id,
        required.month_start_on,
        required.day_no,
        required.workdays,
        workdays.work_on,
        required.is_elapsed,
        required.target,
        required.money_yuan,
        required.forecast,
        required.p_attain,
        -- A figure that is no number reaches the tests, which say so; the cast would only break.
        case when isfinite(required.need_deals) then cast(required.need_deals as bigint) end
            as need_deals,
        required.person_days_left,
        required.deals_per_activity * required.late_factor as deals_per_activity,
        required.required_per_day,
        required.usual_per_day,
        required.best_per_day,
        case
            when target is null or target <= 0 then null
            when money_yuan >= target then 'done'
            when required.day_no = required.workdays then 'missed'
            when coalesce(person_days_left, 0) <= 0 then 'late'
            when required_per_day is null or usual_per_day is null then null
            when required_per_day <= usual_per_day then 'ok'
            when required_per_day <= best_per_day then 'effort'
            else 'late'
        end as zone
    from required
    left join analysis.pace_workday as workdays
        on required.month_start_on = workdays.month_start_on
        and required.day_no = workdays.day_no
)

select * from final
