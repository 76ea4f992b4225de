package issue

import "aqs/ingest/record"

// formTable holds the findings of reading recognised forms beyond single values.
func formTable() []Definition {
	return []Definition{
		{Code: ValueInherited, Severity: record.Info, Name: "承接上行", Meaning: "空白或“同上”的格子按表样的约定沿用上一行的内容。", Remedy: "无需处理；若空白并非同上，请填写实际内容。"},
		{Code: RowIncomplete, Severity: record.Error, Name: "缺少必填项", Meaning: "该行缺少不可少的栏目，无法载入。", Remedy: "请补填后重新提交。"},
		{Code: NameFromHint, Severity: record.Warning, Name: "姓名取自文件名", Meaning: "表内没有姓名，按工作表名或文件名中的姓名归属。", Remedy: "请在表内写明姓名。"},
		{Code: NameUnknown, Severity: record.Warning, Name: "姓名不在花名册", Meaning: "花名册和别名表中都没有这个姓名；数字已载入，但归不到在册的人。", Remedy: "写错了请改正；是别名请加到别名表；是新人请补进花名册。"},
		{Code: NameAmbiguous, Severity: record.Warning, Name: "同名无法分清", Meaning: "花名册中有几个人同名，表中没有工号，团队也分不清是哪一位；数字已载入，但没有归到其中任何一人。", Remedy: "请在表中写明工号或团队；或在别名表中写明这个团队的这个姓名是哪个工号。"},
		{Code: NumberUnknown, Severity: record.Warning, Name: "工号不在花名册", Meaning: "花名册中没有这个工号；数字已载入，归到这个工号名下，没有按姓名并到别人。", Remedy: "写错了请改正工号；是新人请补进花名册；换过工号的请在别名表中写明旧工号是谁。"},
		{Code: NumberDisagrees, Severity: record.Warning, Name: "工号与姓名不符", Meaning: "这个工号在花名册中是另一个姓名；以工号为准。", Remedy: "请核对工号和姓名哪一个写错，改正后重新提交。"},
		{Code: AliasInVain, Severity: record.Warning, Name: "别名无所指", Meaning: "别名表的这一行在花名册中找不到人，或者指向几个同名的人，没有起作用。", Remedy: "请在这一行填写花名册中的工号。"},
		{Code: TimeUnreadable, Severity: record.Info, Name: "时段读不出", Meaning: "时间栏的内容读不成起止时间，原文已保留，只是不计时长。", Remedy: "请写成 8:30-9:30 的形式。"},
		{Code: MoreAlike, Severity: record.Info, Name: "同类问题汇总", Meaning: "一张工作表中同一种问题太多，只逐一列出前 1000 处，其余在此合计；每一行的去向在行账中仍逐行可查。轻重与所汇总的问题相同。", Remedy: "多半是同一个原因，请先按列出的几处找出原因，改正后重新放入。"},
		{Code: PrivateWithheld, Severity: record.Info, Name: "隐私内容未读入", Meaning: "电话、证件号、账号等内容只计个数，不读入、不保存。", Remedy: "无需处理；交表时最好不要带这些列。"},
	}
}
