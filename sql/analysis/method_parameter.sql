-- Grain: parameter of the method: limits, windows, weights. Input: meta.model.
-- value is not written here: it is read out of the text of the model that uses it (pattern, one
-- group), so that what the page says is what was computed. Where a pattern finds nothing value is
-- null, and a test stops the publication.

with listed as (
    select ord, parameter, parameter_name, unit, meaning, source,
        'analysis.' || model as relation, pattern
    from (
        values
        (10, 'flag_fdr', '原因标记：误标率上限', '比率',
            '当月全部标记中，平均误标的比例不超过此数', '决定 47',
            'cause_flag', 'false_share <= ([0-9.]+)'),
        (11, 'flag_bound', '活动量标记：补足缺交日后的概率下限', '概率',
            '把没交日志的日子按较高者补上以后，仍有此把握才标记', '决定 46',
            'cause_flag', 'p_worse_filled >= ([0-9.]+)'),
        (12, 'flag_window', '原因标记：往前看的月数', '月',
            '当月之外再取这么多个月的数据', '决定 74',
            'level_rate', 'add_months\(base\.month_start_on, -([0-9]+)\)'),
        (13, 'flag_decay', '原因标记：每早一个月的权重', '倍',
            '早一个月的数据按此倍数计', '决定 74', 'level_rate', 'power\(([0-9.]+), datediff'),
        (20, 'rate_window', '差距、基准：往前看的月数', '月', '当月之外再取这么多个月的数据',
            '决定 74', 'rate_share',
            'add_months\(months\.month_start_on, -([0-9]+)\)'),
        (21, 'big_case_lines', '大单：团队至少要有的出单行', '行', '不足此数不单列大单', '决定 38',
            'gap_big_case', 'team_lines >= ([0-9]+)'),
        (30, 'side_high', '技能、投入：定为高的概率', '概率', '高于同组的概率达到此数才定为高',
            '决定 111', 'score_history',
            'p >= ([0-9.]+) and states\.state_side = ''undetermined'''),
        (31, 'side_low', '技能、投入：定为低的概率', '概率', '高于同组的概率不超过此数才定为低',
            '决定 111', 'score_history',
            'p <= ([0-9.]+) and states\.state_side = ''undetermined'''),
        (32, 'side_up', '技能、投入：由低升高', '概率', '已定为低的，高于此数才改为高',
            '决定 111', 'score_history',
            'p > ([0-9.]+) and states\.state_side = ''low'''),
        (33, 'side_down', '技能、投入：由高降低', '概率', '已定为高的，低于此数才改为低',
            '决定 111', 'score_history',
            'p < ([0-9.]+) and states\.state_side = ''high'''),
        (34, 'score_peers', '技能、投入：同组至少人数', '人', '不足此数与全公司比', '决定 24',
            'score_indicator', 'people >= ([0-9]+) and not inputs\.is_new'),
        (40, 'best_weeks', '最好一周：本人至少的周数', '周', '不足此数用团队的', '决定 106',
            'quota_speed', 'own\.weeks >= ([0-9]+) then own'),
        (41, 'best_share', '最好一周：分位', '分位', '本人各周日均的这一分位算作最好', '决定 106',
            'quota_speed', 'quantile_cont\(weeks\.per_day, ([0-9.]+)\)'),
        (42, 'ratchet', '目标加码的提示线', '倍', '下月目标超过本月目标的此倍数即提示', '决定 104',
            'quota', 'target_yuan > ([0-9.]+) \* last_target_yuan'),
        (43, 'carry_decay', '差异能留到下月的比例：每早一个月的权重', '倍',
            '早一个月的对照按此倍数计', '决定 131', 'rate_carry', 'power\(([0-9.]+), datediff'),
        (50, 'late_p', '后倾：认定的概率', '概率', '后三分之一更忙的概率达到此数才算后倾', '决定 122',
            'pace_lateness', 'p_late >= ([0-9.]+) then 1'),
        (51, 'curve_prior', '人与人、月与月的先验变异', '变异系数²', '历史不足时所用，按 30 人（月）计',
            '决定 117', 'pace_variance', 'person_raw is null then ([0-9.]+)'),
        (60, 'xmr_weeks', '每周控制图：至少的周数', '周', '不足此数不画控制限', '决定 49',
            'xmr_week', 'weeks >= ([0-9]+) then mean'),
        (61, 'xmr_days', '每周控制图：一周至少的工作日', '天', '不足此数的周不计', '决定 10',
            'xmr_week', 'workdays_elapsed >= ([0-9]+)'),
        (70, 'measure_counts', '改善措施：至少的计数', '次', '不足此数只说数据太少', '决定 108',
            'measure', 'n < ([0-9]+) or'),
        (71, 'measure_z', '改善措施：区间半宽', '标准差', '90% 区间', '决定 108',
            'measure', 'difference - ([0-9.]+) \* sd > 0'),
        (80, 'check_indicators', '需核实：至少的迹象', '项', '少于此数不列入', '决定 109',
            'plausibility_person', 'where indicators >= ([0-9]+)'),
        (81, 'check_hard', '需核实：其中记录互相矛盾的', '项', '少于此数不列入',
            '决定 109', 'plausibility_person', 'hard_indicators >= ([0-9]+)'),
        (90, 'focus_capacity', '重点辅导：每周至多', '人', '主管行事历所见更少时取其少', '决定 107',
            'focus_capacity', 'least\(([0-9]+), coalesce')
    ) as rows (ord, parameter, parameter_name, unit, meaning, source, model, pattern)
),

final as (
    select
        listed.ord,
        listed.parameter,
        listed.parameter_name,
        try_cast(nullif(regexp_extract(models.sql_text, listed.pattern, 1), '') as double) as value,
        listed.unit,
        listed.meaning,
        listed.source,
        listed.relation,
        listed.pattern
    from listed
    left join meta.model as models
        on listed.relation = models.relation
)

select * from final
