package simulate

import (
	"fmt"
	"math"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/simulate/paper"
)

// The monthly form of targets (月度目标设定、达成表): set at the month's start, filled week by week.

// targetWords are the labels of one team's copy of the form.
type targetWords struct {
	title, teamTitle string
	target, sum      string
	rate             string
	rows             [5]string
	inWan            bool
	rateAsText       bool // 60% typed as text
}

var targetForms = []targetWords{
	{
		title: "%d年%d月客户经理月度目标设定、达成表", teamTitle: "%d年%d月团队月度目标设定、达成表",
		target: "目标", sum: "月累计", rate: "达成率",
		rows: [5]string{"保费（元）", "件数", "网点活动率", "拜访量", "洽谈人数"},
	},
	{
		title: "客户经理%[2]d月目标设定及达成表（%[1]d年）", teamTitle: "团队%[2]d月目标设定及达成表（%[1]d年）",
		target: "月目标", sum: "本月累计", rate: "完成率", inWan: true, rateAsText: true,
		rows: [5]string{"保 费（万元）", "件 数", "网点活动率（%）", "拜访量（次）", "洽谈人数（人）"},
	},
}

// targetMetrics are the identifiers of the form's rows.
var targetMetrics = [5]string{"premium_yuan", "cases", "outlet_active_rate", "visits", "talks"}

type weekSpan struct{ from, to time.Time }

// weeksOf splits a month into its calendar weeks that have a work day; at most five are shown.
func weeksOf(month time.Time) []weekSpan {
	var weeks []weekSpan
	last := month.AddDate(0, 1, -1)
	for from := month; !from.After(last); {
		to := from.AddDate(0, 0, (7-int(from.Weekday()))%7)
		if to.After(last) {
			to = last
		}
		if len(calendar.Workdays(from, to)) > 0 {
			weeks = append(weeks, weekSpan{from, to})
		}
		from = to.AddDate(0, 0, 1)
	}
	if len(weeks) > 5 {
		weeks[4].to = weeks[len(weeks)-1].to
		weeks = weeks[:5]
	}
	return weeks
}

// loggedIn sums what was logged in a span of days.
func (p *person) loggedIn(from, to time.Time) (plan, actual counts, effective int) {
	for _, d := range p.days {
		if d.on.Before(from) || d.on.After(to) || d.absence != "" {
			continue
		}
		plan.add(d.plan)
		if !d.report.isLogged {
			continue
		}
		actual.add(d.actual)
		for _, v := range d.visits {
			if v.isGood {
				effective++
			}
		}
	}
	return plan, actual, effective
}

func (w *world) drawTargets(book *paper.Book, t *truth, tm *team, m int) {
	month := w.months[m]
	words := targetForms[tm.index%len(targetForms)]
	members := 0
	for _, p := range tm.members {
		if p.goals[m].premium > 0 {
			members++
		}
	}
	draw := func(sheet string, who fact, title string, g goal, people []*person) {
		f := targetForm{
			notary: notary{truth: t, file: book.Path, sheet: book.Sheet(sheet, 16, 12, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 12, 10)},
			words:  words, who: who, goal: g, people: people, month: month,
		}
		f.draw(fmt.Sprintf(title, month.Year(), int(month.Month())), members)
	}
	team := fact{team: tm.name, dept: tm.dept.name, date: month.Format(time.DateOnly)}
	draw("团队", team, words.teamTitle, tm.goal(m), tm.members)
	for _, p := range tm.members {
		if p.goals[m].premium > 0 {
			draw(inFileName(p.name, p.no), about(p, month), words.title, p.goals[m], []*person{p})
		}
	}
}

type targetForm struct {
	notary
	words  targetWords
	who    fact
	goal   goal
	people []*person
	month  time.Time
}

