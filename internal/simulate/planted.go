package simulate

import (
	"slices"
	"time"

	"aqs/internal/calendar"
)

// Planted is what is true about one person and no workbook says.
type Planted struct {
	No, Name, Team string
	Cause          string // C1 … C12; empty: healthy
	From           time.Time
	Severity       float64
	Decoys         []string
	IsFixedRoute   bool
	IsFabricator   bool
	IsCaller       bool    // of a team that lives by appointments; its months count no talks
	IsDesk         bool    // a fabricator who invents whole days
	IsChecked      bool    // the supervisor keeps check sheets
	OutletLevel    float64 // intent rate that a usual person would have at these outlets
	Months         []PlantedMonth
}

// PlantedMonth is one month of a person as it really was, unlogged days included.
type PlantedMonth struct {
	Start    time.Time
	Workdays int     // work days of the month within employment
	Worked   int     // days at work
	Logged   int     // of them with a log
	Pace     float64 // talks expected a day at the person's own traits, cause included, month noise not
	Intent   float64 // true intent rate at a grade between B and C, cause and team's fate included
	Close    float64 // true close rate, cause included
	Ticket   float64 // median ticket before product and grade, yuan, cause included
	Talks    int
	Intents  int
	Cases    int
	Premium  int

	TeamFate  string  // what befell the whole team in this month
	PlanTalks int     // talks that the person's own plans of the days at work hold
	GoalYuan  int     // target of the month
	BigCases  int     // sales of ten times the size
	Expected  float64 // premium of the work done at the person's own true rates and ticket
}

// People builds the world of the options without drawing a workbook and tells what is true about
// everybody. Write with equal options writes the workbooks of the same people.
func People(o Options) ([]Planted, error) {
	o, err := o.checked()
	if err != nil {
		return nil, err
	}
	w := build(o)
	var people []Planted
	all := slices.Clone(w.people)
	for _, tm := range w.callers {
		all = append(all, tm.members...)
	}
	for _, p := range all {
		told := Planted{No: p.no, Name: p.name, Team: p.team.name, IsFixedRoute: p.traits.isFixed, IsFabricator: p.traits.isPadding,
			IsCaller: p.team.calls, IsDesk: p.traits.isPadding && p.padding.isDesk, IsChecked: p.team.isChecked()}
		if p.flaw != nil {
			told.Cause, told.From, told.Severity = p.flaw.id, p.flaw.from, p.flaw.severity
		}
		for _, d := range p.decoys {
			told.Decoys = append(told.Decoys, d.id)
		}
		for _, o := range p.working() {
			told.OutletLevel += logistic(logit(w.profile.IntentRate)+w.profile.gradeOdds(o.grade)) / float64(len(p.working()))
		}
		for _, month := range w.months {
			told.Months = append(told.Months, w.truthOf(p, month))
		}
		people = append(people, told)
	}
	return people, nil
}

func (w *world) truthOf(p *person, month time.Time) PlantedMonth {
	m := PlantedMonth{Start: month}
	for _, on := range calendar.Workdays(month, month.AddDate(0, 1, -1)) {
		if p.isEmployed(on) {
			m.Workdays++
		}
	}
	for _, d := range p.days {
		if d.on.Year() != month.Year() || d.on.Month() != month.Month() || d.absence != "" {
			continue
		}
		m.Worked++
		if d.report.isLogged {
			m.Logged++
		}
		m.Talks += d.actual.talks
		m.Intents += d.actual.intents
		m.Cases += d.actual.cases
		m.Premium += d.actual.premium
		m.PlanTalks += d.plan.talks
		m.BigCases += one(!p.bigOn.IsZero() && d.on.Equal(p.bigOn))
	}
	for _, kind := range []string{teamMix, teamSlump, teamWithdrawn} {
		if p.team.has(kind, month) {
			m.TeamFate = kind
		}
	}
	for _, g := range p.goals {
		if g.month.Equal(month) {
			m.GoalYuan = g.premium
		}
	}
	m.Pace = p.traits.visits * w.profile.TalksPerVisit * p.factor(month, tooLittle, unwilling)
	m.Intent = logistic(p.traits.intentOdds) * p.factor(month, weakPitch) * p.team.interest(month)
	if p.factor(month, weakProduct) < 1 { // a third of the talks is about the weak product
		m.Intent *= 1 - 0.35*0.6
	}
	m.Close = logistic(p.traits.closeOdds) * p.factor(month, weakClosing)
	if kept := p.factor(month, noFollowUp); kept < 1 {
		m.Close *= w.profile.SameDayCloseShare + (1-w.profile.SameDayCloseShare)*kept
	}
	m.Ticket = p.traits.ticket * p.factor(month, smallTickets)
	return m
}
