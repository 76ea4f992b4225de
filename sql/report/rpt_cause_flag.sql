-- Grain: person × factor, review month. Inputs: cause_flag, dim_chain, dim_person, dim_team, scope,
-- run.
-- Everybody's factors with what is known about them; role names at most two per person. The words
-- say a probability and a sum, never a cause.

with names as (
    select distinct chain, factor, factor_name, kind from core.dim_chain
),

flags as (
    select
        flags.*,
        names.factor_name,
        persons.person_name,
        teams.team_name,
        teams.dept_id,
        scopes.page_key,
        scopes.scope_ord
    from analysis.cause_flag as flags
    inner join meta.run as run
        on flags.month_start_on = run.month_start_on
    inner join names
        on flags.chain = names.chain
        and flags.factor = names.factor
    inner join core.dim_person as persons
        on flags.person_id = persons.person_id
    inner join core.dim_team as teams
        on flags.team_id = teams.team_id
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and flags.person_id = scopes.scope_id
),

texts as (
    select
        flags.*,
        case kind
            when 'rate' then factor_text(kind, estimate) || '（' || count_text(y) || '/'
                || count_text(n) || '）'
            when 'volume' then factor_text(kind, estimate) || '（' || count_text(y) || ' ÷ '
                || count_text(n) || ' 天）'
            else factor_text(kind, estimate) || '（' || count_text(n) || ' 件）'
        end as estimate_text,
        factor_text(kind, peer_estimate)
            || case when abs(difficulty - 1) >= 0.03 then '（已按网点等级调整）' else '' end
            as peer_text
    from flags
),

final as (
    select
        person_id,
        person_name,
        team_id,
        team_name,
        dept_id,
        page_key,
        cast(factor_ord as integer) as factor_ord,
        factor,
        factor_name,
        estimate,
        estimate_text,
        peer_estimate,
        peer_text,
        reliability,
        p_worse,
        confidence,
        phi_yuan,
        is_low,
        is_material,
        is_bounded,
        is_flagged,
        role,
        case role when 'primary' then '首要' when 'secondary' then '次要' end as role_name,
        case
            when reason is not null then factor_name || '：' || gap_reason_name(reason)
            when role is not null then factor_name || '近三个月 ' || estimate_text || '，同组 '
                || peer_text || '，明显偏低的概率 ' || sure_text(p_worse) || '（' || confidence
                || '）；本月差距中 ' || yuan_text(phi_yuan)
                || ' 与之对应。点名者中约三分之一可能只是偶然，须面谈确认'
            when is_flagged then factor_name || '近三个月 ' || estimate_text || '，同组 ' || peer_text
                || '，也偏低；先看首要与次要的两项'
            when is_low and not is_bounded then factor_name || '偏低，但缺日志的日子若按平常补上，'
                || '就不能这么说，先补日志'
            when is_low and not is_material then factor_name || '统计上偏低（概率 '
                || sure_text(p_worse) || '），但本月金额小，不必专门处理'
            else factor_name || ' ' || estimate_text || '，同组 ' || peer_text
                || case when p_worse < 0.3 then '，不像偏低' else '，没有足够证据说偏低' end
        end as sentence
    from texts
)

select * from final
order by person_id, factor_ord
