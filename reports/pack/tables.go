package pack

import (
	"slices"
	"strings"

	"aqs/reports/data"
	"aqs/reports/table"
)

// The tables that more than one pack shows.

// dayTable is plan and actual of one day: the team, then each person. Who handed in no log has no
// figures, which is not zero.
func (m *maker) dayTable(team data.Scope) table.Table {
	type line struct {
		name, status string
		total        bool
		day          data.PersonDay
	}
	var lines []line
	for _, person := range m.people(team) {
		for _, day := range m.Days[person.ID] {
			if day.WorkOn.T.Equal(m.PackDate.Day.T) {
				lines = append(lines, line{name: person.Name, status: day.StatusName, day: day})
			}
		}
	}
	if sum := m.dayOf(team); len(lines) > 0 {
		lines = append(lines, line{name: "小组合计", total: true, day: sum})
	}
	return table.OfRows("day", "逐人计划与实际", lines, func(l line) table.Row {
		if l.total {
			return table.Row{Level: 1}
		}
		return table.Row{}
	}, []table.Col[line]{
		{Name: "姓名", Kind: table.Text, Value: func(l line) any { return l.name }},
		{Name: "日志", Kind: table.Text, Value: func(l line) any { return l.status }},
		{Name: "拜访 计划", Kind: table.Count, Value: func(l line) any { return l.day.VisitsPlan }},
		{Name: "实际", Kind: table.Count, Value: func(l line) any { return l.day.Visits }},
		{Name: "洽谈 计划", Kind: table.Count, Value: func(l line) any { return l.day.TalksPlan }},
		{Name: "实际", Kind: table.Count, Value: func(l line) any { return l.day.Talks }},
		{Name: "意向", Kind: table.Count, Value: func(l line) any { return l.day.Intents }},
		{Name: "成交", Kind: table.Count, Value: func(l line) any { return l.day.Closes }},
		{Name: "件", Kind: table.Count, Value: func(l line) any { return l.day.Cases }},
		{Name: "保费（元）", Kind: table.Yuan, Value: func(l line) any { return l.day.Premium }},
	}...)
}

// dayOf is the team's own row of the day, as rpt_plan_actual has it.
func (m *maker) dayOf(team data.Scope) data.PersonDay {
	var out data.PersonDay
	for _, row := range m.PlanActuals[team.Key()] {
		if row.PeriodType != "day" || !row.PeriodStart.T.Equal(m.PackDate.Day.T) {
			continue
		}
		switch row.Metric {
		case "visits":
			out.Visits, out.VisitsPlan = row.Actual, row.Plan
		case "talks":
			out.Talks, out.TalksPlan = row.Actual, row.Plan
		case "intents":
			out.Intents = row.Actual
		case "closes":
			out.Closes = row.Actual
		case "cases":
			out.Cases = row.Actual
		case "premium_yuan":
			out.Premium = row.Actual
		}
	}
	return out
}

// itemTable shows what somebody wrote, with where it stands.
func itemTable(id, title string, items []data.PackItem, what string) table.Table {
	return table.Of(id, title, items, []table.Col[data.PackItem]{
		{Name: "姓名", Kind: table.Text, Value: func(r data.PackItem) any { return r.PersonName }},
		{Name: "日期", Kind: table.Date, Value: func(r data.PackItem) any { return r.On }},
		{Name: what, Kind: table.Text, Value: func(r data.PackItem) any { return r.Title }},
		{Name: "内容", Kind: table.Long, Value: func(r data.PackItem) any { return r.Body }},
	}...)
}

// followup is what one person has to follow up: what is due on the meeting's day, and what was due
// before it and has no later entry.
type followup struct {
	person         string
	today, overdue []string
}

// followupTable has one row for each person: a meeting goes round by people, and a line for each
// customer would push the rest of the sheet to the next one.
func (m *maker) followupTable(items []data.PackItem) table.Table {
	var rows []followup
	at := map[string]int{}
	for _, item := range items {
		if _, ok := at[item.PersonID]; !ok {
			at[item.PersonID] = len(rows)
			rows = append(rows, followup{person: item.PersonName})
		}
		row := &rows[at[item.PersonID]]
		text := strings.Trim(item.Title+"："+item.Body, "：")
		if item.On.T.After(m.PackDate.Day.T) {
			row.today = append(row.today, text)
		} else {
			row.overdue = append(row.overdue, text+"（"+item.On.T.Format("1-2")+"）")
		}
	}
	return table.Of("followup", "跟进", rows, []table.Col[followup]{
		{Name: "姓名", Kind: table.Text, Value: func(r followup) any { return r.person }},
		{Name: "今天到期", Kind: table.Long, Value: func(r followup) any { return strings.Join(r.today, "；") }},
		{Name: "已过期（应跟进日）", Kind: table.Long, Value: func(r followup) any { return strings.Join(r.overdue, "；") }},
	}...)
}

