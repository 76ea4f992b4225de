-- Grain: scope, review month: what people do in a day and what comes of it. Inputs:
-- person_service, rate_activity, rate_estimate, xmr_week, dim_team, run. usual_per_day: activity
-- (talks; what the chain counts) per person and logged day of three months; who has fewer than ten
-- such days is taken at the shrunken estimate. best_per_day: the 90th percentile of the weekly
-- means of the last 26 weeks, of the own weeks from eight weeks on, else of the weeks of the
-- team's people; never below usual. deals_per_activity: the product of the shrunken rates; for a
-- group the mean weighted with usual activity. All per person and day, so that groups compare with
-- people.

with people as (
    select service.person_id, service.month_start_on, service.team_id, service.dept_id,
        service.chain
    from analysis.person_service as service
    inner join meta.run as run
        on service.month_start_on = run.month_start_on
),

rates as (
    select
        estimates.person_id,
        case when count(*) = count(estimates.estimate)
            then product(least(estimates.estimate, 1)) end as deals_per_activity
    from analysis.rate_estimate as estimates
    inner join meta.run as run
        on estimates.month_start_on = run.month_start_on
    where estimates.kind = 'rate'
    group by estimates.person_id
),

volumes as (
    select
        estimates.person_id,
        estimates.n,
        estimates.y,
        case when estimates.n >= 10 then estimates.raw else estimates.estimate end as usual_per_day
    from analysis.rate_estimate as estimates
    inner join meta.run as run
        on estimates.month_start_on = run.month_start_on
    where estimates.kind = 'volume'
),

person_weeks as (
    select people.person_id, people.team_id, people.dept_id, weeks.week_start_on, weeks.y, weeks.n,
        weeks.value
    from analysis.xmr_week as weeks
    inner join people
        on weeks.scope_type = 'person'
        and weeks.scope_id = people.person_id
),

own_best as (
    select person_id, quantile_cont(value, 0.9) as best, count(*) as weeks
    from person_weeks
    group by person_id
),

peer_best as (
    select team_id, quantile_cont(value, 0.9) as best
    from person_weeks
    group by team_id
),

persons as (
    select
        people.person_id,
        people.team_id,
        people.dept_id,
        people.chain,
        rates.deals_per_activity,
        volumes.usual_per_day,
        coalesce(volumes.n, 0) as n,
        coalesce(volumes.y, 0) as y,
        coalesce(own_best.weeks, 0) as weeks,
        case when own_best.weeks >= 8 then own_best.best else peer_best.best end as best,
        case when own_best.weeks >= 8 then 'own' else 'team' end as best_source
    from people
    left join rates
        on people.person_id = rates.person_id
    left join volumes
        on people.person_id = volumes.person_id
    left join own_best
        on people.person_id = own_best.person_id
    left join peer_best
        on people.team_id = peer_best.team_id
),

group_members as (
    select 'team' as scope_type, team_id as scope_id, persons.* from persons
    union all
    select 'dept', dept_id, persons.* from persons
    union all
    select 'company', 'company', persons.* from persons
),

group_weeks as (
    select scope_type, scope_id, quantile_cont(value, 0.9) as best, count(*) as weeks
    from (
        select 'team' as scope_type, team_id as scope_id, week_start_on, sum(y) / sum(n) as value
        from person_weeks
        group by team_id, week_start_on
        union all
        select 'dept', dept_id, week_start_on, sum(y) / sum(n)
        from person_weeks
        group by dept_id, week_start_on
        union all
        select 'company', 'company', week_start_on, sum(y) / sum(n)
        from person_weeks
        group by week_start_on
    ) as weeks
    group by scope_type, scope_id
),

groups as (
    select
        members.scope_type,
        members.scope_id,
        sum(members.deals_per_activity * members.y)
            / nullif(sum(case when members.deals_per_activity is not null then members.y end), 0)
            as deals_per_activity,
        ratio(sum(members.y), sum(members.n)) as usual_per_day
    from group_members as members
    group by members.scope_type, members.scope_id
),

final as (
    select
        'person' as scope_type,
        person_id as scope_id,
        deals_per_activity,
        usual_per_day,
        greatest(best, usual_per_day) as best_per_day,
        weeks,
        best_source
    from persons
    union all
    select
        groups.scope_type,
        groups.scope_id,
        groups.deals_per_activity,
        groups.usual_per_day,
        greatest(group_weeks.best, groups.usual_per_day),
        coalesce(group_weeks.weeks, 0),
        'own'
    from groups
    left join group_weeks
        on groups.scope_type = group_weeks.scope_type
        and groups.scope_id = group_weeks.scope_id
)

select * from final
