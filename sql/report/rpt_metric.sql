-- Grain: metric that reports show: the 口径 catalogue. Input: dim_metric (the numbered catalogue).
-- relation is the model that computes it; its SQL stands in meta.model.

with shown as (
    select ord, metric_id, metric_name, unit, layer, formula, source, relation, note
    from (
        values
        (1, 'premium_yuan', '保费（预收）', '元', 'core',
            '当日各出单行保费之和；没有出单行时取活动表或当日保费合计所写', 'F01/F01R 工作日志',
            'core.fct_day_metric', '日志当天所写的预收保费，不是实收；撤单未扣'),
        (2, 'cases', '件数', '件', 'core', '当日各出单行件数之和；没有出单行时取活动表所写',
            'F01/F01R 工作日志', 'core.fct_day_metric', null),
        (3, 'closes', '促成人数', '人', 'core', '日志所写的促成人数', 'F01/F01R 工作日志',
            'core.fct_day_metric', '一位客户可买多件，因此促成人数与件数可以不等'),
        (4, 'intents', '意向客户', '人', 'core', '日志所写的有购买意向客户数',
            'F01/F01R 工作日志', 'core.fct_day_metric', '若填的是手中存量而非当日新增，意向率会偏高'),
        (5, 'talks', '洽谈人数', '人', 'core', '日志所写的洽谈人数', 'F01/F01R 工作日志',
            'core.fct_day_metric', null),
        (6, 'visits', '拜访量', '次', 'core', '日志所写的拜访次数；未写时数拜访记录的行数',
            'F01/F01R 工作日志', 'core.fct_day_metric', '来源列 source 标明是所写还是行数'),
        (10, 'target', '目标', '同指标', 'core',
            '月度目标表；同一人有多份时自设优先，其次较晚填写', 'F05 月度目标设定达成表',
            'core.fct_target', '团队以上有自己的目标用自己的，没有则为下级目标之和'),
        (11, 'attainment', '达成率', '比率', 'analysis', '实际 ÷ 目标', 'F05 与日志',
            'analysis.target_month', '没有目标时不计算，注明原因'),
        (12, 'gap', '差距', '同指标', 'analysis', '目标 − 实际', 'F05 与日志',
            'analysis.target_month', '正数表示还差'),
        (13, 'plan_attainment', '计划达成率', '比率', 'analysis', '有计划的日子里：Σ实际 ÷ Σ计划',
            '日志中的计划与实际两列', 'analysis.plan_actual',
            '先求和再相除；没有计划栏的日志不参与；计划为 0 而有实际记为计划外；工作日不足 2 天的周不计算'),
        (14, 'time_progress', '时间进度', '比率', 'report', '已过工作日 ÷ 本月工作日',
            '国务院放假通知', 'report.rpt_run', '含调休；只作参照，不用来定红绿'),
        (20, 'submit_rate', '日志提交率', '比率', 'analysis', '已交日志天数 ÷ 应交天数',
            '日志、花名册、请假表、日历', 'analysis.member_period',
            '应交 = 工作日且在职且未请假培训；未交 ≠ 0，不计入任何日均数'),
        (21, 'workdays', '工作日', '天', 'core', '周一至周五 − 放假 + 调休上班', '国务院放假通知',
            'core.dim_date', null),
        (30, 'talk_ratio', '洽谈/拜访', '比', 'analysis', 'Σ洽谈人数 ÷ Σ拜访次数', '日志',
            'analysis.funnel', '一次拜访可谈多人，可大于 1，所以没有区间'),
        (31, 'intent_rate', '意向率', '比率', 'analysis', 'Σ意向客户 ÷ Σ洽谈人数', '日志',
            'analysis.funnel', '90% Wilson 区间；n 为洽谈人数'),
        (32, 'close_rate', '成交率', '比率', 'analysis', 'Σ促成人数 ÷ Σ意向客户', '日志',
            'analysis.funnel', '90% Wilson 区间；成交可来自以往意向，短期可超过 1'),
        (40, 'will_score', '执行投入（意愿）指标', '0–100', 'analysis',
            '100·Φ(W/同期标准差)；W 为 w1 日志提交率、w3 责任额完成、w4 日均洽谈、w5 有拜访的工作日占比相对同组的加权收缩偏差',
            '近三个月日志', 'analysis.score_axis',
            '描述日志中的行为，不评判态度；权重未经验证；仅供参考，由主管确认'),
        (41, 'skill_score', '技能指标', '0–100', 'analysis',
            '100·Φ(S/同期标准差)；S 为 s1 意向率、s2 成交率、s3 件均保费相对同组的加权收缩偏差',
            '近三个月日志', 'analysis.score_axis', '未按网点等级校正；权重未经验证；仅供参考'),
        (42, 'box', '技能/投入分类', '', 'analysis',
            '两轴高于同组平均的概率都 ≥0.8 或 ≤0.2 才归类，否则为未定；有日志不足 10 天或可靠指标不足两项为数据不足',
            '近三个月日志', 'analysis.score_box', '名称按 Landsberg/Hersey 对应，见决定记录'),
        (43, 'reliability', '可靠度', '比率', 'analysis', 'n ÷ (n + κ)，κ = 个人内方差 ÷ 个人间方差',
            '近三个月日志', 'analysis.score_variance', 'κ 由全公司各组合并估计；看不出差异时不计分'),
        (50, 'luck', '偶然概率', '比率', 'analysis',
            'P(件数 ≤ 实际)，泊松分布，均值 = 本人洽谈 × 上级近三月每次洽谈件数', '日志',
            'analysis.luck', '大于 10% 时注明样本小、不宜下结论'),
        (60, 'new_revenue_yuan', '新增销售收入（周报）', '元', 'core', '团队周报所写', 'F09 团队工作周报',
            'core.fct_period_metric', '与日志保费并列核对，不相加'),
        (61, 'outlet_active_rate', '网点活动率目标', '比率', 'core', '月度目标表所写',
            'F05 月度目标设定达成表', 'core.fct_target', '实际网点活动率待后续版本'),
        (62, 'effective_customers', '有效客户数（周报）', '人', 'core', '团队周报所写',
            'F09 团队工作周报', 'core.fct_period_metric', '有效的定义由填报人掌握'),
        (70, 'gap_part', '差距分解', '元', 'analysis',
            '目标 − 实际 = 计划不足（目标 − 计划内容）+ 天数、日均、各转化率、件均的 Shapley 份额 + 偶然（按收缩后的本人转化率应得 − 实际）',
            '日志、月度目标', 'analysis.gap_part',
            '三种参照：本人计划、同组同月、本人前三个月；逐人逐月相加等于差距；是核算，不是原因'),
        (71, 'gap_change', '环比变化分解', '元', 'analysis',
            '前三个月平均 − 本月 = 人力、当月工作日、天数、日均、各转化率、件均的 Shapley 份额 + 产品结构（Kitagawa）',
            '日志、花名册、日历', 'analysis.gap_change', '只到团队'),
        (72, 'p_worse', '明显偏低的概率', '比率', 'analysis',
            'P（真实水平低于同伴 − 一个个体间标准差 | 近三个月数据）', '日志、网点表',
            'analysis.cause_flag',
            '转化率用贝塔二项，日均与件均用正态；按网点等级调整；按错误发现率 0.2 点名，且金额不小于一件'),
        (73, 'benchmark_class', '网点等级系数', '比', 'analysis',
            '同一人在该等级网点的转化率 ÷ 平均，EM 估计', '拜访记录、网点表',
            'analysis.benchmark_class', '不足两人或 30 次洽谈的等级不调整'),
        (74, 'funnel_limit', '团队漏斗图界限', '比率', 'analysis',
            '公司转化率 ± 1.96（3.09）× √(p(1−p)/n × 个体差异放大)', '日志', 'analysis.funnel_limit',
            '界限之内不作排名'),
        (75, 'xmr', '每周日均活动控制图', '人/天', 'analysis', '平均 ± 2.66 × 平均移动极差', '日志',
            'analysis.xmr_week', '不足 8 周不画；已过工作日不足 2 天的周跳过')
    ) as metrics (ord, metric_id, metric_name, unit, layer, formula, source, relation, note)
),

final as (
    select * from shown
    union all
    select
        cast(metric_ord as integer) as ord,
        metric_id,
        metric_name,
        unit,
        layer,
        formula,
        source,
        'analysis.metric_month' as relation,
        '每级每月的分子、分母、值；没有值时注明原因' as note
    from core.dim_metric
    where layer = 'analysis'
)

select * from final
order by ord
