-- Grain: person × month × habit: y of n, as the logs show it. Inputs: person_service, fct_visit,
-- fct_day, day_version, fct_day_metric.
-- Each habit is a share of which more is better (DOMAIN 4.8): appointment (约访成功 ÷ 约访,
-- R2); object (visits with a purpose and a person or outlet, R7); prepared (visits with
-- 准备内容, R8); next_step (visits with a dated or written next step, R9); selling
-- (初访、说明、促成 of the visits that can be classed, R11); closing (促成 of the same,
-- R11 and R5); reflection (days with 问题及心得 that is not a copy of the log before, R13);
-- day_plan (days with a planned number, R12).
-- A habit that the team's form has no column for, so that hardly anybody fills it (below a tenth),
-- is left out: what a form does not ask for is nobody's habit.

with visit_lines as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        visits.purpose,
        visits.purpose is not null or visits.purpose_text is not null as has_purpose,
        visits.outlet_name is not null or visits.customer_name is not null as has_object,
        visits.prepared_text is not null as has_prepared,
        visits.next_on is not null or visits.next_step is not null as has_next
    from core.fct_visit as visits
    inner join analysis.person_service as service
        on visits.person_id = service.person_id
        and month_start(visits.work_on) = service.month_start_on
    where coalesce(visits.is_done, true)
),

logs as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        days.work_on,
        nullif(name_key(versions.reflection), '') as reflection_key
    from core.fct_day as days
    inner join analysis.person_service as service
        on days.person_id = service.person_id
        and month_start(days.work_on) = service.month_start_on
    inner join core.day_version as versions
        on days.person_id = versions.person_id
        and days.work_on = versions.work_on
        and versions.is_kept
    where days.is_worked
),

fresh as (
    select
        logs.*,
        reflection_key is not null and reflection_key is distinct from lag(reflection_key) over (
            partition by person_id order by work_on
        ) as is_fresh
    from logs
),

planned_days as (
    select person_id, work_on, count(plan) > 0 as has_plan
    from core.fct_day_metric
    group by person_id, work_on
),

counts as (
    select person_id, month_start_on, team_id, 'object' as habit,
        count(*) filter (where has_purpose and has_object) as y, count(*) as n
    from visit_lines
    group by person_id, month_start_on, team_id
    union all
    select person_id, month_start_on, team_id, 'prepared',
        count(*) filter (where has_prepared), count(*)
    from visit_lines
    group by person_id, month_start_on, team_id
    union all
    select person_id, month_start_on, team_id, 'next_step', count(*) filter (where has_next),
        count(*)
    from visit_lines
    group by person_id, month_start_on, team_id
    union all
    select person_id, month_start_on, team_id, 'selling',
        count(*) filter (where purpose in ('first', 'present', 'close')), count(purpose)
    from visit_lines
    group by person_id, month_start_on, team_id
    union all
    select person_id, month_start_on, team_id, 'closing',
        count(*) filter (where purpose = 'close'), count(purpose)
    from visit_lines
    group by person_id, month_start_on, team_id
    union all
    select person_id, month_start_on, team_id, 'reflection', count(*) filter (where is_fresh),
        count(*)
    from fresh
    group by person_id, month_start_on, team_id
    union all
    select logs.person_id, logs.month_start_on, logs.team_id, 'day_plan',
        count(*) filter (where planned_days.has_plan), count(*)
    from logs
    left join planned_days
        on logs.person_id = planned_days.person_id
        and logs.work_on = planned_days.work_on
    group by logs.person_id, logs.month_start_on, logs.team_id
    union all
    select service.person_id, service.month_start_on, service.team_id, 'appointment',
        sum(made.actual), sum(asked.actual)
    from analysis.person_service as service
    inner join core.fct_day_metric as asked
        on service.person_id = asked.person_id
        and service.month_start_on = month_start(asked.work_on)
        and asked.metric = 'appointments'
    inner join core.fct_day_metric as made
        on asked.person_id = made.person_id
        and asked.work_on = made.work_on
        and made.metric = 'appointments_made'
    where asked.actual > 0
        and made.actual is not null
    group by service.person_id, service.month_start_on, service.team_id
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        habit,
        cast(least(y, n) as double) as y,
        cast(n as double) as n
    from counts
    where n > 0
    qualify sum(least(y, n)) over (partition by team_id, month_start_on, habit)
        >= 0.1 * sum(n) over (partition by team_id, month_start_on, habit)
)

select * from final
