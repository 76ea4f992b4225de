-- Grain: scope × metric × work day of the review month: the month's target broken down. Inputs:
-- target_month, fct_target_week, pace_curve, person_team_month, dim_team, dim_date, dim_metric,
-- run. Money and cases follow the team's own curve of the last twelve closed months (pace_curve;
-- a department's and the company's is the mean of its teams', by their targets) week by week and
-- evenly within a week, activities the calendar, one work day like another. A week that people
-- split off themselves keeps their figure, and the curve only spreads it within the week; what is
-- left of the month goes over the other weeks. Weeks are those of the month: Monday to Sunday,
-- cut at its ends, those with a work day numbered from 1; days after the fifth belong to the
-- fifth. A split that takes more than the month has leaves the other weeks 0: the target of the
-- month itself is never changed.

with targets as (
    select targets.scope_type, targets.scope_id, targets.month_start_on, targets.metric,
        targets.target
    from analysis.target_month as targets
    inner join meta.run as run
        on targets.month_start_on = run.month_start_on
    where targets.target > 0
),

workdays as (
    select
        dates.date_on,
        dates.week_start_on,
        dates.month_start_on,
        dates.is_elapsed,
        row_number() over (order by dates.date_on) as day_no,
        least(dense_rank() over (order by dates.week_start_on), 5) as week_no,
        count(*) over () as workdays
    from core.dim_date as dates
    inner join meta.run as run
        on dates.month_start_on = run.month_start_on
    where dates.is_workday
),

team_shares as (
    select curves.team_id, curves.day_no,
        curves.share - lag(curves.share) over (
            partition by curves.team_id order by curves.day_no
        ) as share
    from analysis.pace_curve as curves
    inner join meta.run as run
        on curves.month_start_on = run.month_start_on
),

-- Whose curve a scope follows.
followed as (
    select 'person' as scope_type, members.person_id as scope_id, members.team_id,
        1.0::double as weight
    from analysis.person_team_month as members
    inner join meta.run as run
        on members.month_start_on = run.month_start_on
    union all
    select 'team', team_id, team_id, 1.0::double from core.dim_team
    union all
    select 'dept', teams.dept_id, teams.team_id, coalesce(targets.target, 0.0)
    from core.dim_team as teams
    left join targets
        on targets.scope_type = 'team'
        and teams.team_id = targets.scope_id
        and targets.metric = 'premium_yuan'
    union all
    select 'company', 'company', teams.team_id, coalesce(targets.target, 0.0)
    from core.dim_team as teams
    left join targets
        on targets.scope_type = 'team'
        and teams.team_id = targets.scope_id
        and targets.metric = 'premium_yuan'
),

day_curves as (
    select followed.scope_type, followed.scope_id, shares.day_no,
        sum(followed.weight * shares.share) / nullif(sum(followed.weight), 0) as share
    from followed
    inner join team_shares as shares
        on followed.team_id = shares.team_id
        and shares.day_no > 0
    group by followed.scope_type, followed.scope_id, shares.day_no
),

-- A curve of few months says which weeks carry the deals, not which Tuesday does.
curves as (
    select curves.scope_type, curves.scope_id, curves.day_no,
        avg(curves.share) over (
            partition by curves.scope_type, curves.scope_id, workdays.week_no
        ) as share
    from day_curves as curves
    inner join workdays
        on curves.day_no = workdays.day_no
),

weighted as (
    select
        targets.scope_type,
        targets.scope_id,
        targets.month_start_on,
        targets.metric,
        targets.target as month_target,
        workdays.date_on,
        workdays.week_start_on,
        workdays.week_no,
        workdays.is_elapsed,
        case when targets.metric in ('premium_yuan', 'cases', 'closes')
            then coalesce(curves.share, 1.0 / workdays.workdays)
            else 1.0 / workdays.workdays end as weight,
        targets.metric in ('premium_yuan', 'cases', 'closes') and curves.share is not null
            as is_curve,
        weeks.target as own_week
    from targets
    cross join workdays
    left join curves
        on targets.scope_type = curves.scope_type
        and targets.scope_id = curves.scope_id
        and workdays.day_no = curves.day_no
    left join core.fct_target_week as weeks
        on targets.scope_type = weeks.scope_type
        and targets.scope_id = weeks.scope_id
        and targets.month_start_on = weeks.month_start_on
        and targets.metric = weeks.metric
        and workdays.week_no = weeks.week_no
),

weeks as (
    select scope_type, scope_id, metric, week_no, max(own_week) as own_week,
        sum(weight) as weight, count(*) as days
    from weighted
    group by scope_type, scope_id, metric, week_no
),

rests as (
    select scope_type, scope_id, metric,
        sum(coalesce(own_week, 0.0)) as own_sum,
        sum(case when own_week is null then weight else 0.0 end) as free_weight
    from weeks
    group by scope_type, scope_id, metric
),

final as (
    select
        weighted.scope_type,
        weighted.scope_id,
        weighted.month_start_on,
        weighted.metric,
        weighted.date_on,
        weighted.week_start_on,
        weighted.week_no,
        weighted.is_elapsed,
        case
            when weighted.own_week is not null then weighted.own_week
                * case when weeks.weight > 0 then weighted.weight / weeks.weight
                    else 1.0 / weeks.days end
            when rests.free_weight > 0 then greatest(weighted.month_target - rests.own_sum, 0.0)
                * weighted.weight / rests.free_weight
            else 0.0
        end as target,
        case
            when weighted.own_week is not null then 'own'
            when weighted.is_curve then 'curve'
            else 'calendar'
        end as split_by
    from weighted
    inner join weeks
        on weighted.scope_type = weeks.scope_type
        and weighted.scope_id = weeks.scope_id
        and weighted.metric = weeks.metric
        and weighted.week_no = weeks.week_no
    inner join rests
        on weighted.scope_type = rests.scope_type
        and weighted.scope_id = rests.scope_id
        and weighted.metric = rests.metric
)

select * from final
