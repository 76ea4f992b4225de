-- Grain: scope × month × metric. Inputs: stg_target, person_alias, dim_team, team_alias, stg_file,
-- fct_kpi, dim_person.
-- As written; sums over members are made in analysis.target_month. Where one scope has several, the
-- one the person set (自设) wins over a given one, then the later form. A KPI sheet's target (of its
-- subject: a 营业部经理's is the department's) stands in only where no target form gives one.

with scoped as (
    select
        targets.*,
        case targets.scope_type
            when 'person' then aliases.person_id
            when 'team' then coalesce(teams.team_id, team_names.team_id, targets.team_name)
            when 'dept' then targets.dept_name
            else 'company'
        end as scope_id,
        files.version_rank,
        files.modified_at,
        files.path
    from staging.stg_target as targets
    inner join staging.stg_file as files
        on targets.file_id = files.file_id
    left join core.person_alias as aliases
        on case when targets.scope_type = 'person' then targets.person_key end = aliases.person_key
    left join core.dim_team as teams
        on teams.is_in_roster
        and case when targets.scope_type = 'team' then name_key(targets.team_name) end
            = name_key(teams.team_name)
        and name_key(targets.dept_name) = name_key(teams.dept_name)
    left join core.team_alias as team_names
        on case when targets.scope_type = 'team' then name_key(targets.team_name) end
            = team_names.team_key
    where targets.week_no is null
        and targets.target is not null
        and targets.month_start_on is not null
),

ranked as (
    select
        scoped.*,
        row_number() over (
            partition by scope_type, scope_id, month_start_on, metric
            order by
                case set_by when 'self' then 2 when 'supervisor' then 1 else 0 end desc,
                version_rank desc,
                filled_on desc nulls last,
                modified_at desc nulls last,
                path desc,
                sheet desc,
                record_no desc
        ) as choice
    from scoped
    where scope_id is not null
),

kpi_targets as (
    select
        kpis.*,
        row_number() over (
            partition by kpis.subject_type, kpis.subject_id, kpis.month_start_on, kpis.metric
            order by
                case when kpis.scope_type = kpis.subject_type then 1 else 0 end desc,
                files.version_rank desc,
                files.modified_at desc nulls last,
                files.path desc,
                kpis.sheet desc,
                kpis.record_no desc
        ) as choice
    from core.fct_kpi as kpis
    inner join core.dim_metric as metrics
        on kpis.metric = metrics.metric
        and metrics.layer = 'core'
    inner join staging.stg_file as files
        on kpis.file_id = files.file_id
    left join core.dim_person as persons
        on kpis.person_id = persons.person_id
    where kpis.target_amount is not null
        and kpis.subject_id is not null
        and kpis.month_start_on is not null
        -- What a leader of nobody knows which unit has to bring is not the leader's own to sell.
        and (kpis.subject_type <> 'person'
            or coalesce(persons.role, 'rep') not in ('dept_manager', 'supervisor'))
),

final as (
    select
        scope_type,
        scope_id,
        month_start_on,
        metric,
        target,
        set_by,
        filled_on,
        file_id,
        sheet,
        row_no,
        target_cell,
        'target_form' as origin
    from ranked
    where choice = 1
    union all
    select
        kpis.subject_type,
        kpis.subject_id,
        kpis.month_start_on,
        kpis.metric,
        kpis.target_amount,
        null,
        null,
        kpis.file_id,
        kpis.sheet,
        kpis.row_no,
        null,
        'kpi'
    from kpi_targets as kpis
    where kpis.choice = 1
        and not exists (
            select 1
            from ranked
            where ranked.choice = 1
                and ranked.scope_type = kpis.subject_type
                and ranked.scope_id = kpis.subject_id
                and ranked.month_start_on = kpis.month_start_on
                and ranked.metric = kpis.metric
        )
)

select * from final
