-- Grain: scope × month × KPI in its owner's words, the believed version. Inputs: stg_kpi,
-- record_version, kpi_alias, dim_metric, dim_person. metric is filled only where the words are
-- those of kpi_alias. subject_type and subject_id say whose figures are meant: a 营业部经理's KPI are
-- the department's, a 主管's the team's, their own when the roster gives them none. target_amount is
-- the target in the metric's unit: 万元 in the KPI's name or unit column is multiplied out, unless
-- the cell itself says 万 and ingest has done so.

with kpis as (
    select
        versions.scope_type,
        versions.scope_id,
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        persons.role,
        aliases.metric,
        metrics.unit as metric_unit,
        records.*
    from staging.stg_kpi as records
    inner join core.record_version as versions
        on versions.kind = 'kpi'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
    left join core.kpi_alias as aliases
        on kpi_key(records.kpi_name) = aliases.kpi_key
    left join core.dim_metric as metrics
        on aliases.metric = metrics.metric
    left join core.dim_person as persons
        on versions.person_id = persons.person_id
),

units as (
    select
        kpis.*,
        case when metric_unit like '元%'
            and (replace(kpi_name, '（', '(') like '%(万%' or unit like '%万%')
            then 10000.0 else 1.0 end as unit_factor,
        coalesce(dept_id <> '（未归属营业部）', false) as has_dept,
        coalesce(team_id <> '（未注明团队）', false) as has_team
    from kpis
),

final as (
    select
        scope_type,
        scope_id,
        person_id,
        team_id,
        dept_id,
        month_start_on,
        kpi_name,
        metric,
        case
            when scope_type <> 'person' then scope_type
            when role = 'dept_manager' and has_dept then 'dept'
            when role = 'supervisor' and has_team then 'team'
            else 'person'
        end as subject_type,
        case
            when scope_type <> 'person' then scope_id
            when role = 'dept_manager' and has_dept then dept_id
            when role = 'supervisor' and has_team then team_id
            else scope_id
        end as subject_id,
        category,
        category_text,
        weight,
        definition,
        target,
        target_text,
        target * case when target_text like '%万%' then 1.0 else unit_factor end as target_amount,
        stretch,
        stretch_text,
        actual,
        actual_text,
        actual * case when actual_text like '%万%' then 1.0 else unit_factor end as actual_amount,
        attain_rate,
        score,
        unit,
        file_id,
        sheet,
        row_no,
        record_no,
        cells
    from units
)

select * from final
