package reports_test

import (
	"crypto/md5"
	"fmt"
	"time"

	"aqs/reports/data"
)

// What a workbook may hold to break out of a page, an option or a spreadsheet.
var hostile = []string{
	`</script><script>alert(1)</script>`, `__f__alert(1)__f__`, `<img src=x onerror=alert(1)>`,
	`=cmd|'/c calc'!A1`, `{a|b} "quoted" 'single' & <b>`, "javascript:alert(1)", `${alert(1)} {{.}}`,
}

// A made-up organisation with sparse rows: figures follow from positions, some are absent on
// purpose, and the names of one team are hostile.
type sample struct {
	rows   []any
	people int
	days   int
}

func date(year int, month time.Month, day int) data.Date {
	return data.Date{T: time.Date(year, month, day, 0, 0, 0, 0, time.UTC), OK: true}
}

func key(text string) string { return fmt.Sprintf("%x", md5.Sum([]byte(text))) }

var metrics = []struct{ id, name, unit string }{
	{"premium_yuan", "保费", "元"}, {"cases", "件数", "件"}, {"closes", "成交", "人"},
	{"intents", "意向", "人"}, {"talks", "洽谈", "人"}, {"visits", "拜访", "次"},
}

func run() data.Run {
	n := data.Of
	return data.Run{AsOf: date(2026, 3, 31), MonthStart: date(2026, 3, 1), MonthLabel: "2026年3月",
		Workdays: n(22), WorkdaysElapsed: n(22), TimeProgress: n(1), FilesTotal: n(152), FilesLoaded: n(146), FilesPartial: n(3),
		FilesRejected: n(1), FilesDuplicate: n(2), RowsTotal: n(41234), RowsLoaded: n(20111), RowsQuarantined: n(17),
		IssuesError: n(9), IssuesWarning: n(31), LogsExpected: n(640), LogsReceived: n(603), Coverage: n(603.0 / 640), People: n(30)}
}

// emptyRun is a warehouse that has read nothing.
func emptyRun() data.Run {
	return data.Run{AsOf: date(2027, 3, 31), MonthStart: date(2027, 3, 1), MonthLabel: "2027年3月", CalendarNote: "2027 年日历未发布，按周一至周五计"}
}

// newSample builds an organisation of two depts with two teams each.
func newSample(perTeam int) *sample {
	s := &sample{}
	s.add(run(),
		data.MissingInput{Ord: 1, Input: "出单台账", Effect: "实收保费不可得，页面所示为预收保费"},
		data.MissingInput{Ord: 2, Input: "网点交易数据", Effect: "网点活动率只按日志出单网点计算"},
		data.Scope{Ord: 1, Type: "company", ID: "C", Name: "清江支公司", PageKey: key("C"), MemberCount: data.Of(float64(4 * perTeam)), InRoster: true})
	s.scope("company", "C", 1)
	s.gap("company", "C", "", 0)
	ord := 2
	for d, dept := range []string{"城东营业部", "城西营业部"} {
		deptID := fmt.Sprintf("D%d", d+1)
		s.add(data.Scope{Ord: ord, Type: "dept", ID: deptID, Name: dept, ParentType: "company", ParentID: "C", PageKey: key(deptID), MemberCount: data.Of(float64(2 * perTeam)), InRoster: true})
		s.child("company", "C", "dept", deptID, dept, d, 2*perTeam)
		s.scope("dept", deptID, d+2)
		s.gap("dept", deptID, "", d+1)
		ord++
		for t, team := range []string{"一组", "二组"} {
			teamID := fmt.Sprintf("%sT%d", deptID, t+1)
			name := dept[:6] + team
			s.add(data.Scope{Ord: ord, Type: "team", ID: teamID, Name: name, ParentType: "dept", ParentID: deptID, PageKey: key(teamID), MemberCount: data.Of(float64(perTeam)), InRoster: true})
			s.child("dept", deptID, "team", teamID, name, t, perTeam)
			s.scope("team", teamID, 3*d+t)
			s.gap("team", teamID, hostile[2*d+t], d)
			plotted := name
			if d == 1 && t == 1 {
				plotted = hostile[2]
			}
			s.limits(teamID, plotted, 2*d+t)
			s.actionsOf(teamID, plotted)
			ord++
			for p := range perTeam {
				s.person(deptID, teamID, name, ord, p, d == 1 && t == 1)
				ord++
			}
		}
	}
	s.quality()
	return s
}

func (s *sample) add(rows ...any) { s.rows = append(s.rows, rows...) }

