package page

import (
	"aqs/reports/data"
	"aqs/reports/table"
)

// The sheets of a page's workbook that stand beside its drawings: the same rows, as numbers.

// scopeSheets are the sheets of a company, dept, team or person.
func (s *Site) scopeSheets(scope data.Scope) []table.Table {
	key := scope.Key()
	sheets := []table.Table{headlineSheet(s.Data.Headlines[key])}
	if children := s.Data.Children[key]; len(children) > 0 {
		sheets = append(sheets, s.childSheet(scope))
	}
	sheets = append(sheets, gapSheet(s.Data.Gaps[key]), planSheet(s.Data.PlanActuals[key]), targetSheet(s.Data.Targets[key]), funnelSheet(s.Data.Funnels[key]))
	if scope.Type == "person" {
		sheets = append(sheets, s.causeSheet(s.causesOf(scope.ID)), weekSheet(s.Data.Weeks[key]), partSheet(s.Data.ScoreParts[scope.ID]), daySheet(s.Data.Days[scope.ID]))
	} else {
		sheets = append(sheets, s.scoreSheet(s.scoresOf(scope)))
	}
	out := sheets[:0]
	for _, sheet := range sheets {
		if len(sheet.Rows) > 0 {
			out = append(out, sheet)
		}
	}
	return out
}

func headlineSheet(rows []data.Headline) table.Table {
	return table.Of("headline", "关键指标", rows, []table.Col[data.Headline]{
		{Name: "指标", Kind: table.Text, Value: func(r data.Headline) any { return r.MetricName }},
		{Name: "单位", Kind: table.Text, Value: func(r data.Headline) any { return r.Unit }},
		{Name: "目标", Kind: table.Count, Value: func(r data.Headline) any { return r.Target }},
		{Name: "日志计划", Kind: table.Count, Value: func(r data.Headline) any { return r.Plan }},
		{Name: "实际", Kind: table.Count, Value: func(r data.Headline) any { return r.Actual }},
		{Name: "差距", Kind: table.Count, Value: func(r data.Headline) any { return r.Gap }},
		{Name: "达成率", Kind: table.Percent, Value: func(r data.Headline) any { return table.Cell{Num: r.Attainment, Text: r.AttainmentReason} }},
		{Name: "上月实际", Kind: table.Count, Value: func(r data.Headline) any { return r.PrevActual }},
	}...)
}

func (s *Site) childSheet(scope data.Scope) table.Table {
	type line struct {
		data.Child
		parent string
	}
	var lines []line
	for _, child := range s.Data.Children[scope.Key()] {
		lines = append(lines, line{child, scope.Name})
		if child.ChildType != "person" {
			for _, grandchild := range s.Data.Children[data.ScopeKey{Type: child.ChildType, ID: child.ChildID}] {
				lines = append(lines, line{grandchild, child.ChildName})
			}
		}
	}
	return table.Of("children", "下级单位与人员", lines, []table.Col[line]{
		{Name: "名称", Kind: table.Text, Value: func(r line) any { return r.ChildName }},
		{Name: "上级", Kind: table.Text, Value: func(r line) any { return r.parent }},
		{Name: "人数", Kind: table.Count, Value: func(r line) any { return r.Members }},
		{Name: "目标保费", Kind: table.Yuan, Value: func(r line) any { return r.TargetPremium }},
		{Name: "实际保费", Kind: table.Yuan, Value: func(r line) any { return r.Premium }},
		{Name: "达成率", Kind: table.Percent, Value: func(r line) any { return table.Cell{Num: r.Attainment, Text: r.AttainmentReason} }},
		{Name: "件数", Kind: table.Count, Value: func(r line) any { return r.Cases }},
		{Name: "计划拜访", Kind: table.Count, Value: func(r line) any { return r.VisitsPlan }},
		{Name: "拜访", Kind: table.Count, Value: func(r line) any { return r.Visits }},
		{Name: "洽谈", Kind: table.Count, Value: func(r line) any { return r.Talks }},
		{Name: "意向", Kind: table.Count, Value: func(r line) any { return r.Intents }},
		{Name: "意向率", Kind: table.Percent, Value: func(r line) any { return r.IntentRate }},
		{Name: "意向率下限", Kind: table.Percent, Value: func(r line) any { return r.IntentRateLo }},
		{Name: "意向率上限", Kind: table.Percent, Value: func(r line) any { return r.IntentRateHi }},
		{Name: "成交", Kind: table.Count, Value: func(r line) any { return r.Closes }},
		{Name: "成交率", Kind: table.Percent, Value: func(r line) any { return r.CloseRate }},
		{Name: "成交率下限", Kind: table.Percent, Value: func(r line) any { return r.CloseRateLo }},
		{Name: "成交率上限", Kind: table.Percent, Value: func(r line) any { return r.CloseRateHi }},
		{Name: "日志天数", Kind: table.Count, Value: func(r line) any { return r.LoggedDays }},
		{Name: "应交天数", Kind: table.Count, Value: func(r line) any { return r.ExpectedDays }},
		{Name: "日志提交率", Kind: table.Percent, Value: func(r line) any { return r.SubmitRate }},
		{Name: "技能/投入", Kind: table.Text, Value: func(r line) any { return r.BoxName }},
	}...)
}

