-- Grain: scope × reference × line of the waterfall 目标 → … → 实际, review month. Inputs: gap_scope,
-- gap_change, gap_month, gap_factor, person_service, dim_chain, scope, run.
-- is_total marks the first and the last bar; the lines between them are what the gap consists of:
-- target − Σ yuan = actual. reference change (teams): mean of the three months before → this month.
-- A scope without a split has one line, part none, that says why. Sentences are accounting: 对应,
-- never 因为.

with factor_names as (
    select distinct chain, factor, factor_name, kind from core.dim_chain
),

scope_chains as (
    select scopes.scope_type, scopes.scope_id, min(service.chain) as chain
    from (
        select person_id, 'person' as scope_type, person_id as scope_id
        from analysis.person_service
        union
        select person_id, 'team', team_id from analysis.person_service
        union
        select person_id, 'dept', dept_id from analysis.person_service
        union
        select person_id, 'company', 'company' from analysis.person_service
    ) as scopes
    inner join analysis.person_service as service
        on scopes.person_id = service.person_id
    group by scopes.scope_type, scopes.scope_id
),

lines as (
    select
        parts.scope_type,
        parts.scope_id,
        parts.month_start_on,
        parts.money_metric,
        parts.reference,
        parts.part,
        parts.detail,
        parts.detail_ord,
        parts.yuan,
        parts.target_yuan,
        parts.actual_yuan,
        parts.no_basis_people
    from analysis.gap_scope as parts
    inner join meta.run as run
        on parts.month_start_on = run.month_start_on
    union all
    select 'team', changes.team_id, changes.month_start_on, 'premium_yuan', 'change', changes.part,
        changes.part, changes.part_ord, changes.yuan, changes.base_yuan, changes.actual_yuan, 0
    from analysis.gap_change as changes
    inner join meta.run as run
        on changes.month_start_on = run.month_start_on
),

-- A scope that works by two chains is shown with the money of more lines, premium when even.
chosen as (
    select scope_type, scope_id, reference, money_metric
    from (
        select scope_type, scope_id, reference, money_metric,
            row_number() over (
                partition by scope_type, scope_id, reference
                order by count(*) desc, money_metric desc
            ) as choice
        from lines
        group by scope_type, scope_id, reference, money_metric
    ) as choices
    where choice = 1
),

days as (
    select service.person_id, service.service_days, service.service_days_elapsed,
        service.worked_days, service.leave_days, service.missing_days
    from analysis.person_service as service
    inner join meta.run as run
        on service.month_start_on = run.month_start_on
),

compared as (
    select factors.person_id, factors.reference, factors.factor, factors.kind, factors.base,
        factors.actual, factors.n, factors.y
    from analysis.gap_factor as factors
    inner join meta.run as run
        on factors.month_start_on = run.month_start_on
),

named as (
    select
        lines.*,
        coalesce(names.kind, '') as kind,
        gap_detail_name(lines.detail, names.factor_name) as part_name,
        names.factor_name,
        compared.base,
        compared.actual,
        compared.n,
        compared.y,
        days.service_days,
        days.worked_days,
        days.leave_days,
        days.missing_days
    from lines
    inner join chosen
        on lines.scope_type = chosen.scope_type
        and lines.scope_id = chosen.scope_id
        and lines.reference = chosen.reference
        and lines.money_metric = chosen.money_metric
    left join scope_chains
        on lines.scope_type = scope_chains.scope_type
        and lines.scope_id = scope_chains.scope_id
    left join factor_names as names
        on scope_chains.chain = names.chain
        and names.factor = replace(lines.detail, 'luck_', '')
    left join compared
        on case when lines.scope_type = 'person' then lines.scope_id end = compared.person_id
        and lines.reference = compared.reference
        and replace(lines.detail, 'luck_', '') = compared.factor
    left join days
        on case when lines.scope_type = 'person' then lines.scope_id end = days.person_id
),

