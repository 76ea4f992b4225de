-- Grain: kind of code × code. The Chinese names of codes that ingest writes; a code without a name
-- here is shown as it is.

with final as (
    select code_type, code, code_name, code_ord
    from (
        values
        ('fate', 'loaded', '载入', 1),
        ('fate', 'header', '表头', 2),
        ('fate', 'subtotal', '合计', 3),
        ('fate', 'note', '说明', 4),
        ('fate', 'blank-form', '空白表', 5),
        ('fate', 'duplicate', '重复', 6),
        ('fate', 'quarantined', '隔离', 7),
        ('file_status', 'rejected', '未载入', 1),
        ('file_status', 'partial', '部分载入', 2),
        ('file_status', 'loaded', '已载入', 3),
        ('file_status', 'duplicate', '重复文件', 4),
        ('form', 'F01', '工作日志', 1),
        ('form', 'F01R', '工作日志台账', 2),
        ('form', 'F05', '月度目标设定达成表', 3),
        ('form', 'F09', '团队工作周报', 4),
        ('form', 'R_PERSON', '花名册', 5),
        ('form', 'R_OUTLET', '网点表', 6),
        ('form', 'R_PRODUCT', '产品表', 7),
        ('form', 'R_LEAVE', '请假表', 8),
        ('form', 'F02', '工作日志（通信范本）', 9),
        ('form', 'F03', '销售主管日程安排', 10),
        ('form', 'F04', '业务员每日活动检查表', 11),
        ('form', 'F04X', '业务员每日活动检查表（横向）', 12),
        ('form', 'F06', '周计划及检讨表', 13),
        ('form', 'F07', '营业部每周活动情况统计表', 14),
        ('form', 'F07X', '营业部每周活动情况统计表（横向）', 15),
        ('form', 'F08', '工作周报（个人）', 16),
        ('form', 'F10', '月度KPI设定表', 17),
        ('form', 'F11', '业务改善措施计划', 18),
        ('form', 'F12', '上月业务改善措施进展检讨', 19),
        ('form', 'F13', '培训计划表', 20),
        ('form', 'F14', '技能意愿评估表', 21),
        ('form', 'F15', '财富100表', 22),
        ('form', 'F16', '客户档案', 23),
        ('form', 'F17', '月度经营分析与计划', 24),
        ('form', 'F18', '月度工作计划表', 25),
        ('form', 'R_ALIAS', '别名表', 26),
        ('form', 'R_POLICY', '出单台账', 27),
        ('severity', 'error', '错误', 1),
        ('severity', 'warning', '提醒', 2),
        ('severity', 'info', '说明', 3),
        ('day_status', 'worked_logged', '已交日志', 1),
        ('day_status', 'worked_zero', '已交，活动为 0', 2),
        ('day_status', 'nonworkday_logged', '休息日有日志', 3),
        ('day_status', 'missing', '未交', 4),
        ('day_status', 'leave', '请假', 5),
        ('day_status', 'training', '培训', 6),
        ('day_status', 'holiday', '休息日', 7),
        ('day_status', 'not_employed', '不在职', 8)
    ) as codes (code_type, code, code_name, code_ord)
)

select * from final
