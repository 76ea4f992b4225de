-- Grain: person × day without a log in the review month up to the as-of day. Inputs: fct_day,
-- dim_person, dim_team, scope, run.

with final as (
    select
        cast(row_number() over (
            order by scopes.scope_ord, days.work_on
        ) as integer) as ord,
        teams.dept_name,
        teams.team_name,
        days.person_id,
        persons.person_name,
        scopes.page_key,
        days.work_on,
        weekday_name(days.work_on) as weekday_name,
        days.team_id
    from core.fct_day as days
    inner join meta.run as run
        on month_start(days.work_on) = run.month_start_on
    inner join core.dim_person as persons
        on days.person_id = persons.person_id
    inner join core.dim_team as teams
        on days.team_id = teams.team_id
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and days.person_id = scopes.scope_id
    where days.status = 'missing'
        and days.is_expected
)

select * from final
order by ord
