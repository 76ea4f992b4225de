-- Grain: scope × period × metric. Input: period_statement.
-- What the scope's own weekly or monthly form states about the whole period. Sources stay apart:
-- the form the scope itself fills in (belief 1, 2, …) comes before what others report of it,
-- however late their file is; the 营业部每周活动情况统计表 (dept_week) is the department's own and speaks of
-- teams and people only as a control total, in control_total. One row is one source's: plan and
-- actual are never put together from two. It stands beside the logs' sums and is never added to
-- them.

with beliefs as (
    select *
    from (
        values
        ('person', 'F08', 1), ('person', 'F05', 2), ('person', 'F06', 3), ('person', 'F17', 4),
        ('person', 'F18', 5), ('person', 'F09', 7),
        ('team', 'F09', 1), ('team', 'F05', 2), ('team', 'F06', 3), ('team', 'F17', 4),
        ('team', 'F18', 5), ('team', 'F08', 7),
        ('dept', 'dept_week', 1), ('dept', 'F05', 2), ('dept', 'F06', 3), ('dept', 'F17', 4),
        ('dept', 'F18', 5), ('dept', 'F09', 7)
    ) as orders (scope_type, source, belief)
),

ranked as (
    select
        statements.*,
        row_number() over (
            partition by statements.scope_type, statements.scope_id, statements.period_type,
                statements.period_start_on, statements.metric
            order by coalesce(beliefs.belief, 6), statements.version_rank desc,
                statements.modified_at desc nulls last, statements.path desc,
                statements.sheet desc, statements.record_no desc
        ) as choice
    from core.period_statement as statements
    left join beliefs
        on statements.scope_type = beliefs.scope_type
        and statements.source = beliefs.source
    where statements.scope_type not in ('person', 'team')
        or coalesce(statements.source, '') <> 'dept_week'
),

final as (
    select
        scope_type,
        scope_id,
        period_type,
        period_start_on,
        metric,
        plan,
        actual,
        source,
        file_id,
        sheet,
        row_no,
        plan_cell,
        actual_cell
    from ranked
    where choice = 1
)

select * from final
