package simulate

import (
	"fmt"
	"math"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/simulate/paper"
)

// The full branch: a second chain (a telecom team with its own forms) and the registers that
// management looks at, beside the logs. Written on demand: benchmarks do without.

// fullDirt is how the additional forms are spoiled: a little, as in an office that has learned.
func fullDirt() Dirt {
	return Dirt{Rate: 0.008, Kinds: map[DirtKind]float64{DirtCopy: 0, DirtCorrected: 0, DirtForeign: 0, DirtHiddenSheet: 0, DirtEmptySheet: 0, DirtNearName: 0, DirtFuture: 0}}
}

// fullLayout names the layout of these forms.
const fullLayout = "full"

const (
	telecomSize    = 3
	telecomVisits  = 3.2   // a day
	telecomIntent  = 0.30  // per visit
	telecomClose   = 0.40  // per intent
	telecomRevenue = 4_000 // yuan per customer, median
)

// addTelecom makes up the telecom team. Its people live by a chain of their own and have streams
// of their own, so that nobody else's days move.
func (w *world) addTelecom() {
	taken := map[string]bool{}
	for _, p := range append(append([]*person{}, w.staff...), w.people...) {
		taken[p.name] = true
	}
	d := &dept{name: "集团客户部"}
	tm := &team{index: len(w.teams), name: "集客一组", dept: d}
	boss := func(i int, role, no string, base int) *person {
		return &person{index: -1, no: no, role: role, name: fullName(stream(w.seed, "telecom staff", i), taken), dept: d, grade: "主管级", base: base, extra: 800,
			hired: calendar.Date(2014, 3, 1).AddDate(0, 0, 100*i)}
	}
	d.manager, tm.supervisor = boss(0, "营业部经理", "QJT00", 8000), boss(1, "销售主管", "QJT10", 6000)
	tm.supervisor.team = tm
	for i := range telecomSize {
		p := &person{index: -2 - i, no: fmt.Sprintf("QJT%d", 11+i), role: "客户经理", name: fullName(stream(w.seed, "telecom name", i), taken), team: tm, dept: d,
			grade: "一级", base: 3000, extra: 200, hired: calendar.Date(2019, 6, 3).AddDate(0, 0, 200*i), goals: make([]goal, len(w.months))}
		for m := range p.goals {
			p.goals[m] = goal{premium: 60_000, cases: 12, visits: 66, talks: 66}
		}
		for _, on := range calendar.Workdays(w.from, w.to) {
			p.days = append(p.days, w.telecomDay(p, i, on))
		}
		tm.members = append(tm.members, p)
	}
	w.telecom = tm
}

// telecomDay is one day by the telecom chain: visits, some of them with intent, some of those sold.
func (w *world) telecomDay(p *person, i int, on time.Time) *day {
	r := stream(w.seed, "telecom day", i, int(on.Unix()/86400))
	d := &day{on: on, isWork: true, report: report{isLogged: true, at: on.Add(18 * time.Hour)}}
	d.plan = counts{visits: 3 + r.IntN(2), intents: 1, premium: 2_000}
	d.actual.visits = 1 + r.poisson(telecomVisits-1)
	for range d.actual.visits {
		if !r.chance(telecomIntent) {
			continue
		}
		d.actual.intents++
		if r.chance(telecomClose) {
			d.actual.closes++
			d.actual.cases++
			d.actual.premium += roundTo(r.lognormal(telecomRevenue, 0.5), 100)
		}
	}
	return d
}

// fullForm is one workbook of the full branch: a form, whose it is, and whether truth tells of it.
type fullForm struct {
	form, path string
	team       *team
	person     *person
	month      time.Time
	untold     bool // too many values for a truth that people open
	draw       func(d *desk, book *paper.Book, c sheetCase)
}

