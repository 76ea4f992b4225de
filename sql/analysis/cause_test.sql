-- Grain: detected phenomenon × candidate cause × discriminator that could be applied. Inputs:
-- cause_detect, cause_flag, cause_text, cause_product, cause_reject, cause_outlet, cause_share,
-- score_indicator, cause_test_plan.
-- outcome: for or against the candidate; a discriminator that says neither has no row. Texts stand
-- on the card as decided_by and against.

with people as (
    select * from analysis.cause_detect where scope_type = 'person'
),

activity as (
    select person_id, month_start_on, estimate, peer_estimate, is_low, p_worse
    from analysis.cause_flag
    where kind = 'volume'
),

-- Signs of effort that are not volume: logs handed in, days with a visit, habits of the log.
signs as (
    select person_id, month_start_on, indicator_name as sign, 'indicator' as source
    from analysis.score_indicator
    where indicator in ('w1', 'w5')
        and z <= -1
        and reliability >= 0.4
    union all
    select person_id, month_start_on,
        case habit when 'object' then '拜访对象与目的' when 'day_plan' then '计划数字'
            when 'reflection' then '问题及心得' when 'next_step' then '后续安排' else '准备内容' end,
        'habit'
    from analysis.cause_share
    where habit in ('object', 'day_plan', 'reflection', 'next_step', 'prepared')
        and is_low
),

sign_counts as (
    select person_id, month_start_on, count(*) as signs, string_agg(sign, '、' order by sign) as names
    from signs
    group by person_id, month_start_on
),

two_months as (
    select
        now.person_id,
        now.month_start_on,
        now.signs >= 2 and coalesce(before.signs, 0) >= 2 as is_unwilling,
        now.names
    from sign_counts as now
    left join sign_counts as before
        on now.person_id = before.person_id
        and add_months(now.month_start_on, -1) = before.month_start_on
),

