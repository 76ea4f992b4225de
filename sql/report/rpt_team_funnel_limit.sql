-- Grain: rate factor × team, review month, three months: points and limits of the funnel plot.
-- Inputs: funnel_limit, dim_chain, dim_team, scope, run.

with names as (
    select distinct chain, factor, factor_name from core.dim_chain
),

final as (
    select
        limits.chain,
        limits.factor,
        cast(limits.factor_ord as integer) as factor_ord,
        names.factor_name,
        limits.team_id,
        teams.team_name,
        limits.dept_id,
        scopes.page_key,
        limits.y,
        limits.n,
        limits.rate,
        limits.company_rate,
        limits.expected,
        limits.lo95,
        limits.hi95,
        limits.lo998,
        limits.hi998,
        limits.signal,
        teams.team_name || names.factor_name || ' ' || factor_text('rate', limits.rate) || '（'
            || count_text(limits.y) || '/' || count_text(limits.n) || '）'
            || case
                when limits.reason is not null then '；' || gap_reason_name(limits.reason)
                when limits.signal is null then '，在正常波动之内，不作排名'
                when limits.signal = 'below95' then '，低于 95% 界限，值得了解'
                when limits.signal = 'above95' then '，高于 95% 界限，值得了解'
                when limits.signal = 'below998' then '，低于 99.8% 界限，不像偶然'
                else '，高于 99.8% 界限，不像偶然'
            end as sentence
    from analysis.funnel_limit as limits
    inner join meta.run as run
        on limits.month_start_on = run.month_start_on
    inner join names
        on limits.chain = names.chain
        and limits.factor = names.factor
    inner join core.dim_team as teams
        on limits.team_id = teams.team_id
    left join analysis.scope as scopes
        on scopes.scope_type = 'team'
        and limits.team_id = scopes.scope_id
)

select * from final
order by chain, factor_ord, team_id
