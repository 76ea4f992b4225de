-- Grain: scope (person, team) × week: activity per work day with its natural limits. Inputs:
-- xmr_week, scope.

with final as (
    select
        weeks.scope_type,
        weeks.scope_id,
        weeks.week_no as ord,
        weeks.week_start_on,
        week_label(weeks.week_start_on) as week_label,
        weeks.n,
        weeks.value,
        weeks.mean,
        weeks.lo,
        weeks.hi,
        weeks.moving_range,
        weeks.range_hi,
        weeks.signal,
        case weeks.signal
            when 'above' then '高于上限，有特别的原因'
            when 'below' then '低于下限，有特别的原因'
            when 'run8_high' then '连续 8 周高于平均，水平已上移'
            when 'run8_low' then '连续 8 周低于平均，水平已下移'
            when 'near_high' then '近 4 周有 3 周接近上限'
            when 'near_low' then '近 4 周有 3 周接近下限'
        end as signal_name,
        gap_reason_name(weeks.reason) as reason
    from analysis.xmr_week as weeks
    inner join analysis.scope as scopes
        on weeks.scope_type = scopes.scope_type
        and weeks.scope_id = scopes.scope_id
)

select * from final
order by scope_type, scope_id, ord
