-- Grain: chain × factor. How activity becomes premium in each way of selling (DOMAIN 4.1), as data:
-- premium = days × (activity ÷ days) × (next ÷ activity) × … × (money ÷ cases). Each factor is
-- count_metric ÷ base_metric, and the base of a factor is the count of the one before, so that the
-- product of all is the money. Which chain a team works by stands in team_chain.

with final as (
    select
        chain,
        cast(factor_ord as integer) as factor_ord,
        factor,
        factor_name,
        kind,
        base_metric,
        count_metric,
        unit
    from (
        values
        ('bancassurance', 1, 'workdays', '天数', 'days', null, 'worked_days', '天'),
        ('bancassurance', 2, 'activity', '日均洽谈', 'volume', 'worked_days', 'talks', '人/天'),
        ('bancassurance', 3, 'intent_rate', '意向率', 'rate', 'talks', 'intents', '比率'),
        ('bancassurance', 4, 'close_rate', '成交率', 'rate', 'intents', 'cases', '比率'),
        ('bancassurance', 5, 'ticket', '件均保费', 'ticket', 'cases', 'premium_yuan', '元/件'),
        ('telecom', 1, 'workdays', '天数', 'days', null, 'worked_days', '天'),
        ('telecom', 2, 'activity', '日均目标客户拜访', 'volume', 'worked_days', 'visits', '次/天'),
        ('telecom', 3, 'intent_rate', '意向达成率', 'rate', 'visits', 'intents', '比率'),
        ('telecom', 4, 'close_rate', '成交率', 'rate', 'intents', 'cases', '比率'),
        ('telecom', 5, 'ticket', '户均收入', 'ticket', 'cases', 'new_revenue_yuan', '元/户'),
        ('agency', 1, 'workdays', '天数', 'days', null, 'worked_days', '天'),
        ('agency', 2, 'activity', '日均新增名单', 'volume', 'worked_days', 'new_targets', '个/天'),
        ('agency', 3, 'appointment_rate', '约访成功率', 'rate', 'new_targets', 'appointments_made',
            '比率'),
        ('agency', 4, 'talk_rate', '面谈率', 'rate', 'appointments_made', 'talks', '比率'),
        ('agency', 5, 'survey_rate', '实情调查率', 'rate', 'talks', 'surveys', '比率'),
        ('agency', 6, 'proposal_rate', '建议书率', 'rate', 'surveys', 'proposals', '比率'),
        ('agency', 7, 'close_rate', '成交率', 'rate', 'proposals', 'cases', '比率'),
        ('agency', 8, 'ticket', '件均保费', 'ticket', 'cases', 'premium_yuan', '元/件')
    ) as factors (
        chain, factor_ord, factor, factor_name, kind, base_metric, count_metric, unit
    )
)

select * from final
