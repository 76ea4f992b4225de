-- Grain: kind of code × code. The Chinese names of codes that ingest writes; a code without a name
-- here is shown as it is.

with final as (
    select code_type, code, code_name, code_ord
    from (
        values
        ('fate', 'loaded', '已入库', 1),
        ('fate', 'header', '标题与表头', 2),
        ('fate', 'subtotal', '合计行', 3),
        ('fate', 'note', '说明文字', 4),
        ('fate', 'blank-form', '空白表格行', 5),
        ('fate', 'duplicate', '重复', 6),
        ('fate', 'quarantined', '未能读入', 7),
        ('file_status', 'rejected', '整份未读入', 1),
        ('file_status', 'partial', '部分读入', 2),
        ('file_status', 'loaded', '已读入', 3),
        ('file_status', 'duplicate', '重复文件', 4),
        ('form', 'F01', '工作日志', 1),
        ('form', 'F01R', '工作日志台账', 2),
        ('form', 'F05', '月度目标设定达成表', 3),
        ('form', 'F09', '团队工作周报', 4),
        ('form', 'R_PERSON', '花名册', 5),
        ('form', 'R_OUTLET', '网点表', 6),
        ('form', 'R_PRODUCT', '产品表', 7),
        ('form', 'R_LEAVE', '请假表', 8),
        ('severity', 'error', '错误', 1),
        ('severity', 'warning', '警告', 2),
        ('severity', 'info', '提示', 3),
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