// fullForms lists the workbooks in a fixed order.
func (w *world) fullForms() []fullForm {
	var forms []fullForm
	first := w.months[0]
	for i, tm := range w.teams {
		for m, month := range w.months {
			forms = append(forms, fullForm{form: "F11", path: "管理/{团队}/{年}年{月}月措施与进展.xlsx", team: tm, month: month, untold: m > 0, draw: measuresStacked})
			if i == 0 {
				forms = append(forms, fullForm{form: "F04", path: "管理/{团队}/{年}年{月}月活动检查表.xlsx", team: tm, month: month, untold: m > 0, draw: checkTwiceAWeek})
			}
		}
		forms = append(forms, fullForm{form: "F14", path: "管理/{团队}/{年}年技能意愿评估.xlsx", team: tm, month: first, draw: eachMonth(ratingForm, "评估")},
			fullForm{form: "F13", path: "管理/{团队}/{年}年培训计划.xlsx", team: tm, month: first, draw: eachMonth(trainingForm, "培训")})
		if i%teamsPerDept == 0 {
			forms = append(forms, fullForm{form: "F10", path: "管理/{部}/{年}年KPI.xlsx", team: tm, month: first, draw: eachMonth(deptKPI, "KPI")},
				fullForm{form: "F03", path: "管理/{团队}/{年}年行事历.xlsx", team: tm, month: first, draw: eachWeek(diaryAcross)})
		}
	}
	for i, p := range w.teams[0].members {
		if i < 3 {
			forms = append(forms, fullForm{form: "F06", path: "{团队}/周计划/{年}年{姓名}周计划.xlsx", person: p, month: first, untold: i > 0, draw: eachWeek(weekPlan)},
				fullForm{form: "F15", path: "客户/{年}年{月}月{姓名}财富100.xlsx", person: p, month: w.months[len(w.months)-1], draw: prospects})
		}
	}
	forms = append(forms, fullForm{form: "R_POLICY", path: "出单/{年}年出单台账.xlsx", team: w.teams[0], month: first, untold: true, draw: policyBook})
	for _, p := range w.telecom.members {
		for m, month := range w.months {
			forms = append(forms, fullForm{form: "F02", path: "{部}/{团队}/{年}年{月}月{姓名}工作日志.xlsx", person: p, month: month, untold: m > 0, draw: telecomMonth})
		}
		forms = append(forms, fullForm{form: "F08", path: "{部}/{团队}/{年}年{姓名}周报.xlsx", person: p, month: first, draw: eachWeek(weekReport)},
			fullForm{form: "F16", path: "{部}/{团队}/{年}年{姓名}客户档案.xlsx", person: p, month: first, draw: customerFiles})
	}
	forms = append(forms, fullForm{form: "F09", path: "{部}/{团队}/{年}年小组周报.xlsx", team: w.telecom, month: first, draw: eachWeek(teamWeek)})
	return append(forms, w.nextForms()...)
}

// fullJobs are the workbooks of the second chain and of the management.
func (w *world) fullJobs() []job {
	var jobs []job
	for i, f := range w.fullForms() {
		c := sheetCase{w: w, team: f.team, person: f.person, month: f.month, monday: w.mondays[0]}
		if c.person == nil {
			c.person = c.team.members[0]
		} else {
			c.team = c.person.team
		}
		if mondays := w.mondaysIn(f.month); len(mondays) > 0 {
			c.monday = mondays[0]
		}
		l := formLayout{form: f.form, name: fullLayout, path: f.path, draw: f.draw}
		for _, one := range w.formJob(l, c, fullDirt(), i) {
			one.stale = f.untold
			jobs = append(jobs, one)
		}
	}
	return jobs
}

// eachMonth draws a form once a month, each on a sheet of its own.
func eachMonth(draw func(*desk, *paper.Book, sheetCase), name string) func(*desk, *paper.Book, sheetCase) {
	return func(d *desk, book *paper.Book, c sheetCase) {
		for _, month := range c.w.months {
			c.month = month
			d.sheetName = fmt.Sprintf("%d月%s", month.Month(), name)
			draw(d, book, c)
		}
		d.sheetName = ""
	}
}

// eachWeek draws a form once a week, each on a sheet of its own.
func eachWeek(draw func(*desk, *paper.Book, sheetCase)) func(*desk, *paper.Book, sheetCase) {
	return func(d *desk, book *paper.Book, c sheetCase) {
		for _, monday := range c.w.mondays {
			c.monday = monday
			_, week := monday.ISOWeek()
			d.sheetName = fmt.Sprintf("第%02d周", week)
			draw(d, book, c)
		}
		d.sheetName = ""
	}
}

// checkTwiceAWeek is what a supervisor looked at on Mondays and Thursdays of a month.
func checkTwiceAWeek(d *desk, book *paper.Book, c sheetCase) {
	var days []time.Time
	for _, on := range workdaysOf(c.month) {
		if on.Weekday() == time.Monday || on.Weekday() == time.Thursday {
			days = append(days, on)
		}
	}
	d.checks(book, "检查表", c, days, false)
}

// telecomMonth is a month of a telecom salesperson's logs, a sheet a day.
func telecomMonth(d *desk, book *paper.Book, c sheetCase) {
	for _, day := range c.person.days {
		if day.on.Year() == c.month.Year() && day.on.Month() == c.month.Month() {
			d.telecomSheet(book, sheetName(day.on, sheetMonth), c, day, true)
		}
	}
}

// telecomActivity lists the counts of a telecom day.
func telecomActivity(d *day) []metricRow {
	return []metricRow{
		{"visits", []string{"销售拜访客户数"}, asCount, float64(d.plan.visits), float64(d.actual.visits)},
		{"intents", []string{"意向客户数"}, asCount, float64(d.plan.intents), float64(d.actual.intents)},
		{"cases", []string{"成交客户数"}, asCount, -1, float64(d.actual.cases)},
		{"new_revenue_yuan", []string{"新增销售收入"}, asYuan, float64(d.plan.premium), math.Max(0, float64(d.actual.premium))},
	}
}

// deptKPI is the KPI sheet of a department, without its manager's name.
func deptKPI(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "KPI", 7)
	d.who = fact{dept: c.team.dept.name, date: c.month.Format(time.DateOnly)}
	d.title(fmt.Sprintf("%d年%d月营业部KPI设定表", c.month.Year(), c.month.Month()))
	d.labels(pair{label: "部门", item: textItem("", c.team.dept.name)})
	d.kpiTable(d.kpiRows(c), true)
}
