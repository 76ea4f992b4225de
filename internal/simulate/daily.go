package simulate

import (
	"math"
	"time"

	"aqs/internal/calendar"
)

// counts are the six figures of a day, planned or done.
type counts struct {
	visits, talks, intents, closes, cases int
	premium                               int // yuan
}

func (c *counts) add(o counts) {
	c.visits += o.visits
	c.talks += o.talks
	c.intents += o.intents
	c.closes += o.closes
	c.cases += o.cases
	c.premium += o.premium
}

type visit struct {
	outlet outlet
	reason string
	start  int // minutes after midnight
	end    int
	result string
	isGood bool // reached an intent or a dated next step: an effective visit
}

type sale struct {
	product product
	cases   int
	premium int // yuan
	outlet  outlet
}

// day is one day of one person as it really was. What of it was reported is in report.
type day struct {
	on       time.Time
	isWork   bool   // a work day by the calendar
	absence  string // 请假 or 培训 kind; empty when the person worked
	plan     counts
	actual   counts
	visits   []visit
	sales    []sale
	planText string
	insight  string // 问题及心得
	report   report

	calls, appointments int     // of teams that live by appointments
	isInvented          bool    // the person was not out at all
	seen                *counts // what the supervisor knows to be true of a day that is made up
}

// live lets everybody work through the calendar.
func (w *world) live() {
	training := map[[2]int]time.Time{}
	for _, t := range w.teams {
		for m, month := range w.months {
			days := calendar.Workdays(month, month.AddDate(0, 1, -1))
			training[[2]int{t.index, m}] = days[stream(w.seed, "training", t.index, m).IntN(len(days))]
		}
	}
	for _, p := range w.people {
		life := &life{w: w, p: p}
		life.warmUp()
		for m, month := range w.months {
			life.month(m, month, training[[2]int{p.team.index, m}])
		}
	}
}

// life carries what passes from one day of a person to the next.
type life struct {
	w       *world
	p       *person
	pending []deal // intents that will become deals, by due day

	wasRefused bool // the last worked day had talks and no intent
}

type deal struct {
	due    time.Time
	outlet outlet
}

// warmUp lives the month before the first, unseen: whoever has been there for long starts with
// customers in hand, not from nothing.
func (l *life) warmUp() {
	before := l.w.from.AddDate(0, -1, 0)
	l.month(-1, before, time.Time{})
	l.p.days = nil
}

func (l *life) month(m int, month, training time.Time) {
	p := l.p
	noise := stream(l.w.seed, "month", p.index, m).gamma(1, l.w.profile.MonthNoiseCV)
	workdays := calendar.Workdays(month, month.AddDate(0, 1, -1))
	done := 0
	for on := month; on.Before(month.AddDate(0, 1, 0)); on = on.AddDate(0, 0, 1) {
		isWork := calendar.IsWorkday(on)
		if isWork {
			done++
		}
		if !p.isEmployed(on) {
			continue
		}
		r := stream(l.w.seed, "day", p.index, int(on.Unix()/86400))
		if !isWork && (on.Weekday() != time.Saturday || !p.traits.isDiligent || !r.chance(weekendLogShare)) {
			continue
		}
		d := &day{on: on, isWork: isWork}
		p.days = append(p.days, d)
		switch {
		case isWork && p.leaveOn(on) != nil:
			d.absence = p.leaveOn(on).kind
		case isWork && on.Equal(training):
			d.absence = "培训"
		default:
			weight := l.w.endWeight(p, on, float64(done)/float64(len(workdays)))
			l.work(r, d, noise*weight)
		}
	}
}