// scope adds what every scope has; seed varies the figures.
func (s *sample) scope(scopeType, id string, seed int) {
	target := 100000.0 * float64(seed%5+2)
	for i, m := range metrics {
		actual := float64((seed*7+i*13)%40+20) * float64(i+1)
		h := data.Headline{ScopeType: scopeType, ScopeID: id, Ord: i + 1, Metric: m.id, MetricName: m.name, Unit: m.unit, Actual: data.Of(actual),
			Plan: data.Of(actual * 1.2), TimeProgress: data.Of(1), PrevActual: data.Of(actual * 0.9), PrevMonthLabel: "2026年2月"}
		switch m.id {
		case "premium_yuan":
			h.Actual, h.Target, h.Gap, h.Attainment = data.Of(target*0.83), data.Of(target), data.Of(target*0.17), data.Of(0.83)
			h.Plan, h.PrevActual = data.Num{}, data.Of(target*0.9)
		case "visits", "talks", "cases":
			h.Target, h.Gap, h.Attainment = data.Of(actual*0.95), data.Of(-actual*0.05), data.Of(1.0526)
		default:
			h.AttainmentReason = "没有目标"
		}
		s.add(h)
		for month := range 3 {
			tm := data.TargetMonth{ScopeType: scopeType, ScopeID: id, MonthStart: date(2026, time.Month(month+1), 1), MonthLabel: fmt.Sprintf("%d月", month+1),
				Metric: m.id, MetricName: m.name, Unit: m.unit, Actual: data.Of(h.Actual.V * (0.8 + 0.1*float64(month)))}
			if h.Target.OK && month > 0 {
				tm.Target, tm.Attainment = h.Target, data.Of(tm.Actual.V/h.Target.V)
			} else {
				tm.Reason = "没有目标"
			}
			s.add(tm)
			s.plan(scopeType, id, i, "month", tm.MonthStart, tm.MonthLabel, tm.Actual.V, month)
		}
		for week := range 13 {
			start := data.Date{T: time.Date(2025, 12, 29, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*week), OK: true}
			s.plan(scopeType, id, i, "week", start, start.T.Format("1/2")+"周", h.Actual.V/4*(1+0.3*float64((week*seed)%5-2)/2), week)
		}
		for day := 1; day <= 31; day++ {
			if on := date(2026, 3, day); on.T.Weekday() != time.Sunday && on.T.Weekday() != time.Saturday {
				s.plan(scopeType, id, i, "day", on, fmt.Sprintf("3/%d", day), float64((day*seed+i)%9), day)
			}
		}
	}
	s.funnel(scopeType, id, seed)
	s.add(data.Attention{ScopeType: scopeType, ScopeID: id, Ord: 1, Severity: "high", Kind: "gap", Title: "保费差 17.0% 到目标", Detail: "实收尚缺 8.5 万元（n = 22 个工作日）；意向率低于上级的可能性 91%（31/140）。"})
	s.add(data.Attention{ScopeType: scopeType, ScopeID: id, Ord: 2, Severity: "medium", Kind: "missing", Title: "日志缺交 12 人日", Detail: "缺交不当作 0；补齐前不判断活动量。"})
	s.add(data.Attention{ScopeType: scopeType, ScopeID: id, Ord: 4, Severity: "high", Kind: "data", Title: "1 个文件打不开", Detail: hostile[0] + ".xlsx"})
	s.add(data.Attention{ScopeType: scopeType, ScopeID: id, Ord: 3, Severity: "info", Kind: "luck", Title: "件均高出同组，可能是运气", Detail: "仅 3 件，其中 1 件占 62%。"})
}

func (s *sample) plan(scopeType, id string, metric int, period string, start data.Date, label string, actual float64, i int) {
	m := metrics[metric]
	row := data.PlanActual{ScopeType: scopeType, ScopeID: id, PeriodType: period, PeriodStart: start, PeriodLabel: label, Ord: metric + 1, Metric: m.id,
		MetricName: m.name, Unit: m.unit, Workdays: data.Of(5), LoggedDays: data.Of(4), ExpectedDays: data.Of(5), Reason: "没有计划"}
	if i%7 != 5 { // a period without logs has no actual, which is not zero
		row.Actual = data.Of(actual)
	}
	if m.id != "premium_yuan" && i%7 != 5 {
		row.Plan, row.Gap, row.Attainment, row.Reason = data.Of(actual+1), data.Of(1), data.Of(actual/(actual+1)), ""
	}
	s.add(row)
}