func gapSheet(rows []data.GapLine) table.Table {
	names := map[string]string{}
	for _, reference := range data.GapReferences() {
		names[reference.ID] = reference.Label
	}
	return table.Of("gap", "差距分解", rows, []table.Col[data.GapLine]{
		{Name: "比较基准", Kind: table.Text, Value: func(r data.GapLine) any { return names[r.Reference] }},
		{Name: "环节", Kind: table.Text, Value: func(r data.GapLine) any { return r.Name() }},
		{Name: "差距，正数为拉低", Kind: table.Yuan, Value: func(r data.GapLine) any { return r.Yuan }},
		{Name: "说明", Kind: table.Long, Value: func(r data.GapLine) any { return r.Sentence }},
	}...)
}

func planSheet(rows []data.PlanActual) table.Table {
	names := map[string]string{}
	for _, period := range planPeriods {
		names[period.kind] = period.label
	}
	return table.Of("plan", "计划与实际", rows, []table.Col[data.PlanActual]{
		{Name: "时段", Kind: table.Text, Value: func(r data.PlanActual) any { return names[r.PeriodType] }},
		{Name: "起始日", Kind: table.Date, Value: func(r data.PlanActual) any { return r.PeriodStart }},
		{Name: "名称", Kind: table.Text, Value: func(r data.PlanActual) any { return r.PeriodLabel }},
		{Name: "指标", Kind: table.Text, Value: func(r data.PlanActual) any { return r.MetricName }},
		{Name: "单位", Kind: table.Text, Value: func(r data.PlanActual) any { return r.Unit }},
		{Name: "计划", Kind: table.Count, Value: func(r data.PlanActual) any { return r.Plan }},
		{Name: "实际", Kind: table.Count, Value: func(r data.PlanActual) any { return r.Actual }},
		{Name: "有计划日实际", Kind: table.Count, Value: func(r data.PlanActual) any { return r.PlannedActual }},
		{Name: "差距", Kind: table.Count, Value: func(r data.PlanActual) any { return r.Gap }},
		{Name: "达成率", Kind: table.Percent, Value: func(r data.PlanActual) any { return table.Cell{Num: r.Attainment, Text: r.Reason} }},
		{Name: "日志天数", Kind: table.Count, Value: func(r data.PlanActual) any { return r.LoggedDays }},
		{Name: "应交天数", Kind: table.Count, Value: func(r data.PlanActual) any { return r.ExpectedDays }},
	}...)
}

func targetSheet(rows []data.TargetMonth) table.Table {
	return table.Of("target", "月度目标", rows, []table.Col[data.TargetMonth]{
		{Name: "月份", Kind: table.Text, Value: func(r data.TargetMonth) any { return r.MonthLabel }},
		{Name: "指标", Kind: table.Text, Value: func(r data.TargetMonth) any { return r.MetricName }},
		{Name: "单位", Kind: table.Text, Value: func(r data.TargetMonth) any { return r.Unit }},
		{Name: "目标", Kind: table.Count, Value: func(r data.TargetMonth) any { return r.Target }},
		{Name: "实际", Kind: table.Count, Value: func(r data.TargetMonth) any { return r.Actual }},
		{Name: "差距", Kind: table.Count, Value: func(r data.TargetMonth) any { return r.Gap }},
		{Name: "达成率", Kind: table.Percent, Value: func(r data.TargetMonth) any { return table.Cell{Num: r.Attainment, Text: r.Reason} }},
	}...)
}

