-- Grain: half-day of a supervisor's schedule × person its words name. Inputs: fct_supervisor_slot,
-- roster_name, roster_entry, dim_membership.
-- 「陪同李娜」 is about 李娜 when exactly one person of the supervisor's 营业部 bears that name; a name of
-- which one is part of another (李娜, 李娜娜) counts for the longer one only. The supervisor is not
-- her own subject.

with named as (
    select
        slots.file_id,
        slots.record_no,
        slots.person_id as supervisor_id,
        slots.team_id,
        slots.slot_on,
        slots.activity,
        names.name_key,
        names.person_id,
        name_key(coalesce(slots.result_text, '') || '/' || coalesce(slots.plan_text, '')) as words
    from core.fct_supervisor_slot as slots
    inner join core.dim_membership as memberships
        on slots.slot_on between memberships.valid_from_on and memberships.valid_to_on
    inner join core.dim_team as teams
        on memberships.team_id = teams.team_id
        and slots.dept_id = teams.dept_id
    inner join core.roster_name as names
        on memberships.person_id = names.person_id
        and names.team_key = ''
    where length(names.name_key) >= 2
        and memberships.person_id <> slots.person_id
        and position(names.name_key in
            name_key(coalesce(slots.result_text, '') || '/' || coalesce(slots.plan_text, ''))) > 0
),

final as (
    select distinct
        named.file_id,
        named.record_no,
        named.supervisor_id,
        named.team_id,
        named.slot_on,
        named.activity,
        named.person_id
    from named
    where not exists (
        select 1
        from named as longer
        where longer.file_id = named.file_id
            and longer.record_no = named.record_no
            and longer.person_id <> named.person_id
            and length(longer.name_key) > length(named.name_key)
            and position(named.name_key in longer.name_key) > 0
            and position(named.name_key in replace(named.words, longer.name_key, '')) = 0
    )
)

select * from final
