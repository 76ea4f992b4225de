-- Grain: factor of a chain: what a supervisor can do about it. No inputs: words only, those of the
-- seed forms where they have any (DOMAIN 4.8). skill_class: activity, skill, knowledge.

with final as (
    select factor, problem, content, method, questions, topic, need
    from (
        values
        ('activity', '日均活动量偏少', '一起排每日访问计划，定小目标，日清', '面谈，每日早会核对',
            '这几周每天的时间主要花在哪里？；哪些网点或客户去得少，为什么？；需要主管或网点协调什么？',
            '每日访问计划与时间安排', 'activity'),
        ('intent_rate', '介绍后有意向的客户偏少', '需求了解与产品介绍的示范、演练', '陪访加会后复盘',
            '客户听完介绍后最常说什么？；介绍前了解到客户哪些情况？；哪个产品最没有把握讲清楚？',
            '需求了解与产品介绍演练', 'skill'),
        ('close_rate', '有意向的客户成交偏少', '促成话术与异议处理演练', '陪同促成',
            '意向客户停在哪一步？；客户不签的理由是什么，怎样回答的？；提出签单的次数和时机？',
            '促成与异议处理通关', 'skill'),
        ('ticket', '件均偏低', '按客户收入与资产做方案，方案复核', '面谈，方案复核',
            '方案金额怎样定的？；客户的收入和已有保障了解多少？；有没有不敢提高方案的顾虑？',
            '客户需求分析与方案设计', 'knowledge'),
        ('appointment_rate', '约访成功偏少', '约访话术演练', '现场打电话，旁听复盘',
            '约访时第一句怎么说？；被拒绝最多的理由？；名单从哪里来？', '客户约访', 'skill'),
        ('talk_rate', '约到的客户面谈偏少', '约访确认与行程安排', '面谈',
            '爽约的客户事后怎么联系？；约访到面谈隔了几天？；见面地点怎样定？', '约访确认与面谈', 'skill'),
        ('survey_rate', '面谈后做实情调查偏少', '实情调查表演练', '演练',
            '面谈中哪些问题问不出口？；调查表用了没有？；客户不愿说什么？', '实情调查演练', 'skill'),
        ('proposal_rate', '调查后出建议书偏少', '建议书制作与讲解', '演练，方案复核',
            '哪些客户没有出建议书，为什么？；建议书要花多久？；需要哪些资料？', '建议书制作与讲解',
            'knowledge')
    ) as words (factor, problem, content, method, questions, topic, need)
)

select * from final
