package simulate

import (
	"fmt"
	"math"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/simulate/paper"
)

// Teams that live by appointments: the telecom form is the one that counts calls for appointments
// and how many came of them, so C4 can be planted only there. Written for tests of the method.

const (
	callersPerTeam    = 8
	callsPerDay       = 4.5
	callSuccess       = 0.42
	callLogitSD       = 0.15 // between persons
	walkInsPerDay     = 1.0  // visits without an appointment
	callerPaceSD      = 0.15 // of the logarithm, between persons
	callerSkipsLog    = 0.03
	poorAppointments  = "C4" // success of calls × f
	callerDepartment  = "集团客户部"
	callerTargetReach = 0.85
)

// addCallers makes up the teams that were asked for; some of their people are bad at making
// appointments, the others have nothing planted.
func (w *world) addCallers() {
	if w.plant == nil || w.plant.CallTeams == 0 {
		return
	}
	taken := map[string]bool{}
	for _, p := range append(append([]*person{}, w.staff...), w.people...) {
		taken[p.name] = true
	}
	d := &dept{name: callerDepartment}
	staff := func(i int, role, no string) *person {
		return &person{index: -1, no: no, role: role, name: fullName(stream(w.seed, "caller staff", i), taken), dept: d, grade: "主管级", base: 6000,
			hired: calendar.Date(2014, 3, 1).AddDate(0, 0, 100*i)}
	}
	d.manager = staff(0, "营业部经理", "QJT00")
	for k := range w.plant.CallTeams {
		tm := &team{index: len(w.teams) + k, name: "集客" + numerals[k%len(numerals)] + "组", dept: d, calls: true}
		tm.supervisor = staff(1+k, "销售主管", fmt.Sprintf("QJT%d0", 1+k))
		tm.supervisor.team = tm
		for i := range callersPerTeam {
			tm.members = append(tm.members, w.caller(tm, k*callersPerTeam+i, taken))
		}
		w.callers = append(w.callers, tm)
	}
}

func (w *world) caller(tm *team, i int, taken map[string]bool) *person {
	r := stream(w.seed, "caller", i)
	p := &person{index: -2 - i, no: fmt.Sprintf("QJT%d%d", 1+i/callersPerTeam, 1+i%callersPerTeam), role: "客户经理", name: fullName(stream(w.seed, "caller name", i), taken),
		team: tm, dept: tm.dept, grade: "一级", base: 3000, hired: calendar.Date(2019, 6, 3).AddDate(0, 0, 20*i)}
	p.traits.visits = r.lognormal(callsPerDay, callerPaceSD)
	p.traits.intentOdds = logit(callSuccess) + r.normal(0, callLogitSD) // of an appointment
	severity := w.plant.Severity
	if severity == 0 {
		severity = 0.6
	}
	if r.chance(w.plant.Share) {
		p.flaw = &cause{poorAppointments, w.from, severity}
	}
	for _, month := range w.months {
		days := len(calendar.Workdays(month, month.AddDate(0, 1, -1)))
		cases := float64(days) * (callsPerDay*callSuccess + walkInsPerDay) * telecomIntent * telecomClose
		p.goals = append(p.goals, goal{month: month, premium: roundTo(callerTargetReach*cases*telecomRevenue, 1000), cases: int(math.Round(cases))})
	}
	for _, on := range calendar.Workdays(w.from, w.to) {
		p.days = append(p.days, w.callerDay(p, i, on))
	}
	return p
}

// callerDay is a day of calls: appointments made become visits, some of them intents and sales.
func (w *world) callerDay(p *person, i int, on time.Time) *day {
	r := stream(w.seed, "caller day", i, int(on.Unix()/86400))
	d := &day{on: on, isWork: true, report: report{isLogged: !r.chance(callerSkipsLog), at: on.Add(18 * time.Hour)}}
	d.plan = counts{visits: 3, intents: 1, premium: 2_000}
	d.calls = r.poisson(p.traits.visits)
	for range d.calls {
		if r.chance(logistic(p.traits.intentOdds) * p.factor(on, poorAppointments)) {
			d.appointments++
		}
	}
	d.actual.visits = d.appointments + r.poisson(walkInsPerDay)
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

// callerJobs are the logs of these people, a workbook a month.
func (w *world) callerJobs() []job {
	var jobs []job
	for _, tm := range w.callers {
		for i, p := range tm.members {
			for _, month := range w.months {
				c := sheetCase{w: w, team: tm, person: p, month: month, monday: w.mondays[0]}
				l := formLayout{form: "F02", name: fullLayout, path: "{部}/{团队}/{年}年{月}月{姓名}工作日志.xlsx", draw: callerMonth}
				jobs = append(jobs, w.formJob(l, c, Dirt{}, i)...)
			}
		}
	}
	return jobs
}

func callerMonth(d *desk, book *paper.Book, c sheetCase) {
	for _, day := range c.person.logged(c.month) {
		d.telecomSheet(book, sheetName(day.on, sheetMonth), c, day, true)
	}
}

// callerActivity lists the counts of a day of calls.
func callerActivity(d *day) []metricRow {
	return append([]metricRow{
		{"appointments", []string{"约访客户数"}, asCount, -1, float64(d.calls)},
		{"appointments_made", []string{"约访成功客户数"}, asCount, -1, float64(d.appointments)},
	}, telecomActivity(d)...)
}
