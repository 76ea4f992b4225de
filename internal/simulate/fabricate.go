package simulate

import "time"

// How logs are made up. What fabricators are known to do (recycled entries, intents that nobody
// had, plans that always come true, days written in one go) and the two second sources that give
// them away: a supervisor who was at the outlet, and a roster that says whose outlet it is.

// padding is one person's way of making up a log.
type padding struct {
	isDesk     bool // whole days are invented; otherwise real days are filled up to the plan
	isCareless bool // times of invented visits run into real ones
	roams      bool // some invented visits are at a colleague's outlet
	isBatched  bool // invented days are written in one go at the month's end
}

const (
	deskShare     = 0.6  // of fabricators invent whole days
	deskDays      = 0.45 // of their days
	deskPace      = 0.6  // of usual activity on the other days
	carelessShare = 0.5
	roamingShare  = 0.3
	batchedShare  = 0.5
	roamingVisits = 0.25 // of the invented visits
	checkSees     = 0.5  // chance that the supervisor notices that an invented visit was none
	checkMisses   = 0.05 // chance that the supervisor's sheet has one visit fewer than an honest log
)

func drawPadding(r random) padding {
	return padding{
		isDesk: r.chance(deskShare), isCareless: r.chance(carelessShare),
		roams: r.chance(roamingShare), isBatched: r.chance(batchedShare),
	}
}

// fabricate turns a day as it was into the day as the log will tell it. What really happened is
// kept for the supervisor's eyes.
func (l *life) fabricate(d *day, outlets []outlet) {
	p := l.p
	r := stream(l.w.seed, "fabricate", p.index, int(d.on.Unix()/86400))
	real := d.actual
	real.visits = len(d.visits)
	if p.padding.isDesk && r.chance(deskDays) && len(d.sales) == 0 {
		d.visits, d.actual = nil, counts{}
		real = counts{}
		d.isInvented = true
		d.actual.intents = one(r.chance(0.3)) // an intent that nobody had
	}
	clock := 9 * 60
	if n := len(d.visits); n > 0 && !p.padding.isCareless {
		clock = d.visits[n-1].end + 10
	}
	for i := len(d.visits); i < d.plan.visits; i++ {
		at := outlets[i%len(outlets)]
		if p.padding.roams && r.chance(roamingVisits) {
			at = l.w.outletOfColleague(p, r, d.on, at)
		}
		d.visits = append(d.visits, visit{outlet: at, reason: "走访网点", start: clock, end: clock + 30, result: "客户观望，下周再访"})
		clock += 60
		if p.padding.isCareless {
			clock = 9*60 + 60*(i+1)
		}
	}
	d.actual.talks = max(d.actual.talks, d.plan.talks)
	if r.chance(checkSees) {
		d.seen = &real
	}
}

// outletOfColleague is an open outlet that somebody else of the team answers for.
func (w *world) outletOfColleague(p *person, r random, on time.Time, otherwise outlet) outlet {
	colleague := pick(r, p.team.members)
	if open := colleague.working(); colleague != p && colleague.isEmployed(on) && len(open) > 0 {
		return pick(r, open)
	}
	return otherwise
}

// batchReports moves the reports of invented days to one evening of the month's end.
func (w *world) batchReports() {
	for _, p := range w.people {
		if !p.traits.isPadding || !p.padding.isBatched {
			continue
		}
		for _, d := range p.days {
			if d.isInvented {
				last := time.Date(d.on.Year(), d.on.Month()+1, 0, 21, 10, 0, 0, d.on.Location())
				d.report.at = last
			}
		}
	}
}

// witnessed is a day as the supervisor's check sheet has it: the log's own figures, unless the
// supervisor knows better or miscounts.
func (w *world) witnessed(p *person, d *day) counts {
	if d.seen != nil {
		return *d.seen
	}
	seen := d.actual
	if w.plant != nil && !p.traits.isPadding && seen.visits > 0 && stream(w.seed, "check", p.index, int(d.on.Unix()/86400)).chance(checkMisses) {
		seen.visits--
	}
	return seen
}

// checkJobs are the check sheets of every second team, two days a week, for every month.
func (w *world) checkJobs() []job {
	if w.plant == nil || !w.plant.Checks {
		return nil
	}
	var jobs []job
	for i, tm := range w.teams {
		if !tm.isChecked() {
			continue
		}
		for _, month := range w.months {
			c := sheetCase{w: w, team: tm, person: tm.members[0], month: month, monday: w.mondays[0]}
			l := formLayout{form: "F04", name: fullLayout, path: "管理/{团队}/{年}年{月}月活动检查表.xlsx", draw: checkTwiceAWeek}
			jobs = append(jobs, w.formJob(l, c, Dirt{}, i)...)
		}
	}
	return jobs
}

// isChecked says whether the team's supervisor keeps check sheets.
func (t *team) isChecked() bool { return t.index%2 == 0 }

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