func funnelSheet(rows []data.Funnel) table.Table {
	names := map[string]string{}
	for _, window := range funnelWindows {
		names[window.kind] = window.label
	}
	return table.Of("funnel", "转化漏斗", rows, []table.Col[data.Funnel]{
		{Name: "窗口", Kind: table.Text, Value: func(r data.Funnel) any { return names[r.WindowType] }},
		{Name: "阶段", Kind: table.Text, Value: func(r data.Funnel) any { return r.StageName }},
		{Name: "人次", Kind: table.Count, Value: func(r data.Funnel) any { return r.N }},
		{Name: "分母 n", Kind: table.Count, Value: func(r data.Funnel) any { return r.Den }},
		{Name: "转化率", Kind: table.Percent, Value: func(r data.Funnel) any { return table.Cell{Num: r.Rate, Text: r.Reason} }},
		{Name: "90% 下限", Kind: table.Percent, Value: func(r data.Funnel) any { return r.RateLo }},
		{Name: "90% 上限", Kind: table.Percent, Value: func(r data.Funnel) any { return r.RateHi }},
		{Name: "上级同期", Kind: table.Percent, Value: func(r data.Funnel) any { return r.PeerRate }},
	}...)
}

func (s *Site) causeSheet(rows []data.CauseFlag) table.Table {
	return table.Of("factors", "环节诊断", rows, []table.Col[data.CauseFlag]{
		{Name: "客户经理", Kind: table.Text, Value: func(r data.CauseFlag) any { return r.PersonName }},
		{Name: "团队", Kind: table.Text, Value: func(r data.CauseFlag) any { return r.TeamName }},
		{Name: "环节", Kind: table.Text, Value: func(r data.CauseFlag) any { return r.FactorName }},
		{Name: "次序", Kind: table.Text, Value: func(r data.CauseFlag) any { return r.RoleName }},
		{Name: "本人（n）", Kind: table.Text, Value: func(r data.CauseFlag) any { return r.EstimateText }},
		{Name: "同组", Kind: table.Text, Value: func(r data.CauseFlag) any { return r.PeerText }},
		{Name: "偏低的概率", Kind: table.Percent, Value: func(r data.CauseFlag) any { return r.PWorse }},
		{Name: "可靠度", Kind: table.Decimal, Value: func(r data.CauseFlag) any { return r.Reliability }},
		{Name: "对应差距", Kind: table.Yuan, Value: func(r data.CauseFlag) any { return r.PhiYuan }},
		{Name: "说明", Kind: table.Long, Value: func(r data.CauseFlag) any { return r.Sentence }},
	}...)
}

func weekSheet(rows []data.ActivityWeek) table.Table {
	return table.Of("weeks", "周活动量", rows, []table.Col[data.ActivityWeek]{
		{Name: "周", Kind: table.Text, Value: func(r data.ActivityWeek) any { return r.WeekLabel }},
		{Name: "天数 n", Kind: table.Count, Value: func(r data.ActivityWeek) any { return r.N }},
		{Name: "每日", Kind: table.Decimal, Value: func(r data.ActivityWeek) any { return r.Value }},
		{Name: "平均", Kind: table.Decimal, Value: func(r data.ActivityWeek) any { return r.Mean }},
		{Name: "下限", Kind: table.Decimal, Value: func(r data.ActivityWeek) any { return r.Lo }},
		{Name: "上限", Kind: table.Decimal, Value: func(r data.ActivityWeek) any { return r.Hi }},
		{Name: "信号", Kind: table.Text, Value: func(r data.ActivityWeek) any { return r.SignalName }},
	}...)
}

