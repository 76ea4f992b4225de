-- Grain: scope × window × stage, review month. Inputs: funnel, scope, run.
-- peer_rate is the parent scope's rate over the same window.

with current_funnel as (
    select funnel.*
    from analysis.funnel as funnel
    inner join meta.run as run
        on funnel.month_start_on = run.month_start_on
),

final as (
    select
        stages.scope_type,
        stages.scope_id,
        stages.window_type,
        cast(stages.stage_ord as integer) as stage_ord,
        stages.stage,
        stages.stage_name,
        stages.n,
        stages.den,
        stages.rate,
        stages.rate_lo,
        stages.rate_hi,
        reason_name(stages.reason) as reason,
        peers.rate as peer_rate,
        stages.is_ratio,
        stages.months_with_data
    from current_funnel as stages
    inner join analysis.scope as scopes
        on stages.scope_type = scopes.scope_type
        and stages.scope_id = scopes.scope_id
    left join current_funnel as peers
        on scopes.parent_type = peers.scope_type
        and scopes.parent_id = peers.scope_id
        and stages.window_type = peers.window_type
        and stages.stage_ord = peers.stage_ord
)

select * from final
order by scope_type, scope_id, window_type, stage_ord