func (s *sample) funnel(scopeType, id string, seed int) {
	for w, window := range []string{"month", "m3"} {
		scale := float64(w*2 + 1)
		visits, talks := float64(80+seed*9)*scale, float64(120+seed*5)*scale
		intents, closes := float64(30+seed)*scale, float64(seed%9+3)*scale
		if seed%11 == 10 && window == "month" {
			intents, closes = 0, 0
		}
		stage := func(ord int, stage, name string, n, den float64) data.Funnel {
			row := data.Funnel{ScopeType: scopeType, ScopeID: id, WindowType: window, StageOrd: ord, Stage: stage, StageName: name, N: data.Of(n)}
			if ord > 1 && den == 0 {
				row.Den, row.Reason = data.Of(0), "没有意向记录"
			} else if ord > 1 {
				row.Den, row.Rate, row.IsRatio = data.Of(den), data.Of(n/den), ord == 2
				if ord > 2 {
					row.RateLo, row.RateHi, row.PeerRate = data.Of(n/den*0.8), data.Of(min(1, n/den*1.3)), data.Of(min(1, n/den*1.1))
				}
			}
			return row
		}
		s.add(stage(1, "visits", "拜访", visits, 0), stage(2, "talks", "洽谈", talks, visits), stage(3, "intents", "意向", intents, talks), stage(4, "closes", "成交", closes, intents))
	}
}

func (s *sample) child(scopeType, id, childType, childID, name string, i, members int) {
	n := data.Of
	row := data.Child{ScopeType: scopeType, ScopeID: id, Ord: i, ChildType: childType, ChildID: childID, ChildName: name, Members: n(float64(members)),
		TargetPremium: n(300000), Premium: n(240000), Attainment: n(0.8), Cases: n(17), VisitsPlan: n(220), Visits: n(201), Talks: n(260), Intents: n(71),
		Closes: n(18), IntentRate: n(0.273), IntentRateLo: n(0.23), IntentRateHi: n(0.321), CloseRate: n(0.254), CloseRateLo: n(0.18), CloseRateHi: n(0.345),
		LoggedDays: n(150), ExpectedDays: n(160), SubmitRate: n(150.0 / 160)}
	if i%5 == 3 {
		row.TargetPremium, row.Attainment, row.AttainmentReason = data.Num{}, data.Num{}, "没有目标"
		row.CloseRate, row.CloseRateLo, row.CloseRateHi, row.Intents = data.Num{}, data.Num{}, data.Num{}, n(0)
	}
	if childType == "person" {
		row.Box, row.BoxName = "undetermined", "未定"
	}
	s.add(row)
}

func (s *sample) person(deptID, teamID, teamName string, ord, i int, isHostile bool) {
	id := fmt.Sprintf("QJ%04d", ord)
	name := string([]rune("王李张刘陈杨赵黄周吴")[i%10]) + string([]rune("伟芳娜敏静强磊洋艳勇")[ord%10])
	if isHostile {
		name = hostile[i%len(hostile)]
	}
	s.add(data.Scope{Ord: ord, Type: "person", ID: id, Name: name, ParentType: "team", ParentID: teamID, PageKey: key(id), InRoster: i != 2})
	s.child("team", teamID, "person", id, name, i, 1)
	s.scope("person", id, ord)
	score := data.Score{PersonID: id, PersonName: name, TeamID: teamID, TeamName: teamName, DeptID: deptID, Box: "undetermined", BoxName: "未定", Lean: "倾向教练型",
		Advice: "先观察，暂不下结论。", NextEvidence: "再有 24 次洽谈即可判断。", SkillScore: data.Of(float64((ord * 17) % 100)), SkillP: data.Of(0.7), SkillSide: "undetermined",
		WillScore: data.Of(float64((ord * 29) % 100)), WillP: data.Of(0.9), WillSide: "high", WillIsSure: true}
	switch ord % 4 {
	case 0:
		score.SkillIsSure, score.SkillP, score.SkillSide, score.Box, score.BoxName, score.Lean = true, data.Of(0.93), "high", "R4", "授权型", ""
	case 1:
		score.SkillScore, score.SkillP, score.SkillReason, score.SkillSide, score.Box, score.BoxName, score.Lean = data.Num{}, data.Num{}, "指标不足：洽谈仅 6 次", "", "insufficient", "数据不足", ""
	}
	s.add(score)
	for k, part := range []struct{ axis, id, name, value, peer string }{
		{"skill", "s1", "意向率", "24.1%", "28.0%"}, {"skill", "s2", "成交率", "31.0%", "25.4%"}, {"skill", "s3", "件均保费", "0.92 万元", "1.10 万元"},
		{"will", "w1", "日志提交率", "14/18 天", "17/18 天"}, {"will", "w3", "日均活动/责任额", "0.81", "0.95"}, {"will", "w5", "有销售拜访的日子", "88.9%", "92.0%"},
	} {
		z := float64((ord+k)%7-3) / 2
		s.add(data.ScorePart{PersonID: id, Axis: part.axis, Ord: k, Indicator: part.id, IndicatorName: part.name, ValueText: part.value, PeerText: part.peer, N: data.Of(44),
			Weight: data.Of(0.3), Reliability: data.Of(0.61), Z: data.Of(z), Contribution: data.Of(z * 0.3), Sentence: "你 " + part.value + "，同组中位 " + part.peer + "。"})
	}
	s.personDays(id, name, ord)
	s.gap("person", id, name, i)
	s.cause(id, name, teamID, teamName, ord)
	s.weeks(id, name, ord)
	s.actions(id, name, teamID, teamName, deptID, ord)
	s.people++
}