func partSheet(rows []data.ScorePart) table.Table {
	axes := map[string]string{"skill": "技能", "will": "执行投入"}
	return table.Of("score", "技能与投入", rows, []table.Col[data.ScorePart]{
		{Name: "项", Kind: table.Text, Value: func(r data.ScorePart) any { return axes[r.Axis] }},
		{Name: "指标", Kind: table.Text, Value: func(r data.ScorePart) any { return r.IndicatorName }},
		{Name: "本人", Kind: table.Text, Value: func(r data.ScorePart) any { return r.ValueText }},
		{Name: "同组", Kind: table.Text, Value: func(r data.ScorePart) any { return r.PeerText }},
		{Name: "n", Kind: table.Count, Value: func(r data.ScorePart) any { return r.N }},
		{Name: "权重", Kind: table.Decimal, Value: func(r data.ScorePart) any { return r.Weight }},
		{Name: "可靠度", Kind: table.Decimal, Value: func(r data.ScorePart) any { return r.Reliability }},
		{Name: "贡献", Kind: table.Decimal, Value: func(r data.ScorePart) any { return r.Contribution }},
		{Name: "说明", Kind: table.Long, Value: func(r data.ScorePart) any { return r.Sentence }},
	}...)
}

func (s *Site) scoreSheet(rows []data.Score) table.Table {
	return table.Of("scores", "技能与投入", rows, []table.Col[data.Score]{
		{Name: "客户经理", Kind: table.Text, Value: func(r data.Score) any { return r.PersonName }},
		{Name: "团队", Kind: table.Text, Value: func(r data.Score) any { return r.TeamName }},
		{Name: "类别", Kind: table.Text, Value: func(r data.Score) any { return r.BoxName }},
		{Name: "倾向", Kind: table.Text, Value: func(r data.Score) any { return r.Lean }},
		{Name: "技能得分", Kind: table.Count, Value: func(r data.Score) any { return table.Cell{Num: r.SkillScore, Text: r.SkillReason} }},
		{Name: "技能为高的概率", Kind: table.Percent, Value: func(r data.Score) any { return r.SkillP }},
		{Name: "投入得分", Kind: table.Count, Value: func(r data.Score) any { return table.Cell{Num: r.WillScore, Text: r.WillReason} }},
		{Name: "投入为高的概率", Kind: table.Percent, Value: func(r data.Score) any { return r.WillP }},
		{Name: "建议", Kind: table.Long, Value: func(r data.Score) any { return r.Advice }},
		{Name: "下一步证据", Kind: table.Long, Value: func(r data.Score) any { return r.NextEvidence }},
	}...)
}

func daySheet(rows []data.PersonDay) table.Table {
	return table.Of("days", "逐日记录", rows, []table.Col[data.PersonDay]{
		{Name: "日期", Kind: table.Date, Value: func(r data.PersonDay) any { return r.WorkOn }},
		{Name: "星期", Kind: table.Text, Value: func(r data.PersonDay) any { return r.WeekdayName }},
		{Name: "状态", Kind: table.Text, Value: func(r data.PersonDay) any { return r.StatusName }},
		{Name: "计划拜访", Kind: table.Count, Value: func(r data.PersonDay) any { return r.VisitsPlan }},
		{Name: "拜访", Kind: table.Count, Value: func(r data.PersonDay) any { return r.Visits }},
		{Name: "计划洽谈", Kind: table.Count, Value: func(r data.PersonDay) any { return r.TalksPlan }},
		{Name: "洽谈", Kind: table.Count, Value: func(r data.PersonDay) any { return r.Talks }},
		{Name: "意向", Kind: table.Count, Value: func(r data.PersonDay) any { return r.Intents }},
		{Name: "成交", Kind: table.Count, Value: func(r data.PersonDay) any { return r.Closes }},
		{Name: "件数", Kind: table.Count, Value: func(r data.PersonDay) any { return r.Cases }},
		{Name: "保费", Kind: table.Yuan, Value: func(r data.PersonDay) any { return r.Premium }},
		{Name: "来源", Kind: table.Source, Value: func(r data.PersonDay) any { return sourceText(r.FilePath, r.Sheet, r.CellsText) }},
	}...)
}
