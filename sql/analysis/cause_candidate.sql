-- Grain: rule × cause that may stand behind it, in the order in which they are believed when
-- several have evidence. No inputs: the seed's causes and actions (DOMAIN 4.8). cause_class:
-- person, outlet, supervisor, product, plan, luck, data. need is the kind of training, null where
-- none helps.

with final as (
    select
        rule,
        cause_key,
        cast(cause_ord as integer) as cause_ord,
        cause,
        cause_class,
        need,
        action,
        questions
    from (
        values
        ('R1', 'few_activity', 1, '客户活动太少', 'person', 'activity',
            '辅导开发目标客户的方法和途径', '最近在哪里找新客户？；每天留多少时间开拓？'),
        ('R1', 'no_sources', 2, '获取客户资料、信息的意识和能力不足', 'person', 'skill',
            '财富100 填写辅导；转介绍演练', '老客户那里能要到几个转介绍？；名单上哪些栏填不出来？'),
        ('R2', 'approach', 1, '约访、沟通能力不够', 'person', 'skill',
            '训练客户约访，现场打电话旁听', '约访时第一句怎么说？；被拒绝最多的理由？'),
        ('R3', 'product_knowledge', 1, '产品、行业知识不够', 'person', 'knowledge',
            '产品学习加考核', '哪个产品最没有把握讲清楚？；客户问什么答不上来？'),
        ('R3', 'presenting', 2, '介绍说明能力欠缺', 'person', 'skill',
            '训练需求了解、产品服务介绍', '客户听完最常说什么？；介绍前了解到客户哪些情况？'),
        ('R4', 'information', 1, '信息收集不足', 'person', 'skill',
            '实情调查演练；方案复核', '客户的收入、已有保障了解多少？；哪些问题问不出口？'),
        ('R4', 'fit', 2, '方案与客户需求、预算不合', 'person', 'knowledge',
            '按需求做方案，主管复核方案', '客户嫌什么：收益、年限还是金额？；有没有第二套方案？'),
        ('R5', 'rejection', 1, '难以承受拒绝，不敢促成', 'person', 'skill',
            '陪访、心理支持，先从小的承诺练起', '被拒绝之后那几天怎么安排？；提出签单的次数和时机？'),
        ('R5', 'closing', 2, '促成技能不足', 'person', 'skill',
            '陪同促成；话术演练', '意向客户停在哪一步？；客户不签的理由是什么，怎样回答的？'),
        ('R6', 'outlets', 1, '负责的网点少', 'outlet', null,
            '网点调整，先解决能去的地方', '每周能进的网点有几个？；哪些网点进不去，为什么？'),
        ('R6', 'unwilling', 2, '投入不足（做得少，记录与计划也少）', 'person', 'activity',
            '先谈清原因；请本人参与定目标，日清', '目前最占时间的是什么？；对现在的目标和安排怎么看？'),
        ('R6', 'not_enough', 3, '做得不够', 'person', 'activity',
            '小目标、日清，每天早会核对', '每天时间主要花在哪里？；需要主管或网点协调什么？'),
        ('R7', 'habit', 1, '没有计划拜访的习惯', 'person', 'skill',
            '辅导确定目标客户、制定日计划', '前一天怎样定第二天见谁？；去之前想达到什么？'),
        ('R8', 'habit', 1, '拜访前不准备', 'person', 'skill', '沟通内容准备，带提纲拜访',
            '去之前准备什么资料？；客户上次说过什么？'),
        ('R9', 'habit', 1, '没有后续安排的习惯', 'person', 'skill', '跟进清单，次日早会检查',
            '有意向的客户下一步约在哪天？；怎样记住要跟进谁？'),
        ('R10', 'rejection', 1, '遭拒之后缩手', 'person', 'skill', '陪访，心理支持',
            '被拒绝之后那几天怎么安排？；同事遇到同样情况怎么办？'),
        ('R11', 'easy', 1, '多做服务、回访，少做开拓、促成', 'person', 'activity',
            '平衡责任额：初访、说明、促成分别定数', '每周安排了几次开拓、几次促成？；服务工作能否由网点分担？'),
        ('R12', 'habit', 1, '计划只写事项，不写数量', 'person', 'skill', '改进周计划，量化到天',
            '下周准备见几位客户？；怎样知道这一周算完成了？'),
        ('R13', 'habit', 1, '不总结', 'person', 'skill', '主管辅导总结，每周讲一个案例',
            '本周最好和最差的一次洽谈差在哪里？；下周打算改哪一点？'),
        ('R14', 'target_high', 1, '目标高于本人和同组做到过的水平', 'plan', null,
            '月规划会上商议目标，或补资源', '这个目标是怎样定的？；要做到它需要增加什么？'),
        ('R14', 'quota_low', 2, '自设活动量过低', 'plan', null,
            '月规划会上按目标倒推活动量', '每天的计划数是怎样定的？；按现在的转化率够不够？'),
        ('R15', 'late', 1, '前松后紧', 'person', 'activity', '定周节点目标，前两周多排活动',
            '月初两周在忙什么？；能否把促成提前到前半月？'),
        ('R16', 'outlet', 1, '网点条件差，不是本人转化的问题', 'outlet', null, '网点调整或调低期望',
            '哪些网点客流少、理财经理不配合？；有没有可以换的网点？'),
        ('R17', 'support', 1, '主管陪访、辅导不足', 'supervisor', null,
            '主管安排每周 3–4 次陪访、每日 1–2 次个别辅导', '主管一周的时间花在哪里？；哪些事务可以减？'),
        ('R18', 'team', 1, '产品、市场或训练的共同原因，不是某个人', 'product', 'knowledge',
            '下周例会做全组训练，并向上反映产品、市场情况', '最近产品、利率、银行政策有什么变化？；其他团队有没有同样情况？'),
        ('R19', 'missing', 1, '日志缺得多，看不清', 'data', null, '先补齐日志，再谈成绩',
            '缺的日子在做什么？；填写有什么困难？'),
        ('R0', 'luck', 1, '偶然波动，不宜据此辅导', 'luck', null, '不处理，继续观察',
            '有没有签单推迟到下月的客户？')
    ) as candidates (
        rule, cause_key, cause_ord, cause, cause_class, need, action, questions
    )
)

select * from final