// paceTable is what the rest of the month takes per day.
func (m *maker) paceTable(scopes []data.Scope) table.Table {
	var rows []data.Pace
	for _, scope := range scopes {
		if pace, ok := m.Paces[scope.Key()]; ok {
			rows = append(rows, pace)
		}
	}
	return table.OfRows("pace", "节奏", rows, func(r data.Pace) table.Row {
		if r.ScopeType == "team" && len(scopes) > 0 && scopes[0].Type == "person" || r.ScopeType == "company" {
			return table.Row{Level: 1}
		}
		return table.Row{}
	}, []table.Col[data.Pace]{
		{Name: "名称", Kind: table.Text, Value: func(r data.Pace) any { return r.ScopeName }},
		{Name: "目标（万元）", Kind: table.Wan, Value: func(r data.Pace) any { return r.Target }},
		{Name: "实际（万元）", Kind: table.Wan, Value: func(r data.Pace) any { return r.Actual }},
		{Name: "达成把握", Kind: table.Text, Value: func(r data.Pace) any { return m.chance(r.PAttain) }},
		{Name: "余下每天所需", Kind: table.Decimal, Value: func(r data.Pace) any { return r.RequiredPerDay }},
		{Name: "平常", Kind: table.Decimal, Value: func(r data.Pace) any { return r.UsualPerDay }},
		{Name: "最好一周", Kind: table.Decimal, Value: func(r data.Pace) any { return r.BestPerDay }},
		{Name: "三M", Kind: table.Text, Value: func(r data.Pace) any { return r.ZoneName }},
	}...)
}

func focusTable(rows []data.Focus, kinds ...string) table.Table {
	rows = slices.Clone(rows)
	rows = slices.DeleteFunc(rows, func(r data.Focus) bool { return !slices.Contains(kinds, r.Kind) })
	return table.Of("focus", "本周重点", rows, []table.Col[data.Focus]{
		{Name: "姓名", Kind: table.Text, Value: func(r data.Focus) any { return r.PersonName }},
		{Name: "类型", Kind: table.Text, Value: func(r data.Focus) any { return r.KindName }},
		{Name: "存在问题", Kind: table.Long, Value: func(r data.Focus) any { return r.Problem }},
		{Name: "辅导内容", Kind: table.Long, Value: func(r data.Focus) any { return join(r.Content, r.Method) }},
		{Name: "追踪效果", Kind: table.Long, Value: func(r data.Focus) any { return join(r.Track, r.LastEffect) }},
	}...)
}

func trainingTable(rows []data.Training) table.Table {
	return table.Of("training", "训练", rows, []table.Col[data.Training]{
		{Name: "主题", Kind: table.Text, Value: func(r data.Training) any { return r.Topic }},
		{Name: "对象", Kind: table.Long, Value: func(r data.Training) any { return r.Audience }},
		{Name: "方法", Kind: table.Long, Value: func(r data.Training) any { return r.Method }},
		{Name: "时间", Kind: table.Text, Value: func(r data.Training) any { return r.When }},
		{Name: "衡量", Kind: table.Text, Value: func(r data.Training) any { return r.Indicator }},
	}...)
}

// quotaTable is next month's proposals, with the pace per day where it is known.
func quotaTable(rows []data.Quota) table.Table {
	return table.Of("quota", "责任额建议", rows, []table.Col[data.Quota]{
		{Name: "姓名", Kind: table.Text, Value: func(r data.Quota) any { return r.PersonName }},
		{Name: "项目", Kind: table.Text, Value: func(r data.Quota) any { return r.MetricName }},
		{Name: "本月实际", Kind: table.Count, Value: func(r data.Quota) any { return r.LastActual }},
		{Name: "五成把握", Kind: table.Count, Value: func(r data.Quota) any { return r.P50 }},
		{Name: "七成把握", Kind: table.Count, Value: func(r data.Quota) any { return r.P70 }},
		{Name: "建议", Kind: table.Count, Value: func(r data.Quota) any { return table.Cell{Num: r.Proposal, Text: r.Reason} }},
		{Name: "每天", Kind: table.Decimal, Value: func(r data.Quota) any { return r.PerDay }},
		{Name: "平常每天", Kind: table.Decimal, Value: func(r data.Quota) any { return r.UsualPerDay }},
	}...)
}

