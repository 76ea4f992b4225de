-- Grain: person × count, quotas proposed for the month after the review month. Inputs: quota,
-- plan_actual, dim_metric, dim_chain, dim_team, scope, run.
-- Daily paces are rounded up to a tenth and month totals to whole units, because a quota that is
-- rounded down misses what it was made for.

with next as (
    select quotas.*
    from analysis.quota as quotas
    inner join meta.run as run
        on quotas.base_month_on = run.month_start_on
),

factor_names as (
    select chain, factor, factor_name
    from core.dim_chain
),

joined as (
    select
        next.*,
        scopes.scope_name as person_name,
        scopes.page_key,
        month_label(next.month_start_on) as month_label,
        coalesce(metrics.metric_name, next.metric) as metric_name,
        coalesce(metrics.unit, '') as unit,
        last_month.plan as last_plan,
        last_month.actual as last_actual,
        lever_names.factor_name as lever_name,
        row_number() over (partition by next.person_id order by next.ord) as place
    from next
    inner join analysis.scope as scopes
        on scopes.scope_type = 'person'
        and next.person_id = scopes.scope_id
    left join core.dim_metric as metrics
        on next.metric = metrics.metric
    left join analysis.plan_actual as last_month
        on last_month.scope_type = 'person'
        and last_month.period_type = 'month'
        and next.person_id = last_month.scope_id
        and next.base_month_on = last_month.period_start_on
        and next.metric = last_month.metric
    left join factor_names as lever_names
        on next.chain = lever_names.chain
        and next.lever = lever_names.factor
),

final as (
    select
        person_id,
        month_start_on,
        ord,
        metric,
        person_name,
        team_id,
        dept_id,
        page_key,
        month_label,
        metric_name,
        unit,
        last_plan,
        last_actual,
        ceil(round(p50, 6)) as p50,
        ceil(round(p70, 6)) as p70,
        ceil(round(proposal, 6)) as proposal,
        case when place = 1 then ceil(round(10 * per_day_p50, 6)) / 10 end as per_day_p50,
        case when place = 1 then ceil(round(10 * per_day_p70, 6)) / 10 end as per_day_p70,
        case when place = 1 then ceil(round(10 * per_day_proposal, 6)) / 10 end
            as per_day_proposal,
        usual_per_day,
        best_per_day,
        self_set,
        guard,
        case guard
            when 'best' then '不超过最好一周'
            when 'p50' then '按五成把握'
            when 'ratchet' then '目标加码，提请商议'
            else '按七成把握'
        end as guard_name,
        case reason
            when 'NO_TARGET' then '下月、本月都没有目标，无法倒推'
            when 'NO_WORKDAY' then '下月没有工作日（离职或全月请假）'
            when 'NO_PEERS' then '没有可用的转化率或件均，无法倒推'
            when 'NO_DEAL' then '近三个月没有成交，无法倒推'
            when 'NO_LOG' then '近三个月没有日志，不知道平常的节奏'
            else reason
        end as reason,
        case
            when reason is not null then null
            when place > 1 then metric_name || '：五成把握约 '
                || case when unit = '元' then yuan_text(p50) else count_text(ceil(round(p50, 6)))
                    || ' ' || unit end
                || '，七成把握约 '
                || case when unit = '元' then yuan_text(p70) else count_text(ceil(round(p70, 6)))
                    || ' ' || unit end
            else month_label || '共 ' || cast(workdays as varchar) || ' 个工作日，目标 '
                || yuan_text(target_yuan) || '。每天' || metric_name || ' '
                || printf('%.1f', ceil(round(10 * per_day_p50, 6)) / 10) || ' ' || unit
                || '，约有五成把握；' || printf('%.1f', ceil(round(10 * per_day_p70, 6)) / 10)
                || ' ' || unit || '，约有七成把握'
                || coalesce('（平常 ' || printf('%.1f', usual_per_day) || '，最好一周 '
                    || printf('%.1f', best_per_day) || '）', '')
                || case guard
                    when 'best' then '。即使每天都像最好一周那样，把握也只有 ' || percent_text(p_best)
                        || '；五成把握还缺 ' || yuan_text(gap_yuan) || ' 保费，须由转化率或件均弥补，或商议目标'
                        || coalesce('；最省力的一环：' || lever_name || '提高一档约可多收 '
                            || yuan_text(lever_yuan), '')
                    when 'p50' then '。七成把握所需超过最好一周，先按五成把握定'
                        || coalesce('；' || lever_name || '提高一档约可多收 '
                            || yuan_text(lever_yuan), '')
                    when 'ratchet' then '。本月已超额而下月目标加码一成以上：加码会挫伤积极性，提请主管与本人商议'
                    else ''
                end
        end as sentence,
        workdays,
        target_yuan,
        case target_source
            when 'own' then '本人目标'
            when 'team' then '团队目标分摊'
            when 'last' then '沿用本月目标'
        end as target_source,
        gap_yuan,
        p_best
    from joined
)

select * from final
order by person_id, month_start_on, ord
