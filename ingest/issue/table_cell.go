package issue

import "aqs/ingest/record"

func cellTable() []Definition {
	return []Definition{
		{RowUnrecognised, record.Warning, "不认识的行", "该行不属于表样的任何部分，未载入。", "请核对该行内容；若应读取，请写入相应的表格行。"},
		{RowConflict, record.Error, "同日两行不一致", "同一人同一天有两行，数值互不相同，无法判断以哪行为准，未载入。", "请保留正确的一行后重新提交。"},
		{RowRepeated, record.Info, "重复的行", "该行与前面一行完全相同，只计一次。", "无需处理；可删除多余的行。"},
		{ValueUnreadable, record.Error, "数值读不出", "单元格应为数值，但内容无法读成数。", "请改为数字，说明文字写到备注栏。"},
		{ValueAmbiguous, record.Error, "数值有歧义", "单元格内容有两种以上读法（如 3/5），不作猜测。", "请只填一个数字。"},
		{ValueNegative, record.Error, "负数", "数量不应为负，未载入。", "请核对；退保等请另行注明。"},
		{ValueFraction, record.Warning, "件数带小数", "人数、件数或次数带有小数，已按原值载入。", "请核对是否填错栏或单位有误。"},
		{ValueOutOfRange, record.Error, "超出合理范围", "数值大得不合常理，未载入。", "请核对数字和单位。"},
		{ValueError, record.Error, "公式出错", "单元格显示错误值（如 #REF!、#DIV/0!），读不到数值。", "请修正公式后保存。"},
		{CountFromNames, record.Info, "以姓名计数", "计数栏填的是姓名，已按姓名个数计。", "无需处理；建议直接填数字。"},
		{LongNumber, record.Warning, "长数字失真", "编号以数字形式保存且超过 15 位，末位可能已被 Excel 改为 0。", "请把该列设为文本格式后重新填写。"},
		{DateMissing, record.Error, "缺少日期", "找不到日期，无法归到某一天，未载入。", "请填写日期。"},
		{DateUnreadable, record.Error, "日期读不出", "日期栏的内容无法读成日期，未载入。", "请写成 2026-3-5 的形式。"},
		{DateImpossible, record.Error, "日期不存在", "写的是不存在的日期（如 6月31日），未载入。", "请改正日期。"},
		{DateFuture, record.Error, "日期在将来", "日期晚于统计截止日，未载入。", "请核对年份和月份；若确是预先填写，到期后会自动读入。"},
		{DateOld, record.Warning, "日期过早", "日期远早于其余数据，可能年份有误；已载入。", "请核对年份。"},
		{DateYearGuessed, record.Warning, "年份靠推断", "日期没有写年份，标题、工作表名、文件名和文件夹也没有，按统计截止日推断。", "请在日期、文件名或文件夹名中写明年份。"},
		{DateWeekday, record.Warning, "星期不符", "日期与所写的星期不一致，以日期为准。", "请核对日期。"},
		{DateDisagrees, record.Warning, "日期不一致", "单元格中的日期与工作表名或文件名不同，以单元格为准。", "请核对日期是否忘了改。"},
		{NameMissing, record.Error, "缺少姓名", "找不到姓名或工号，无法归到某个人，未载入。", "请填写姓名或工号。"},
		{NameUnreadable, record.Error, "姓名读不出", "姓名栏的内容不像姓名。", "请只填写姓名。"},
		{NameDisagrees, record.Warning, "姓名不一致", "表内姓名与文件名或工作表名中的姓名不同，以表内为准。", "请核对是否借用了别人的表而忘了改名。"},
		{StatusInCount, record.Info, "计数栏填了状态", "计数栏写的是请假、培训等，按当日状态处理，不计为 0。", "无需处理；建议写在出勤栏。"},
		{StatusWithCounts, record.Warning, "状态与数字并存", "当日写了请假等状态，同时又填了活动量，数字已载入。", "请核对当日是否出勤。"},
		{TotalMismatch, record.Warning, "合计不符", "各行之和与所写的合计不同，按各行载入。", "请核对明细和合计。"},
		{RateMismatch, record.Warning, "比率不符", "所写的达成率与计划、达成重新计算的结果不同，以重新计算为准。", "请核对公式。"},
		{CheckCloses, record.Warning, "促成多于洽谈", "促成人数大于洽谈人数，数字已载入。", "请核对是否填错栏。"},
		{CheckFunnel, record.Warning, "漏斗倒挂", "后一步的人数大于前一步，数字已载入。", "请核对是否填错栏。"},
		{DayResubmitted, record.Info, "日志重交", "同一人同一天的日志交过不止一次，以最新的有效版本为准，旧版保留。", "无需处理；如以旧版为准，请撤回新版文件。"},
		{DayDuplicate, record.Info, "日志重复", "同一人同一天的日志内容相同，只计一次。", "无需处理。"},
	}
}