func funnelTable(rows []data.Funnel, window string) table.Table {
	rows = slices.Clone(rows)
	rows = slices.DeleteFunc(rows, func(r data.Funnel) bool { return r.WindowType != window || r.StageOrd == 1 && !r.Rate.OK && !r.N.OK })
	return table.Of("funnel", "转化漏斗", rows, []table.Col[data.Funnel]{
		{Name: "环节", Kind: table.Text, Value: func(r data.Funnel) any { return r.StageName }},
		{Name: "n", Kind: table.Count, Value: func(r data.Funnel) any { return r.N }},
		{Name: "上一环节", Kind: table.Count, Value: func(r data.Funnel) any { return r.Den }},
		{Name: "转化率", Kind: table.Percent, Value: func(r data.Funnel) any { return table.Cell{Num: r.Rate, Text: r.Reason} }},
		{Name: "九成区间", Kind: table.Text, Value: func(r data.Funnel) any { return interval(r.RateLo, r.RateHi) }},
		{Name: "上级", Kind: table.Percent, Value: func(r data.Funnel) any { return r.PeerRate }},
	}...)
}

func interval(lo, hi data.Num) string {
	if !lo.OK || !hi.OK {
		return ""
	}
	return table.Show(table.Percent, table.Cell{Num: lo}) + "–" + table.Show(table.Percent, table.Cell{Num: hi})
}

func causeTable(rows []data.CauseSummary, most int) table.Table {
	return table.Of("causes", "现象与原因", rows[:min(len(rows), most)], []table.Col[data.CauseSummary]{
		{Name: "现象", Kind: table.Text, Value: func(r data.CauseSummary) any { return r.RuleName }},
		{Name: "属于", Kind: table.Text, Value: func(r data.CauseSummary) any {
			if r.Named.V == 0 {
				return "需面谈确认" // the class is only the first candidate so far
			}
			return r.CauseClassName
		}},
		{Name: "涉及", Kind: table.Long, Value: func(r data.CauseSummary) any { return r.PeopleText }},
		{Name: "有证据", Kind: table.Text, Value: func(r data.CauseSummary) any {
			return table.Fixed(r.Named.V, 0) + "/" + table.Fixed(r.Cards.V, 0)
		}},
		{Name: "金额（万元）", Kind: table.Wan, Value: func(r data.CauseSummary) any { return r.PhiYuan }},
	}...)
}

func measureTable(rows []data.Measure) table.Table {
	return table.Of("measures", "改善措施", rows, []table.Col[data.Measure]{
		{Name: "责任人", Kind: table.Text, Value: func(r data.Measure) any { return r.OwnerName }},
		{Name: "月份", Kind: table.Text, Value: func(r data.Measure) any { return r.MonthLabel }},
		{Name: "措施", Kind: table.Long, Value: func(r data.Measure) any { return r.Measure }},
		{Name: "进展", Kind: table.Text, Value: func(r data.Measure) any { return r.StatusName }},
		{Name: "判定", Kind: table.Text, Value: func(r data.Measure) any { return r.VerdictName }},
		{Name: "与预期的差", Kind: table.Text, Value: func(r data.Measure) any { return r.DifferenceText }},
	}...)
}

func join(parts ...string) string {
	out := ""
	for _, part := range parts {
		switch {
		case part == "":
		case out == "":
			out = part
		default:
			out += "；" + part
		}
	}
	return out
}

// chance shows a probability without pretending certainty; a month that is over has none.
func (m *maker) chance(p data.Num) string {
	switch {
	case !p.OK || m.Run.TimeProgress.V >= 1:
		return "—"
	case p.V >= 0.99:
		return "99% 以上"
	case p.V <= 0.01:
		return "1% 以下"
	}
	return table.Fixed(p.V*100, 0) + "%"
}
