-- Grain: person × month that follows a month with service: the work days the next month offers.
-- Inputs: person_service, dim_person, dim_date, stg_calendar_notice, stg_leave, person_alias.
-- core.dim_date ends with the as-of month, so the days are counted here anew: Monday to Friday less
-- holidays plus make-up days, within employment, less leave that is already registered.

with next_months as (
    select distinct month_start_on as base_month_on,
        add_months(month_start_on, 1) as month_start_on
    from analysis.person_service
),

days as (
    select
        next_months.base_month_on,
        next_months.month_start_on,
        cast(next_months.month_start_on + steps.n as date) as date_on
    from next_months
    cross join (select cast(unnest(range(0, 31)) as integer) as n) as steps
    where month_start(cast(next_months.month_start_on + steps.n as date))
        = next_months.month_start_on
),

work_days as (
    select days.*
    from days
    left join staging.stg_calendar_notice as notices
        on days.date_on = notices.date_on
    where case when notices.date_on is not null then notices.is_work
        else isodow(days.date_on) <= 5 end
),

leave_days as (
    select distinct aliases.person_id, work_days.date_on
    from staging.stg_leave as leaves
    inner join core.person_alias as aliases
        on leaves.person_key = aliases.person_key
    inner join work_days
        on work_days.date_on between leaves.start_on and leaves.end_on
    where coalesce(leaves.leave_kind, 'leave') not in ('field', 'meeting')
),

final as (
    select
        service.person_id,
        service.month_start_on as base_month_on,
        work_days.month_start_on,
        service.team_id,
        service.dept_id,
        service.chain,
        count(*) as service_days,
        count(leave_days.date_on) as leave_days,
        count(*) - count(leave_days.date_on) as workdays
    from analysis.person_service as service
    inner join core.dim_person as persons
        on service.person_id = persons.person_id
    inner join work_days
        on service.month_start_on = work_days.base_month_on
        and work_days.date_on <= coalesce(persons.expect_to_on, date '9999-12-31')
    left join leave_days
        on service.person_id = leave_days.person_id
        and work_days.date_on = leave_days.date_on
    where service.is_member
    group by service.person_id, service.month_start_on, work_days.month_start_on,
        service.team_id, service.dept_id, service.chain
)

select * from final
