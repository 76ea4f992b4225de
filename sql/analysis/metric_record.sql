-- Grain: scope × month × measure: sums of what registers and plans give, the bases of metrics
-- A06, A13, A15, A16, A18, R06, R09, C01–C04, D02. Inputs: metric_policy, metric_followup,
-- fct_plan_item, fct_visit, fct_day, fct_supervisor_slot, fct_coaching, fct_measure_progress,
-- fct_training, fct_prospect_snapshot, person_pay, person_service, control_total, dim_team,
-- dim_date, run. Records of a team count for the team and above, of a person for all four levels.

with month_ends as (
    select distinct dates.month_start_on,
        least(month_end(dates.month_start_on), run.as_of_on) as until_on
    from core.dim_date as dates
    cross join meta.run as run
    where dates.is_spine
),

-- A06. A line of a plan is done when its count was reached, or when its result is written and does
-- not say otherwise. Lines of days or periods to come are not judged yet; nor is what a weekly
-- form names for the week to come without day, number or place for an answer (下周计划 in words): no
-- answer is not a no.
plan_items as (
    select items.person_id, items.team_id, items.dept_id,
        month_start(coalesce(items.plan_on, items.period_start_on)) as month_start_on,
        case
            when items.planned_times > 0 and items.actual_times is not null
                then items.actual_times >= items.planned_times
            when items.actual_times is not null then items.actual_times > 0
            else items.result is not null and not regexp_matches(items.result, '未|没|改期|取消|推迟|无|部分')
        end as is_done
    from core.fct_plan_item as items
    cross join meta.run as run
    where case
            when items.plan_on is not null then items.plan_on
            when items.period_type = 'week' then items.period_start_on + 6
            when items.period_type = 'month' then month_end(items.period_start_on)
            else items.period_start_on
        end <= run.as_of_on
        and coalesce(
            cast(items.plan_on as varchar), cast(items.planned_times as varchar),
            cast(items.actual_times as varchar), items.result, items.gap_reason
        ) is not null
),

visit_lines as (
    select
        visits.person_id,
        days.team_id,
        cast(null as varchar) as dept_id,
        month_start(visits.work_on) as month_start_on,
        visits.work_on,
        visits.is_planned,
        coalesce(visits.is_done, visits.result is not null) as is_done,
        visits.from_minute,
        visits.prepared_text,
        files.form
    from core.fct_visit as visits
    inner join core.fct_day as days
        on visits.person_id = days.person_id
        and visits.work_on = days.work_on
    inner join staging.stg_file as files
        on visits.file_id = files.file_id
),

forms_with_preparation as (
    select distinct form from visit_lines where prepared_text is not null
),

slots as (
    select
        slots.person_id,
        slots.team_id,
        slots.dept_id,
        month_start(slots.slot_on) as month_start_on,
        slots.slot_on,
        week_start(slots.slot_on) as week_start_on,
        slots.activity,
        slots.result_text is not null
            and not regexp_matches(slots.result_text, '未|没|改期|取消|推迟') as is_done
    from core.fct_supervisor_slot as slots
    cross join meta.run as run
    where slots.slot_on <= run.as_of_on
),

-- A supervisor's own months; the standard is per week and per day with a schedule handed in.
slot_sums as (
    select person_id, team_id, dept_id, month_start_on,
        count(distinct week_start_on) as slot_weeks,
        count(distinct slot_on) as slot_days,
        count(*) filter (where activity = 'joint_visit' and is_done) as joint_visits,
        count(*) filter (where activity = 'one_on_one' and is_done) as one_on_ones,
        count(*) filter (where activity in ('meeting', 'morning_meeting') and is_done)
            as meetings
    from slots
    group by person_id, team_id, dept_id, month_start_on
),

checked_days as (
    select scope_id as person_id, period_start_on as work_on, bool_and(agrees) as is_agreed
    from core.control_total
    where source = 'F04'
        and scope_type = 'person'
        and metric <> 'log_filed'
        and agrees is not null
    group by scope_id, period_start_on
),

-- The list as it stood at the month's end: each customer's newest line until then.
list_lines as (
    select
        month_ends.month_start_on,
        lists.person_id,
        lists.team_id,
        lists.dept_id,
        lists.status_text,
        row_number() over (
            partition by month_ends.month_start_on, lists.person_id, lists.team_id,
                name_key(lists.customer_name)
            order by lists.snapshot_on desc, lists.file_id, lists.record_no
        ) as choice
    from month_ends
    inner join core.fct_prospect_snapshot as lists
        on lists.snapshot_on <= month_ends.until_on
    where lists.customer_name is not null
),

