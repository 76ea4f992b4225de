-- Grain: wording of a KPI (blanks and bracketed units taken off). What people call the metrics of
-- dim_metric; a KPI in other words keeps them and has no metric, it is never guessed.

with final as (
    select kpi_key, metric
    from (
        values
        ('保费', 'premium_yuan'), ('新单保费', 'premium_yuan'), ('期交保费', 'premium_yuan'),
        ('预收保费', 'premium_yuan'), ('保费收入', 'premium_yuan'), ('签单保费', 'premium_yuan'),
        ('首期保费', 'premium_yuan'), ('新单期交保费', 'premium_yuan'), ('月度保费', 'premium_yuan'),
        ('实收保费', 'premium_collected_yuan'),
        ('件数', 'cases'), ('出单件数', 'cases'), ('保单件数', 'cases'), ('承保件数', 'cases'),
        ('签单件数', 'cases'), ('新单件数', 'cases'),
        ('拜访', 'visits'), ('拜访量', 'visits'), ('拜访次数', 'visits'), ('拜访数', 'visits'),
        ('客户拜访', 'visits'), ('客户拜访量', 'visits'), ('拜访客户数', 'visits'),
        ('网点拜访', 'outlet_visits'), ('网点拜访量', 'outlet_visits'),
        ('洽谈', 'talks'), ('洽谈人数', 'talks'), ('洽谈量', 'talks'), ('面谈', 'talks'),
        ('面谈量', 'talks'), ('面谈人数', 'talks'),
        ('意向客户', 'intents'), ('意向客户数', 'intents'), ('有购买意向客户', 'intents'),
        ('促成', 'closes'), ('促成人数', 'closes'), ('成交人数', 'closes'),
        ('有效客户数', 'effective_customers'), ('新增销售收入', 'new_revenue_yuan'),
        ('销售总收入', 'revenue_yuan'), ('转介绍', 'referrals'), ('转介绍数', 'referrals'),
        ('约访', 'appointments'), ('约访量', 'appointments'), ('新增目标客户', 'new_targets'),
        ('新增客户', 'new_targets'), ('新增客户数', 'new_targets'), ('建议书', 'proposals'),
        ('送建议书', 'proposals'),
        ('日志上交率', 'A01'), ('日志提交率', 'A01'), ('日志填写率', 'A01'), ('日均拜访', 'A03'),
        ('日均拜访量', 'A03'), ('拜访计划达成率', 'A05'), ('约访成功率', 'A10'),
        ('拜访覆盖率', 'A11'), ('网点覆盖率', 'A11'), ('意向率', 'F04'), ('成交率', 'F05'),
        ('签单率', 'F06'), ('有效活动率', 'F07'), ('保费达成率', 'R01'), ('件均保费', 'R02'),
        ('网点活动率', 'R03'), ('网点出单率', 'R03'), ('人均产能', 'R04'), ('举绩率', 'R05'),
        ('人力活动率', 'R05'), ('撤单率', 'R09'), ('犹豫期撤单率', 'R09'),
        ('措施完成率', 'C03'), ('改善措施完成率', 'C03'), ('到训率', 'C04'), ('培训到训率', 'C04')
    ) as words (kpi_key, metric)
)

select * from final
