package pack

import (
	"strings"

	"aqs/reports/data"
	"aqs/reports/table"
)

// The two meetings of a day: the morning looks at yesterday and at what is due today, the evening at
// the day itself.

func (m *maker) morning(team data.Scope) Pack {
	date := m.PackDate
	missing := m.missingOn(team)
	lead := date.DayLabel + " 的日志" + m.submitted(team)
	if len(missing) > 0 {
		lead += "；未交：" + strings.Join(missing, "、")
	}
	followups, vague := m.items(team, "followup"), m.items(team, "unprepared")
	return Pack{
		Period: date.NextLabel + " 早会（看 " + date.DayLabel + "）", Lead: lead,
		Sections: []Section{
			{Title: "昨日计划与实际", Tables: []table.Table{m.dayTable(team)}, Empty: "那一天没有应交的日志", Note: "「—」是没有记录，不是零。"},
			{Title: "好案例", Items: m.bestOf(team), Empty: "那一天没有记下成交"},
			{Title: "到期的跟进", Tables: []table.Table{m.followupTable(followups)}, Empty: "日志里没有写到今天为止要跟进的拜访（「下次日期」一栏）"},
			{Title: "今日计划里没有写对象或目的的", Tables: []table.Table{itemTable("unprepared", "计划", vague, "事项")}, Empty: "没有；或周计划表没有写到今天"},
			{Title: "从今天起每天要做多少", Tables: []table.Table{m.paceTable(append(m.people(team), team))}, Empty: "没有目标，无法推算",
				Note: "所需不超过平常为「月初没问题」，不超过最好的一周为「月中没关系」，再多为「月末没办法」。"},
		},
	}
}

func (m *maker) evening(team data.Scope) Pack {
	date := m.PackDate
	sum := m.dayOf(team)
	lead := date.DayLabel + "：日志" + m.submitted(team)
	if sum.Visits.OK {
		lead += "，拜访 " + table.Show(table.Count, table.Cell{Num: sum.Visits}) + "（计划 " + table.Show(table.Count, table.Cell{Num: sum.VisitsPlan}) + "）"
	}
	return Pack{
		Period: date.DayLabel, Lead: lead,
		Sections: []Section{
			{Title: "今日计划完成", Tables: []table.Table{m.dayTable(team)}, Empty: "今天没有应交的日志", Note: "「—」是没有记录，不是零。"},
			{Title: "今日成交", Items: m.dealsOf(team), Empty: "今天没有记下成交"},
			{Title: "问题及心得", Tables: []table.Table{itemTable("notes", "问题及心得", m.items(team, "day_note"), "种类")}, Empty: "今天的日志没有写问题及心得"},
			{Title: "明天（" + date.NextLabel + "）起每天要做多少", Tables: []table.Table{m.paceTable(append(m.people(team), team))}, Empty: "没有目标，无法推算"},
		},
	}
}

// missingOn names who handed in no log of the day.
func (m *maker) missingOn(team data.Scope) []string {
	var names []string
	for _, person := range m.people(team) {
		for _, day := range m.Days[person.ID] {
			if day.Status == "missing" && day.WorkOn.T.Equal(m.PackDate.Day.T) {
				names = append(names, person.Name)
			}
		}
	}
	return names
}

// submitted says how many logs of the day are there, as rpt_plan_actual counted them.
func (m *maker) submitted(team data.Scope) string {
	for _, row := range m.PlanActuals[team.Key()] {
		if row.PeriodType == "day" && row.PeriodStart.T.Equal(m.PackDate.Day.T) && row.ExpectedDays.OK {
			return "交 " + table.Show(table.Count, table.Cell{Num: row.LoggedDays}) + "/" + table.Show(table.Count, table.Cell{Num: row.ExpectedDays})
		}
	}
	return "：没有应交"
}

// dealsOf lists the day's sales, in words.
func (m *maker) dealsOf(team data.Scope) []string {
	var out []string
	for _, person := range m.people(team) {
		for _, day := range m.Days[person.ID] {
			if day.WorkOn.T.Equal(m.PackDate.Day.T) && (day.Premium.V > 0 || day.Cases.V > 0) {
				out = append(out, deal(person, day))
			}
		}
	}
	return out
}

// bestOf is the largest sale of the day: one case to tell the others about.
func (m *maker) bestOf(team data.Scope) []string {
	best, text := 0.0, ""
	for _, person := range m.people(team) {
		for _, day := range m.Days[person.ID] {
			if day.WorkOn.T.Equal(m.PackDate.Day.T) && day.Premium.V > best {
				best, text = day.Premium.V, deal(person, day)
			}
		}
	}
	if text == "" {
		return nil
	}
	return []string{text + "。请他（她）用三分钟讲讲怎样谈成。"}
}

func deal(person data.Scope, day data.PersonDay) string {
	text := person.Name + "：" + table.Show(table.Count, table.Cell{Num: day.Cases}) + " 件，保费 " + table.Show(table.Yuan, table.Cell{Num: day.Premium}) + " 元"
	if day.Talks.OK {
		text += "（当日洽谈 " + table.Show(table.Count, table.Cell{Num: day.Talks}) + "、意向 " + table.Show(table.Count, table.Cell{Num: day.Intents}) + "）"
	}
	return text
}
