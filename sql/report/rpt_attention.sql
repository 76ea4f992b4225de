-- Grain: scope × point that needs attention, most important first. Inputs: attention_target,
-- attention_log, attention_score, attention_report, attention_data.
-- At most three of a kind (two of people and weekly reports) and ten in all per scope; the pages
-- carry the full tables.

with points as (
    select * from analysis.attention_target
    union all
    select * from analysis.attention_log
    union all
    select * from analysis.attention_score
    union all
    select * from analysis.attention_report
    union all
    select * from analysis.attention_data
),

ranked as (
    select
        points.*,
        case kind when 'target' then 1 when 'data' then 2 when 'missing_log' then 3
            when 'score' then 4 else 5 end as kind_ord,
        row_number() over (
            partition by scope_type, scope_id, kind
            order by severity_ord, rank_value desc, title, child_id nulls first
        ) as kind_choice
    from points
),

ordered as (
    select
        ranked.*,
        row_number() over (
            partition by scope_type, scope_id
            order by severity_ord, kind_ord, kind_choice
        ) as ord
    from ranked
    where kind_choice <= case when kind in ('target', 'data') then 3 else 2 end
),

final as (
    select
        scope_type,
        scope_id,
        cast(ord as integer) as ord,
        case severity_ord when 1 then 'high' when 2 then 'medium' else 'info' end as severity,
        kind,
        title,
        detail,
        child_type,
        child_id,
        amount_yuan
    from ordered
    where ord <= 10
)

select * from final
order by scope_type, scope_id, ord