rows_by_owner as (
    select person_id, team_id, dept_id, month_start_on, unnest(['items', 'items_done']) as measure,
        unnest([cast(1 as double), case when is_done then 1.0 else 0.0 end]) as amount
    from plan_items
    union all
    select person_id, team_id, dept_id, month_start_on, unnest(['items', 'items_done']),
        unnest([cast(1 as double), case when is_done then 1.0 else 0.0 end])
    from visit_lines
    where is_planned
    union all
    select visit_lines.person_id, visit_lines.team_id, visit_lines.dept_id,
        visit_lines.month_start_on, unnest(['lines_to_prepare', 'lines_prepared']),
        unnest([cast(1 as double),
            case when visit_lines.prepared_text is not null then 1.0 else 0.0 end])
    from visit_lines
    inner join forms_with_preparation
        on visit_lines.form = forms_with_preparation.form
    where visit_lines.is_planned
    union all
    select person_id, team_id, null, month_start(next_on),
        unnest(['steps_due', 'steps_kept']),
        unnest([cast(1 as double), case when is_kept_promise then 1.0 else 0.0 end])
    from analysis.metric_followup
    union all
    select person_id, team_id, dept_id, month_start_on,
        unnest(['slot_weeks', 'slot_days', 'joint_visits', 'one_on_ones', 'meetings']),
        unnest([slot_weeks, slot_days, joint_visits, one_on_ones, meetings])
    from slot_sums
    union all
    select person_id, team_id, dept_id, month_start(week_start_on),
        unnest(['coachees', 'coachees_with_effect']),
        unnest([cast(1 as double), case when effect is not null then 1.0 else 0.0 end])
    from core.fct_coaching
    union all
    select case when scope_type = 'person' then person_id end, team_id, dept_id, month_start_on,
        unnest(['measures_due', 'measures_done']),
        unnest([cast(1 as double), case when progress_status = 'done' then 1.0 else 0.0 end])
    from core.fct_measure_progress
    where coalesce(progress_status, 'open') <> 'cancelled'
    union all
    select case when scope_type = 'person' then person_id end, team_id, dept_id,
        coalesce(month_start(held_on), month_start_on),
        unnest(['trained_expected', 'trained_attended']), unnest([expected, attended])
    from core.fct_training
    where expected > 0
        and attended is not null
    union all
    select person_id, team_id, dept_id, month_start_on, 'listed',
        case when regexp_matches(coalesce(status_text, ''), '放弃|无效|已成交|拒绝|成交')
            then 0.0 else 1.0 end
    from list_lines
    where choice = 1
    union all
    select days.person_id, days.team_id, null, month_start(days.work_on),
        unnest(['checked_days', 'agreeing_days']),
        unnest([cast(1 as double), case when checked_days.is_agreed then 1.0 else 0.0 end])
    from checked_days
    inner join core.fct_day as days
        on checked_days.person_id = days.person_id
        and checked_days.work_on = days.work_on
    union all
    select person_id, team_id, dept_id, issued_month_on,
        unnest(['policy_cases', 'policy_withdrawn', 'policy_premium']),
        unnest([cases, case when is_withdrawn then cases else 0 end, premium_yuan])
    from analysis.metric_policy
    union all
    select person_id, team_id, dept_id, received_month_on,
        unnest(['collected', 'commission', 'lines_without_rate']),
        unnest([premium_yuan, commission_yuan,
            case when commission_yuan is null then 1.0 else 0.0 end])
    from analysis.metric_policy
    where received_month_on is not null
    union all
    select service.person_id, service.team_id, service.dept_id, service.month_start_on, 'pay',
        coalesce(pay.base_salary_yuan, 0) + coalesce(pay.allowance_yuan, 0)
    from analysis.person_service as service
    inner join core.person_pay as pay
        on service.person_id = pay.person_id
    union all
    select service.person_id, service.team_id, service.dept_id, service.month_start_on, 'unpaid', 1
    from analysis.person_service as service
    left join core.person_pay as pay
        on service.person_id = pay.person_id
    where pay.person_id is null
),

placed as (
    select
        owners.person_id,
        owners.team_id,
        coalesce(teams.dept_id, owners.dept_id) as dept_id,
        owners.month_start_on,
        owners.measure,
        sum(owners.amount) as amount
    from rows_by_owner as owners
    left join core.dim_team as teams
        on owners.team_id = teams.team_id
    group by owners.person_id, owners.team_id, coalesce(teams.dept_id, owners.dept_id),
        owners.month_start_on, owners.measure
),

leveled as (
    select 'person' as scope_type, person_id as scope_id, month_start_on, measure, amount
    from placed
    union all
    select 'team', team_id, month_start_on, measure, amount from placed
    union all
    select 'dept', dept_id, month_start_on, measure, amount from placed
    union all
    select 'company', 'company', month_start_on, measure, amount from placed
),

sums as (
    select scope_type, scope_id, month_start_on, measure, sum(amount) as amount
    from leveled
    where scope_id is not null
        and month_start_on is not null
    group by scope_type, scope_id, month_start_on, measure
),

first_minutes as (
    select person_id, team_id, month_start_on, work_on, min(from_minute) as first_minute
    from visit_lines
    where from_minute is not null
    group by person_id, team_id, month_start_on, work_on
),

first_leveled as (
    select 'person' as scope_type, person_id as scope_id, month_start_on, first_minute
    from first_minutes
    union all
    select 'team', team_id, month_start_on, first_minute from first_minutes
    union all
    select 'dept', teams.dept_id, first_minutes.month_start_on, first_minutes.first_minute
    from first_minutes
    inner join core.dim_team as teams
        on first_minutes.team_id = teams.team_id
    union all
    select 'company', 'company', month_start_on, first_minute from first_minutes
),

final as (
    select scope_type, scope_id, month_start_on, measure, amount
    from sums
    where amount is not null
    union all
    select scope_type, scope_id, month_start_on, unnest(['first_minute', 'first_minute_days']),
        unnest([median(first_minute), count(*)])
    from first_leveled
    group by scope_type, scope_id, month_start_on
)

select * from final
