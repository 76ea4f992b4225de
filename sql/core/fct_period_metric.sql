-- Grain: scope × period × metric. Input: period_statement.
-- What weekly and monthly forms state about a whole period; the latest form wins, of whatever kind.
-- It stands beside the logs' sums and is never added to them.

with ranked as (
    select
        statements.*,
        row_number() over (
            partition by scope_type, scope_id, period_type, period_start_on, metric
            order by version_rank desc, modified_at desc nulls last, path desc, sheet desc,
                record_no desc
        ) as choice
    from core.period_statement as statements
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
