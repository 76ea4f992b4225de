package simulate

import (
	"cmp"
	"slices"
	"time"
)

// Planting says what is wrong with whom, for tests of a method against known causes. The zero
// value plants nothing. Shares are of people.
type Planting struct {
	Causes      []string // drawn from with equal chance: C1 C2 C3 C5 C6 C7 C8 C9 C10 C11 C12
	Share       float64  // of people with one cause
	Severity    float64  // factor on what the cause touches; 0: one of 0.5, 0.6, 0.7
	FromStart   bool     // all causes from the first month on; else from a random month
	PoorOutlets float64  // people with outlets of grades C and D only, with or without a cause
	Absent      float64  // people with a long leave, joining late or leaving, otherwise healthy
	MissingMAR  float64  // chance that a work day has no log, for everybody
	MissingMNAR float64  // the same for days with five visits and more, on top
	Fabricators float64  // people whose logs are made up, whole days or up to the plan
	FixedRoutes float64  // honest people who see the same number of outlets every day
	Checks      bool     // supervisors of every second team keep check sheets, two days a week

	TeamMix       float64 // teams whose people all have outlets of grades C and D only
	TeamSlump     float64 // teams with one bad month
	TeamWithdrawn float64 // teams that may not sell the best-selling product any more
	BigCases      float64 // healthy people with one sale of ten times the size
	CallTeams     int     // further teams of eight that live by appointments, Share of the people with C4
}

func (o Options) profile() Profile {
	if o.Profile == nil {
		return DefaultProfile()
	}
	return *o.Profile
}

// plantAsAsked gives each person at most one flaw, at most one absence (healthy people only) and,
// independently, poor outlets.
func (w *world) plantAsAsked() {
	w.plantTeams()
	for _, p := range w.people {
		r := stream(w.seed, "planting", p.index)
		from := w.from
		if later := w.months[r.IntN(len(w.months))]; !w.plant.FromStart {
			from = later
		}
		severity := pick(r, []float64{0.5, 0.6, 0.7})
		if w.plant.Severity > 0 {
			severity = w.plant.Severity
		}
		if r.chance(w.plant.PoorOutlets) {
			p.decoys = append(p.decoys, cause{poorOutlets, w.from, 1})
		}
		u, kind, on := r.Float64(), r.IntN(3), r.IntN(len(w.months))
		switch {
		case u < w.plant.Share && len(w.plant.Causes) > 0:
			p.flaw = &cause{pick(r, w.plant.Causes), from, severity}
		case u > 1-w.plant.Absent:
			w.absent(p, kind, on, r)
		}
	}
}

// absent makes a person take a long leave (0), join in a later month (1) or leave in the last (2).
func (w *world) absent(p *person, kind, on int, r random) {
	last := len(w.months) - 1
	switch {
	case kind == 0 || last == 0:
		p.decoys = append(p.decoys, cause{longLeave, w.months[on], 1})
		// takeLeave looks at the first decoy.
		p.decoys[0], p.decoys[len(p.decoys)-1] = p.decoys[len(p.decoys)-1], p.decoys[0]
	case kind == 1:
		start := nextWorkday(w.months[max(1, on)].AddDate(0, 0, r.between(4, 14)))
		p.decoys = append(p.decoys, cause{joiner, start, 1})
		p.hired, p.grade, p.base = start, "见习", 2600
	default:
		p.decoys = append(p.decoys, cause{leaver, w.from, 1})
		p.left = nextWorkday(w.months[last].AddDate(0, 0, r.between(-12, 8)))
	}
}

// drawReporting decides how a person's logs come about. Nobody with a flaw pads the log or has a
// fixed route: the two are tested by themselves.
func (w *world) drawReporting(p *person) {
	r := stream(w.seed, "reporting", p.index)
	p.traits.skipsLog = w.plant.MissingMAR
	if u := r.Float64(); p.flaw == nil {
		p.traits.isPadding = u < w.plant.Fabricators
		p.padding = drawPadding(r)
		p.traits.isFixed = !p.traits.isPadding && u < w.plant.Fabricators+w.plant.FixedRoutes
	}
}

// targets are the outlets a day's visits are drawn from: all that are open, except that who chooses
// targets badly goes three times as often to the worse half.
func (p *person) targets(on time.Time) []outlet {
	open := p.working()
	if p.factor(on, poorTargets) == 1 {
		return open
	}
	byGrade := slices.Clone(open)
	slices.SortStableFunc(byGrade, func(a, b outlet) int { return cmp.Compare(gradeIndex(b.grade), gradeIndex(a.grade)) })
	worse := byGrade[:(len(byGrade)+1)/2]
	return append(append(byGrade, worse...), worse...)
}
