-- Grain: person × month × rule found in plans, dates and logs (R1, R14, R15, R19). Inputs:
-- gap_detail, gap_month, cause_flag, metric_month, dim_date, fct_prospect_snapshot, quota,
-- dim_chain, fct_day, person_service, run.

with cases as (
    select person_id, month_start_on, max(case_yuan) as case_yuan
    from analysis.cause_flag
    group by person_id, month_start_on
),

-- What the plan lacks at the team's rates; the outlets' share of it is R16's.
shortfalls as (
    select
        details.person_id,
        details.month_start_on,
        months.team_id,
        months.target_yuan,
        months.actual_yuan,
        details.yuan,
        count(*) filter (where details.yuan > 0) over last_three as short_months,
        count(*) over last_three as months
    from analysis.gap_detail as details
    inner join analysis.gap_month as months
        on details.person_id = months.person_id
        and details.month_start_on = months.month_start_on
        and details.reference = months.reference
    where details.reference = 'plan'
        and details.detail = 'target'
    window last_three as (
        partition by details.person_id order by details.month_start_on
        range between interval 2 month preceding and current row
    )
),

plans as (
    select
        shortfalls.person_id,
        shortfalls.month_start_on,
        shortfalls.team_id,
        'R14' as rule,
        'plan_shortfall' as factor,
        shortfalls.yuan as phi_yuan,
        cast(shortfalls.months as double) as n,
        cast(null as double) as p_worse,
        '近 ' || cast(shortfalls.months as varchar) || ' 个月中有 '
            || cast(shortfalls.short_months as varchar)
            || ' 个月，即使全照计划、按同组转化率也到不了目标；本月目标 '
            || yuan_text(shortfalls.target_yuan) || '，计划只够 '
            || yuan_text(shortfalls.target_yuan - shortfalls.yuan) || '，差 '
            || yuan_text(shortfalls.yuan) as phenomenon
    from shortfalls
    inner join cases
        on shortfalls.person_id = cases.person_id
        and shortfalls.month_start_on = cases.month_start_on
    -- Who reached the target owes nobody a reason, whatever the plan said.
    where shortfalls.short_months >= 2
        and shortfalls.yuan >= cases.case_yuan
        and shortfalls.actual_yuan < shortfalls.target_yuan
),

late_shares as (
    select month_start_on, ratio(count(*) - (2 * count(*)) // 3, count(*)) as late_share
    from core.dim_date
    where is_workday
    group by month_start_on
),

-- Where everybody's month fills up towards its end that is nobody's habit: what is to be expected is
-- the share of the work days or that of all other people's talks, whichever is more.
usual_shares as (
    select
        metrics.scope_id as person_id,
        metrics.month_start_on,
        metrics.num,
        metrics.den,
        greatest(
            late_shares.late_share,
            coalesce(
                (sum(metrics.num) over everybody - metrics.num)
                    / nullif(sum(metrics.den) over everybody - metrics.den, 0),
                0
            )
        ) as usual_share
    from analysis.metric_month as metrics
    inner join late_shares
        on metrics.month_start_on = late_shares.month_start_on
    where metrics.scope_type = 'person'
        and metrics.metric_id = 'T04'
        and metrics.value is not null
    window everybody as (partition by metrics.month_start_on)
),

-- Talks of a day are more spread than independent ones: twice the binomial variance.
late as (
    select
        person_id,
        month_start_on,
        count(*) over last_three as months,
        min(num - den * usual_share) over last_three as least_excess,
        sum(num) over last_three as late_talks,
        sum(den) over last_three as talks,
        sum(den * usual_share) over last_three as expected,
        sum(2 * den * usual_share * (1 - usual_share)) over last_three as variance
    from usual_shares
    window last_three as (
        partition by person_id order by month_start_on
        range between interval 2 month preceding and current row
    )
),

late_cards as (
    select
        late.person_id,
        late.month_start_on,
        service.team_id,
        'R15' as rule,
        'late_share' as factor,
        cast(null as double) as phi_yuan,
        late.talks as n,
        cast(null as double) as p_worse,
        '连续三个月，末三分之一工作日的洽谈多于应有：共 ' || count_text(late.late_talks) || '/'
            || count_text(late.talks) || '（' || percent_text(late.late_talks / late.talks)
            || '），按工作日与同事的占比取高应为 ' || percent_text(late.expected / late.talks) as phenomenon
    from late
    inner join analysis.person_service as service
        on late.person_id = service.person_id
        and late.month_start_on = service.month_start_on
    where late.months = 3
        and late.least_excess > 0
        and late.late_talks - late.expected > 2.326 * sqrt(late.variance)
),

lists as (
    select
        prospects.person_id,
        service.month_start_on,
        count(*) filter (where not is_closed_prospect(prospects.status_text)) as active,
        count(*) as listed
    from core.fct_prospect_snapshot as prospects
    inner join analysis.person_service as service
        on prospects.person_id = service.person_id
        and prospects.snapshot_on <= month_end(service.month_start_on)
    where prospects.is_latest
    group by prospects.person_id, service.month_start_on
),

list_cards as (
    select
        lists.person_id,
        lists.month_start_on,
        quotas.team_id,
        'R1' as rule,
        'prospects' as factor,
        cast(null as double) as phi_yuan,
        cast(lists.listed as double) as n,
        cast(null as double) as p_worse,
        '名单上还可跟进的客户 ' || cast(lists.active as varchar) || ' 位（共 '
            || cast(lists.listed as varchar) || ' 位），下月按目标倒推'
            || metrics.metric_name || '约需 ' || count_text(ceil(quotas.p50)) as phenomenon
    from lists
    inner join analysis.quota as quotas
        on lists.person_id = quotas.person_id
        and lists.month_start_on = quotas.base_month_on
    inner join core.dim_chain as factors
        on quotas.chain = factors.chain
        and quotas.metric = factors.count_metric
        and factors.kind = 'volume'
    inner join core.dim_metric as metrics
        on quotas.metric = metrics.metric
    where lists.active < quotas.p50
),

logs as (
    select
        days.person_id,
        month_start(days.work_on) as month_start_on,
        any_value(service.team_id) as team_id,
        count(*) as expected_days,
        count(*) filter (where not days.has_log) as missing_days
    from core.fct_day as days
    inner join analysis.person_service as service
        on days.person_id = service.person_id
        and month_start(days.work_on) = service.month_start_on
    where days.is_expected
    group by days.person_id, month_start(days.work_on)
),

log_cards as (
    select
        person_id,
        month_start_on,
        team_id,
        'R19' as rule,
        'logs' as factor,
        cast(null as double) as phi_yuan,
        cast(expected_days as double) as n,
        cast(null as double) as p_worse,
        '应交日志 ' || cast(expected_days as varchar) || ' 天，缺 ' || cast(missing_days as varchar)
            || ' 天；缺的日子不当作没有活动，但各项判断都要打折扣' as phenomenon
    from logs
    where expected_days >= 5
        and missing_days >= 0.3 * expected_days
),

final as (
    select * from plans
    union all
    select * from late_cards
    union all
    select * from list_cards
    union all
    select * from log_cards
)

select * from final
