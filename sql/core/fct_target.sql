-- Grain: scope × month × metric. Inputs: target_statement, fct_kpi, dim_metric, dim_person,
-- stg_file.
-- As written; sums over members are made in analysis.target_month. A KPI sheet's target (of its
-- subject: a 营业部经理's is the department's) stands in only where no target form gives one.

with stated as (
    select *
    from core.target_statement
    where week_no is null
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
    from stated
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
            from stated
            where stated.scope_type = kpis.subject_type
                and stated.scope_id = kpis.subject_id
                and stated.month_start_on = kpis.month_start_on
                and stated.metric = kpis.metric
        )
)

select * from final
