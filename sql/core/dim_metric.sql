-- Grain: metric identifier. The counts that forms give and the order in which reports show them.
-- is_headline: shown on every page. is_summable: a team's figure is the sum of its people's.

with final as (
    select metric, metric_ord, metric_name, unit, is_headline, is_summable
    from (
        values
        ('premium_yuan', 1, '保费（预收）', '元', true, true),
        ('cases', 2, '件数', '件', true, true),
        ('closes', 3, '促成人数', '人', true, true),
        ('intents', 4, '意向客户', '人', true, true),
        ('talks', 5, '洽谈人数', '人', true, true),
        ('visits', 6, '拜访量', '次', true, true),
        ('outlet_active_rate', 20, '网点活动率', '比率', false, false),
        ('effective_customers', 21, '有效客户数', '人', false, true),
        ('new_revenue_yuan', 22, '新增销售收入', '元', false, true),
        ('revenue_yuan', 23, '销售总收入', '元', false, true),
        ('outlet_visits', 24, '网点拜访', '次', false, true)
    ) as metrics (metric, metric_ord, metric_name, unit, is_headline, is_summable)
)

select * from final