func (f *targetForm) draw(title string, members int) {
	const columns = 14
	s := f.sheet
	s.Landscape = true
	across := func(row, from, to int) paper.Rect { return paper.Rect{Row1: row, Col1: from, Row2: row, Col2: to} }
	s.PutMerged(across(1, 1, columns), paper.Str(title), paper.Title)
	s.Height(1, 28)
	s.Put(2, 1, paper.Str("填写日期"), paper.Label)
	s.PutMerged(across(2, 2, 3), paper.Day(nextWorkday(f.month)), paper.DateCN)
	if f.who.no != "" {
		s.Put(2, 4, paper.Str("姓名"), paper.Label)
		s.PutMerged(across(2, 5, 6), paper.Str(f.who.person), paper.Center)
	} else {
		s.Put(2, 4, paper.Str("团队人数"), paper.Label)
		s.PutMerged(across(2, 5, 6), paper.Int(members), paper.Center)
	}
	s.PutMerged(across(2, 7, 8), paper.Str("团队名称"), paper.Label)
	s.PutMerged(across(2, 9, 10), paper.Str(f.who.team), paper.Center)
	s.PutMerged(across(2, 11, 12), paper.Str("机构名称"), paper.Label)
	s.PutMerged(across(2, 13, 14), paper.Str(companyName), paper.Center)

	tall := func(col int) paper.Rect { return paper.Rect{Row1: 3, Col1: col, Row2: 4, Col2: col} }
	s.PutMerged(tall(1), paper.Str("指标"), paper.Header)
	s.PutMerged(tall(2), paper.Str(f.words.target), paper.Header)
	for k := range 5 {
		s.PutMerged(across(3, 3+2*k, 4+2*k), paper.Str(fmt.Sprintf("第%d周", k+1)), paper.Header)
		s.Put(4, 3+2*k, paper.Str("计划"), paper.Header)
		s.Put(4, 4+2*k, paper.Str("达成"), paper.Header)
	}
	s.PutMerged(tall(13), paper.Str(f.words.sum), paper.Header)
	s.PutMerged(tall(14), paper.Str(f.words.rate), paper.Header)
	for i := range targetMetrics {
		f.row(5+i, i)
	}
	s.PutMerged(across(10, 1, columns), paper.Str("说明：目标由本人设定，经主管面谈确认。"), paper.Caption)
}

// row draws one metric: its target, the weeks' plans and results, the sum and the rate.
func (f *targetForm) row(row, i int) {
	target := [5]float64{float64(f.goal.premium), float64(f.goal.cases), f.goal.activeOf, float64(f.goal.visits), float64(f.goal.talks)}[i]
	scale, style := 1.0, paper.Money
	if i == 0 && f.words.inWan {
		scale, style = 10_000, paper.Center
	}
	f.sheet.Put(row, 1, paper.Str(f.words.rows[i]), paper.Label)
	note := f.who
	note.kind, note.field = "target", targetMetrics[i]
	if i == 2 {
		f.put(row, 2, f.rate(target), paper.Percent, note)
		for col := 3; col <= 14; col++ {
			f.sheet.Put(row, col, paper.Blank(), paper.Center)
		}
		return
	}
	f.put(row, 2, spelled{value: paper.Num(target / scale), means: number(target)}, style, note)
	weeks := weeksOf(f.month)
	workdays := float64(len(calendar.Workdays(f.month, f.month.AddDate(0, 1, -1))))
	sum := 0.0
	for k := range 5 {
		plan, actual := paper.Blank(), paper.Blank()
		if k < len(weeks) {
			share := float64(len(calendar.Workdays(weeks[k].from, weeks[k].to))) / workdays
			done := 0.0
			for _, p := range f.people {
				_, c, _ := p.loggedIn(weeks[k].from, weeks[k].to)
				done += [5]float64{float64(c.premium), float64(c.cases), 0, float64(c.visits), float64(c.talks)}[i]
			}
			sum += done
			step := map[bool]float64{true: 1000, false: 1}[i == 0]
			plan = paper.Num(math.Round(target*share/step) * step / scale)
			actual = paper.Num(done / scale)
		}
		f.sheet.Put(row, 3+2*k, plan, style)
		f.sheet.Put(row, 4+2*k, actual, style)
	}
	f.sheet.Put(row, 13, paper.Num(sum/scale), style)
	rate := paper.Blank()
	if target > 0 {
		rate = paper.Num(math.Round(sum/target*10000) / 10000)
	}
	f.sheet.Put(row, 14, rate, paper.Percent)
}

// rate is the target of 网点活动率: a number shown as a percentage, or typed as one.
func (f *targetForm) rate(target float64) spelled {
	if f.words.rateAsText {
		return spelled{value: paper.Str(fmt.Sprintf("%.0f%%", target*100)), means: number(roundRate(target))}
	}
	return amount(roundRate(target))
}

// roundRate keeps whole percents exact: 0.55 and not 0.55000000000000004.
func roundRate(x float64) float64 { return math.Round(x*100) / 100 }
