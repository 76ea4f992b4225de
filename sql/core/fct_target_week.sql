-- Grain: scope × month × week of the month (1–5) × metric: how people split their month themselves.
-- Input: target_statement.

with final as (
    select scope_type, scope_id, month_start_on, week_no, metric, target, set_by, file_id, sheet,
        row_no, target_cell
    from core.target_statement
    where week_no is not null
)

select * from final
