-- Grain: kind of record × record. Inputs: the staging tables of plans, KPI, measures, training,
-- ratings, customers, policies and weekly texts; person_alias, dim_membership, dim_team,
-- team_alias, roster_entry. Whose record it is, settled once for all of them: scope_type and
-- scope_id as in fct_target, the person, and the team and 营业部 the record belongs to (a person's
-- team on the record's day, a team's own). A record that names nobody keeps a null scope_id: it is
-- not lost. Who leads a 营业部 has no team in the roster; records are of the 营业部 that stands there,
-- else of the one the sheet names.

with records as (
    select 'policy' as kind, file_id, sheet, record_no, 'person' as scope_type, employee_no,
        person_name, team_name, person_key, cast(null as varchar) as dept_name,
        coalesce(issued_on, received_on) as record_on
    from staging.stg_policy
    union all
    select 'plan_item', file_id, sheet, record_no, scope_type,
        employee_no, person_name, team_name, person_key, dept_name,
        coalesce(plan_on, period_start_on)
    from staging.stg_plan_item
    union all
    select 'kpi', file_id, sheet, record_no, scope_type,
        employee_no, person_name, team_name, person_key, dept_name,
        month_end(month_start_on)
    from staging.stg_kpi
    union all
    select 'measure', file_id, sheet, record_no, scope_type,
        employee_no, person_name, team_name, person_key, dept_name,
        month_end(month_start_on)
    from staging.stg_measure
    union all
    select 'measure_progress', file_id, sheet, record_no, scope_type,
        employee_no, person_name, team_name, person_key, dept_name,
        month_end(month_start_on)
    from staging.stg_measure_progress
    union all
    select 'training', file_id, sheet, record_no, scope_type,
        employee_no, person_name, team_name, person_key, dept_name,
        coalesce(held_on, month_end(month_start_on))
    from staging.stg_training
    union all
    select 'rating', file_id, sheet, record_no, 'person',
        employee_no, person_name, team_name, person_key, cast(null as varchar),
        month_end(month_start_on)
    from staging.stg_rating
    union all
    select 'slot', file_id, sheet, record_no, 'person',
        employee_no, person_name, team_name, person_key, cast(null as varchar),
        slot_on
    from staging.stg_slot
    union all
    select 'prospect', file_id, sheet, record_no, 'person',
        employee_no, person_name, team_name, person_key, cast(null as varchar),
        snapshot_on
    from staging.stg_prospect
    union all
    select 'customer', file_id, sheet, record_no, 'person',
        employee_no, person_name, team_name, person_key, cast(null as varchar),
        opened_on
    from staging.stg_customer
    union all
    select 'stage_event', file_id, sheet, record_no, 'person',
        employee_no, person_name, team_name, person_key, cast(null as varchar),
        event_on
    from staging.stg_stage_event
    union all
    select 'coaching', file_id, sheet, record_no, 'person',
        cast(null as varchar), person_name, team_name, person_key(null, person_name, team_name),
        cast(null as varchar),
        cast(week_start_on + 6 as date)
    from staging.stg_coaching
    union all
    select 'key_account', file_id, sheet, record_no, 'team',
        cast(null as varchar), cast(null as varchar), team_name, cast(null as varchar),
        cast(null as varchar),
        cast(week_start_on + 6 as date)
    from staging.stg_key_account
    union all
    select 'note', file_id, sheet, record_no, scope_type,
        cast(null as varchar), person_name, team_name, person_key(null, person_name, team_name),
        cast(null as varchar),
        case period_type when 'month' then month_end(period_start_on)
            when 'week' then cast(period_start_on + 6 as date) else period_start_on end
    from staging.stg_note
),

people as (
    select
        records.*,
        case when records.employee_no is not null or records.person_name is not null
            then aliases.person_id end as person_id
    from records
    left join core.person_alias as aliases
        on records.person_key = aliases.person_key
),

-- A record of a person that names none is the team's, or the department's, that it does name.
placed as (
    select
        people.*,
        case
            when people.scope_type = 'person' and people.person_id is not null then 'person'
            when people.scope_type = 'company' then 'company'
            when people.scope_type = 'dept' and people.dept_name is not null then 'dept'
            when people.team_name is not null then 'team'
            when people.dept_name is not null then 'dept'
            else coalesce(people.scope_type, 'company')
        end as placed_type,
        coalesce(memberships.team_id, teams.team_id, team_names.team_id, people.team_name)
            as placed_team_id
    from people
    cross join meta.run as run
    left join core.dim_membership as memberships
        on people.scope_type = 'person'
        and people.person_id = memberships.person_id
        and coalesce(people.record_on, run.as_of_on)
            between memberships.valid_from_on and memberships.valid_to_on
    left join core.dim_team as teams
        on teams.is_in_roster
        and name_key(people.team_name) = name_key(teams.team_name)
        and name_key(people.dept_name) = name_key(teams.dept_name)
    left join core.team_alias as team_names
        on name_key(people.team_name) = team_names.team_key
),

depts as (
    select name_key(dept_name) as dept_key, min(dept_id) as dept_id
    from core.dim_team
    group by name_key(dept_name)
),

-- People of the roster without a team. Their policies stay with the days of their logs, which
-- have no 营业部 either.
teamless as (
    select person_id, dept_name as dept_id
    from core.roster_entry
    where recency = 1
        and team_name is null
        and dept_name <> '（未归属营业部）'
),

final as (
    select
        placed.kind,
        placed.file_id,
        placed.sheet,
        placed.record_no,
        placed.placed_type as scope_type,
        case placed.placed_type
            when 'person' then placed.person_id
            when 'team' then placed.placed_team_id
            when 'dept' then coalesce(depts.dept_id, placed.dept_name)
            when 'company' then 'company'
        end as scope_id,
        placed.person_id,
        case when placed.placed_type in ('person', 'team') then placed.placed_team_id end
            as team_id,
        case
            when placed.placed_type = 'person' and placed.placed_team_id = '（未注明团队）'
                and placed.kind <> 'policy'
                then coalesce(teamless.dept_id, depts.dept_id, own_teams.dept_id)
            when placed.placed_type in ('person', 'team')
                then coalesce(own_teams.dept_id, depts.dept_id, placed.dept_name)
            when placed.placed_type = 'dept' then coalesce(depts.dept_id, placed.dept_name)
        end as dept_id,
        placed.record_on
    from placed
    left join core.dim_team as own_teams
        on placed.placed_team_id = own_teams.team_id
    left join depts
        on name_key(placed.dept_name) = depts.dept_key
    left join teamless
        on placed.person_id = teamless.person_id
)

select * from final