tests as (
    -- R3: knowledge of products, or explaining in general.
    select people.*, 'product_knowledge' as cause_key, 1 as test_ord, 'for' as outcome,
        '所售产品不均：「' || short_text(products.product_name, 20) || '」只有 '
            || count_text(products.cases) || ' 件，按同组结构应约 '
            || printf('%.1f', products.expected_cases) || ' 件' as text
    from people
    inner join analysis.cause_product as products
        on people.scope_id = products.person_id
        and people.month_start_on = products.month_start_on
        and products.is_uneven
    where people.rule = 'R3'
    union all
    select people.*, 'product_knowledge', 2, case when texts.is_more then 'for' else 'against' end,
        '心得中提到产品、条款不熟 ' || count_text(texts.y) || '/' || count_text(texts.n) || ' 天，同组 '
            || percent_text(texts.peer)
    from people
    inner join analysis.cause_text as texts
        on people.scope_id = texts.person_id
        and people.month_start_on = texts.month_start_on
        and texts.topic = 'knowledge'
        and (texts.is_more or texts.is_like)
    where people.rule = 'R3'
    union all
    select people.*, 'presenting', 1, case when products.is_even then 'for' else 'against' end,
        case when products.is_even then '各产品的件数都与同组结构相仿（共 '
                || count_text(products.person_cases) || ' 件），不是某个产品的问题'
            else '主要缺在一个产品上' end
    from people
    inner join analysis.cause_product as products
        on people.scope_id = products.person_id
        and people.month_start_on = products.month_start_on
        and (products.is_even or products.is_uneven)
    where people.rule = 'R3'
    -- R4: price and need, or what is known of the customer.
    union all
    select people.*, 'fit', 1, case when texts.is_more then 'for' else 'against' end,
        '被拒的拜访中因价格、收益、需求的 ' || count_text(texts.y) || '/' || count_text(texts.n)
            || '，同组 ' || percent_text(texts.peer)
    from people
    inner join analysis.cause_text as texts
        on people.scope_id = texts.person_id
        and people.month_start_on = texts.month_start_on
        and texts.topic = 'unfit'
        and (texts.is_more or texts.is_like)
    where people.rule = 'R4'
    union all
    select people.*, 'information', 2, 'for',
        '面谈之后的实情调查或建议书这一环偏低（' || people.factor || '）'
    from people
    where people.rule = 'R4'
        and people.factor in ('survey_rate', 'proposal_rate')
    -- R5: refusals that weigh, or closing as such.
    union all
    select people.*, 'rejection', 1, case when rejects.is_low then 'for' else 'against' end,
        '遭拒较多的次日活动量 ' || printf('%.1f', rejects.activity_after) || '，其他日子 '
            || printf('%.1f', rejects.activity_other)
    from people
    inner join analysis.cause_reject as rejects
        on people.scope_id = rejects.person_id
        and people.month_start_on = rejects.month_start_on
        and (rejects.is_low or rejects.contrast >= 0)
    where people.rule = 'R5'
    union all
    select people.*, 'rejection', 2, 'for',
        '心得中提到拒绝、信心 ' || count_text(texts.y) || '/' || count_text(texts.n) || ' 天，同组 '
            || percent_text(texts.peer)
    from people
    inner join analysis.cause_text as texts
        on people.scope_id = texts.person_id
        and people.month_start_on = texts.month_start_on
        and texts.topic = 'fear'
        and texts.is_more
    where people.rule in ('R5', 'R10')
    union all
    select people.*, 'closing', 1, 'for',
        '被拒的理由与同组相仿（因价格、需求 ' || count_text(texts.y) || '/' || count_text(texts.n)
            || '，同组 ' || percent_text(texts.peer) || '），问题不在方案'
    from people
    inner join analysis.cause_text as texts
        on people.scope_id = texts.person_id
        and people.month_start_on = texts.month_start_on
        and texts.topic = 'unfit'
        and texts.is_like
    where people.rule = 'R5'
    union all
    select people.*, 'closing', 2, 'for',
        '意向率正常（' || percent_text(intents.estimate) || '，同组 '
            || percent_text(intents.peer_estimate) || '），只低在成交一环'
    from people
    inner join analysis.cause_flag as intents
        on people.scope_id = intents.person_id
        and people.month_start_on = intents.month_start_on
        and intents.factor = 'intent_rate'
        and (intents.reason = 'NO_DIFFERENCE'
            or (intents.p_worse < 0.2 and intents.reliability >= 0.3))
    where people.rule = 'R5'
    -- R6: few outlets, little effort, or simply too little.
    union all
    select people.*, 'outlets', 1, case when outlets.is_few then 'for' else 'against' end,
        '负责网点 ' || cast(outlets.outlets as varchar) || ' 个，同组中位 '
            || count_text(outlets.peer_outlets) || ' 个'
    from people
    inner join analysis.cause_outlet as outlets
        on people.scope_id = outlets.person_id
        and people.month_start_on = outlets.month_start_on
        and outlets.is_known
    where people.rule = 'R6'
    union all
    select people.*, 'unwilling', 1,
        case when coalesce(two_months.is_unwilling, false) then 'for' else 'against' end,
        case when coalesce(two_months.is_unwilling, false)
            then '连续两个月至少两项与数量无关的表现也偏低：' || two_months.names
            else '日志提交、拜访日、记录等与数量无关的表现没有连续两个月偏低' end
    from people
    left join two_months
        on people.scope_id = two_months.person_id
        and people.month_start_on = two_months.month_start_on
    where people.rule = 'R6'
    union all
    select people.*, 'not_enough', 1, 'for',
        '本人计划' || replace(metrics.metric_name, '人数', '') || ' ' || count_text(plans.plan)
            || '，计划日只完成 ' || count_text(plans.planned_actual) || '（'
            || percent_text(plans.attainment) || '）'
    from people
    inner join core.team_chain as chains
        on people.team_id = chains.team_id
    inner join core.dim_chain as factors
        on chains.chain = factors.chain
        and factors.kind = 'volume'
    inner join core.dim_metric as metrics
        on factors.count_metric = metrics.metric
    inner join analysis.plan_actual as plans
        on plans.scope_type = 'person'
        and plans.period_type = 'month'
        and factors.count_metric = plans.metric
        and people.scope_id = plans.scope_id
        and people.month_start_on = plans.period_start_on
    where people.rule = 'R6'
        and plans.planned_days >= 10
        and plans.attainment < 0.8
    union all
    select people.*, 'not_enough', 2, 'for',
        '网点不比同组少（' || cast(outlets.outlets as varchar) || ' 个，同组中位 '
            || count_text(outlets.peer_outlets) || ' 个），日志也基本交齐'
    from people
    inner join analysis.cause_outlet as outlets
        on people.scope_id = outlets.person_id
        and people.month_start_on = outlets.month_start_on
        and outlets.is_known
        and outlets.outlets >= outlets.peer_outlets
    inner join analysis.metric_month as logged
        on logged.scope_type = 'person'
        and logged.metric_id = 'A01'
        and people.scope_id = logged.scope_id
        and people.month_start_on = logged.month_start_on
        and logged.value >= 0.85
    where people.rule = 'R6'
    -- R11: the total is normal, that is what makes it a choice.
    union all
    select people.*, 'easy', 1, 'for',
        '日均活动 ' || printf('%.1f', activity.estimate) || '，同组 '
            || printf('%.1f', activity.peer_estimate) || '，总量并不低'
    from people
    inner join activity
        on people.scope_id = activity.person_id
        and people.month_start_on = activity.month_start_on
        and activity.estimate >= 0.9 * activity.peer_estimate
    where people.rule = 'R11'
    -- R1: too little work on the list, or too few sources for it.
    union all
    select people.*, 'few_activity', 1, case when activity.is_low then 'for' else 'against' end,
        '日均活动 ' || printf('%.1f', activity.estimate) || '，同组 '
            || printf('%.1f', activity.peer_estimate)
    from people
    inner join activity
        on people.scope_id = activity.person_id
        and people.month_start_on = activity.month_start_on
        and (activity.is_low or activity.p_worse < 0.2)
    where people.rule = 'R1'
    union all
    select people.*, 'no_sources', 1, 'for', '活动量正常，名单却不够'
    from people
    inner join activity
        on people.scope_id = activity.person_id
        and people.month_start_on = activity.month_start_on
        and activity.p_worse < 0.2
    where people.rule = 'R1'
    union all
    select * from analysis.cause_test_plan
),

final as (
    select scope_type, scope_id, month_start_on, team_id, rule, cause_key,
        cast(test_ord as integer) as test_ord, outcome, text
    from tests
)

select * from final