func (s *sample) personDays(id, name string, ord int) {
	weekdays := []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}
	for on := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); on.Before(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)); on = on.AddDate(0, 0, 1) {
		if on.Weekday() == time.Saturday || on.Weekday() == time.Sunday {
			continue
		}
		day := data.PersonDay{PersonID: id, WorkOn: data.Date{T: on, OK: true}, WeekdayName: weekdays[on.Weekday()], IsWorkday: true, Status: "worked_logged", StatusName: "已交"}
		switch k := (on.Day()*3 + ord) % 17; {
		case k == 0:
			day.Status, day.StatusName = "missing", "缺交"
		case k == 1:
			day.Status, day.StatusName = "leave", "请假"
		case k == 2:
			day.Status, day.StatusName, day.Visits, day.Talks = "worked_zero", "已交（零）", data.Of(0), data.Of(0)
		default:
			day.VisitsPlan, day.Visits, day.TalksPlan, day.Talks, day.Intents = data.Of(6), data.Of(float64(k%8)), data.Of(8), data.Of(float64(k)), data.Of(float64(k%3))
			day.FilePath, day.Sheet, day.CellsText = fmt.Sprintf("城东营业部/城东一组/2026年3月/%s 工作日志.xlsx", name), fmt.Sprintf("%d日", on.Day()), "拜访 C7 · 洽谈 C8 · 意向 C9 · 保费 F21"
		}
		s.add(day)
		s.days++
		if day.Status == "missing" && on.Month() == time.March {
			s.add(data.MissingLog{Ord: s.days, DeptName: "城东营业部", TeamName: "城东一组", PersonID: id, PersonName: name, WorkOn: day.WorkOn, WeekdayName: day.WeekdayName})
		}
	}
}

func (s *sample) quality() {
	for i, text := range hostile {
		s.add(data.Issue{Ord: i, FilePath: text + ".xlsx", Sheet: text, Cell: "B17", Code: "E_NUMBER", CodeName: "数字读不懂", Severity: "error", Value: text, Message: "「" + text + "」不是数字", Hint: "改成阿拉伯数字"},
			data.File{Ord: i, Path: text + ".xlsx", Form: "F01", FormName: "工作日志", Status: "partial", StatusName: "部分读入", RowsTotal: data.Of(40), RowsLoaded: data.Of(22), Issues: data.Of(1)},
			data.UnknownSheet{Ord: i, Path: text + ".xlsx", Sheet: text, RowsTotal: data.Of(12), NearestFormName: "工作日志", Reason: "标题与标签都不符（得分 0.2，需要 0.6）"},
			data.Resubmission{Ord: i, PersonName: text, TeamName: text, WorkOn: date(2026, 3, 5), KeptPath: "新/" + text, KeptSheet: "5日", OtherPath: "旧/" + text, OtherSheet: "5日", Differs: "拜访 5→6"})
	}
	s.add(data.IssueCode{Ord: 1, Code: "E_NUMBER", CodeName: "数字读不懂", Severity: "error", Issues: data.Of(7), Files: data.Of(7)},
		data.IssueCode{Ord: 2, Code: "W_DUP", CodeName: "重复文件", Severity: "warning", Issues: data.Of(2), Files: data.Of(2)},
		data.LedgerLine{Ord: 1, Fate: "loaded", FateName: "载入", Rows: data.Of(20111)}, data.LedgerLine{Ord: 2, Fate: "blank-form", FateName: "空白表格", Rows: data.Of(20000)},
		data.LedgerLine{Ord: 3, Fate: "quarantined", FateName: "隔离", Code: "E_NUMBER", CodeName: "数字读不懂", Rows: data.Of(17)},
		data.Metric{Ord: 1, ID: "visits", Name: "拜访", Unit: "次", Layer: "core", Formula: "当日拜访次数之和", Source: "工作日志「拜访」", Relation: "core.fct_day_metric", Note: "缺日志不计为 0"},
		data.Test{Ord: 1, Name: "fct_day_unique", Kind: "column", Severity: "error", FailingRows: data.Of(0), Message: "每人每日一行"},
		data.Test{Ord: 2, Name: "ticket_outlier", Kind: "identity", Severity: "warning", FailingRows: data.Of(2), Message: "件均异常"},
		data.Model{Ord: 1, Relation: "core.fct_day_metric", Layer: "core", Path: "sql/core/fct_day_metric.sql", SQL: "select *\nfrom staging.stg_day -- </script><b>\n"})
}
