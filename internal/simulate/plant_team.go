package simulate

import "time"

// What befalls a whole team is nobody's cause: its outlets, a bad month, a product taken away.

const (
	teamMix       = "D_team_mix"       // everybody's outlets are of grades C and D
	teamSlump     = "D_team_slump"     // one month in which fewer customers are interested
	teamWithdrawn = "D_team_withdrawn" // the best-selling product may not be sold any more
	bigCase       = "D_big_case"       // one sale of ten times the size

	slumpFactor     = 0.6  // on the intent rate of that month
	withdrawnShare  = 0.35 // of talks were about the product, and end without interest
	withdrawnAt     = 0    // index in the catalogue
	bigCaseMultiple = 10
)

// fate is what befell a team: kind is one of the decoys above or empty.
type fate struct {
	kind     string
	from, to time.Time
}

// plantTeams draws the fate of each team. It begins in the third month at the earliest and leaves
// a month to be seen in; a mix of outlets has always been there.
func (w *world) plantTeams() {
	for _, tm := range w.teams {
		r := stream(w.seed, "team fate", tm.index)
		u, last := r.Float64(), len(w.months)-1
		from := w.months[min(2+r.IntN(max(1, last-2)), last)]
		switch mix, slump, gone := w.plant.TeamMix, w.plant.TeamSlump, w.plant.TeamWithdrawn; {
		case u < mix:
			tm.fate = fate{teamMix, w.from, w.to}
		case u < mix+slump:
			tm.fate = fate{teamSlump, from, from.AddDate(0, 1, -1)}
		case u < mix+slump+gone:
			tm.fate = fate{teamWithdrawn, from, w.to}
		default:
			continue
		}
		for _, p := range tm.members {
			p.decoys = append(p.decoys, cause{tm.fate.kind, tm.fate.from, 1})
		}
	}
}

func (t *team) has(kind string, on time.Time) bool {
	return t.fate.kind == kind && !on.Before(t.fate.from) && !on.After(t.fate.to)
}

// interest is the factor on everybody's intent rate in the team on a day.
func (t *team) interest(on time.Time) float64 {
	switch {
	case t.has(teamSlump, on):
		return slumpFactor
	case t.has(teamWithdrawn, on):
		return 1 - withdrawnShare
	}
	return 1
}

// plantBigCases makes one sale of a healthy person ten times as large, in the last months.
func (w *world) plantBigCases() {
	if w.plant == nil || w.plant.BigCases == 0 {
		return
	}
	for _, p := range w.people {
		r := stream(w.seed, "big case", p.index)
		if !r.chance(w.plant.BigCases) || p.flaw != nil || len(p.decoys) > 0 {
			continue
		}
		month := w.months[len(w.months)-1-r.IntN(min(3, len(w.months)))]
		for _, d := range p.days {
			if d.on.Before(month) || len(d.sales) == 0 {
				continue
			}
			d.actual.premium += (bigCaseMultiple - 1) * d.sales[0].premium
			d.sales[0].premium *= bigCaseMultiple
			p.decoys, p.bigOn = append(p.decoys, cause{bigCase, d.on, 1}), d.on
			break
		}
	}
}