worded as (
    select
        scope_type,
        scope_id,
        reference,
        detail_ord,
        part,
        detail,
        part_name,
        yuan,
        target_yuan,
        actual_yuan,
        case
            when abs(yuan) < 0.5 then '与差距无关：'
            when yuan > 0 then '差距中 ' || yuan_text(yuan) || '对应：'
            else '多出 ' || yuan_text(-yuan) || '，对应：'
        end as amount_text,
        case
            when detail = 'target' and reference = 'plan' then
                case when yuan >= 0 then '计划不足：按计划全部做到、以同组转化率计，仍达不到目标'
                    else '计划充分：按计划做到、以同组转化率计，高于目标' end
            when detail = 'target' then '目标与' || reference_name(reference) || '水平之差'
            when detail = 'outlet_class' then '所跑网点的等级与同组不同，不是本人的原因'
            when detail = 'days_left' then '尚未到的工作日'
            when detail = 'big_case' then '单笔超过同组件均中位数 5 倍的大单，不代表平常水平'
            when detail = 'target_split' then '本级目标与各人目标之和的差'
            when detail = 'no_basis' then cast(no_basis_people as varchar)
                || ' 人没有日志、计划或目标，只能计入总数'
            when detail = 'moves' then '月中调动人员的保费记在当日所在团队'
            when detail = 'headcount' then '在岗人力的变化'
            when detail = 'calendar' then '当月工作日多少'
            when detail = 'product_mix' then '出单产品结构的变化'
            when detail = 'rest' then '各环节数字解释不了的部分'
            when detail like 'luck_%' then '偶然波动（' || factor_name || '，不宜据此辅导）'
            when part = 'workdays' and scope_type = 'person' then '天数：有日志 '
                || cast(worked_days as varchar) || ' 天，' || reference_name(reference) || ' '
                || factor_text('days', base)
                || case when leave_days > 0 then '；请假培训 ' || cast(leave_days as varchar) || ' 天'
                    else '' end
                || case when missing_days > 0 then '；缺日志 ' || cast(missing_days as varchar)
                    || ' 天，实际是否工作未知' else '' end
            when scope_type = 'person' then factor_name || ' ' || factor_text(kind, actual)
                || case when kind in ('rate', 'ticket') then '（已按样本量收缩）' else '' end || '，'
                || reference_name(reference)
                || case when kind in ('rate', 'ticket') and reference = 'plan' then '按同组水平'
                    else '' end
                || ' ' || factor_text(kind, base)
            else part_name || '与' || reference_name(reference) || '之差'
        end as detail_text
    from named
),

totals as (
    select scope_type, scope_id, reference, any_value(target_yuan) as target_yuan,
        any_value(actual_yuan) as actual_yuan
    from named
    group by scope_type, scope_id, reference
),

unsplit as (
    select
        months.person_id,
        months.reference,
        months.target_yuan,
        months.actual_yuan,
        coalesce(months.reason, months.target_reason) as reason
    from analysis.gap_month as months
    inner join meta.run as run
        on months.month_start_on = run.month_start_on
    where months.reason is not null
),

bars as (
    select scope_type, scope_id, reference, -1 as detail_ord, 'total_target' as part,
        'total_target' as detail,
        case when reference = 'change' then '前三个月平均' else '目标' end as part_name,
        target_yuan as yuan, true as is_total,
        case
            when target_yuan is null then gap_reason_name('NO_TARGET')
            when reference = 'change' then '前三个月平均 ' || yuan_text(target_yuan)
            else '目标 ' || yuan_text(target_yuan)
        end as sentence
    from totals
    union all
    select scope_type, scope_id, reference, detail_ord, part, detail, part_name, yuan, false,
        amount_text || detail_text
    from worded
    union all
    select scope_type, scope_id, reference, 999, 'total_actual', 'total_actual', '实际',
        actual_yuan, true, '实际 ' || yuan_text(actual_yuan)
    from totals
    union all
    select 'person', person_id, reference, 0, 'none', 'none', '未分解', null, false,
        gap_reason_name(reason)
    from unsplit
),

final as (
    select
        bars.scope_type,
        bars.scope_id,
        bars.reference,
        cast(row_number() over (
            partition by bars.scope_type, bars.scope_id, bars.reference
            order by bars.detail_ord, bars.detail
        ) as integer) as ord,
        bars.part,
        bars.detail,
        bars.part_name,
        bars.yuan,
        bars.is_total,
        bars.sentence,
        reference_name(bars.reference) as reference_name
    from bars
    inner join analysis.scope as scopes
        on bars.scope_type = scopes.scope_type
        and bars.scope_id = scopes.scope_id
)

select * from final
order by scope_type, scope_id, reference, ord