// work is one day at the outlets: the plan of the morning, then what came of it.
func (l *life) work(r random, d *day, pace float64) {
	p := l.p
	l.makePlan(r, d)
	mean := p.traits.visits * pace * l.w.profile.dayPace(r) * p.factor(d.on, tooLittle, unwilling)
	if p.traits.isPadding && p.padding.isDesk {
		mean *= deskPace
	}
	if l.wasRefused {
		mean *= p.factor(d.on, fearsRefusal)
	}
	n := min(r.poisson(mean), maxVisitsPerDay)
	if p.traits.isFixed {
		n = min(max(1, int(math.Round(p.traits.visits*p.factor(d.on, tooLittle, unwilling)))), maxVisitsPerDay)
	}
	due := l.takeDue(d.on)
	if n == 0 && len(due) > 0 {
		n = 1
	}
	outlets := p.targets(d.on)
	clock := 8*60 + 30 + 10*r.IntN(4)
	for i := range n {
		at := outlets[r.IntN(len(outlets))]
		if i < len(due) {
			at = due[i].outlet
		}
		v := visit{outlet: at, start: clock, end: clock + 10*r.between(3, 7)}
		if clock = v.end + 10*r.between(1, 4); clock > 11*60+30 && clock < 13*60+30 {
			clock = 13*60 + 30
		}
		talks, intents, closes := l.talk(r, d, at)
		if i < len(due) {
			closes++
			talks++
			l.sell(r, d, at)
		}
		d.actual.talks += talks
		d.actual.intents += intents
		d.actual.closes += closes
		v.reason, v.result, v.isGood = l.describe(r, talks, intents, closes)
		d.visits = append(d.visits, v)
	}
	for i := n; i < len(due); i++ { // no time left: the customer waits
		l.pending = append(l.pending, deal{nextWorkday(d.on.AddDate(0, 0, 1)), due[i].outlet})
	}
	l.wasRefused = d.actual.talks > 0 && d.actual.intents == 0
	if p.traits.isPadding {
		l.fabricate(d, outlets)
	}
	d.actual.visits = len(d.visits)
	for _, s := range d.sales {
		d.actual.cases += s.cases
		d.actual.premium += s.premium
	}
	d.insight = insight(r, d)
	if l.w.hostile && p.index < 3 && r.chance(0.2) {
		d.insight = hostileNote
	}
}

// talk is what happens at one outlet: people talked to, interested, signed.
func (l *life) talk(r random, d *day, at outlet) (talks, intents, closes int) {
	p := l.p
	talks = r.poisson(l.w.profile.TalksPerVisit)
	for range talks {
		rate := logistic(p.traits.intentOdds+l.w.profile.gradeOdds(at.grade)) * p.factor(d.on, weakPitch) * p.team.interest(d.on)
		if r.chance(0.35) && p.factor(d.on, weakProduct) < 1 { // the talk was about the weak product
			rate *= 0.4
		}
		if !r.chance(rate) {
			continue
		}
		intents++
		if !r.chance(logistic(p.traits.closeOdds) * p.factor(d.on, weakClosing)) {
			continue
		}
		if r.chance(l.w.profile.SameDayCloseShare) {
			closes++
			l.sell(r, d, at)
			continue
		}
		lag := l.w.profile.lag(r)
		if kept := p.factor(d.on, noFollowUp); kept < 1 && !r.chance(kept) {
			continue
		}
		l.pending = append(l.pending, deal{nextWorkday(d.on.AddDate(0, 0, lag)), at})
	}
	return talks, intents, closes
}

func (l *life) takeDue(on time.Time) []deal {
	var due, later []deal
	for _, d := range l.pending {
		if d.due.After(on) {
			later = append(later, d)
		} else {
			due = append(due, d)
		}
	}
	l.pending = later
	return due
}

func (l *life) sell(r random, d *day, at outlet) {
	p := l.p
	weights := make([]float64, len(l.w.products))
	for i, item := range l.w.products {
		weights[i] = item.weight
	}
	if p.factor(d.on, weakProduct) < 1 {
		weights[p.traits.weakIn] *= 0.3
	}
	if p.team.has(teamWithdrawn, d.on) {
		weights[withdrawnAt] = 0
	}
	item := l.w.products[r.weighted(weights)]
	median := p.traits.ticket * item.ticket * l.w.profile.gradeTicket(at.grade) * p.factor(d.on, smallTickets)
	s := sale{product: item, cases: 1, outlet: at}
	s.premium = max(item.round, roundTo(l.w.profile.around(r, median, l.w.profile.TicketCaseSD), item.round))
	if r.chance(0.08) {
		s.cases = 2
	}
	d.sales = append(d.sales, s)
}

// makePlan is the person's own quota for the day. It follows the target, not yesterday; a low
// plan holds too little for it, and somebody unwilling copies the same figures every day.
func (l *life) makePlan(r random, d *day) {
	p := l.p
	base := p.traits.visits * p.traits.quotaFactor
	if p.factor(d.on, lowPlan) < 1 {
		base *= p.flaw.severity
	}
	swing := float64(r.between(-1, 1)) * 0.5
	if p.factor(d.on, unwilling) < 1 {
		swing = 0
	}
	d.plan.visits = max(1, int(math.Round(base+swing)))
	d.plan.talks = max(1, int(math.Round((base+swing)*l.w.profile.TalksPerVisit)))
	d.plan.intents = 1
	if (base+swing)*l.w.profile.TalksPerVisit*l.w.profile.IntentRate < 0.6 && r.chance(0.5) {
		d.plan.intents = 0
	}
	if r.chance(0.45) {
		d.plan.closes, d.plan.cases = 1, 1
		d.plan.premium = roundTo(p.traits.ticket*1.2, 5000)
	}
	d.planText = planText(r, p, d)
	if p.factor(d.on, unwilling) < 1 {
		d.planText = "走访网点，维护客户关系"
	}
}
