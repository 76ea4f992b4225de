package simulate

import (
	"math"
	"time"

	"aqs/internal/calendar"
)

// goal is what one person (or a team: the sum of its people) aims at in one month.
type goal struct {
	month    time.Time
	premium  int // yuan
	cases    int
	visits   int
	talks    int
	activeOf float64 // 网点活动率: share of outlets with a sale
}

// setGoals sets targets near what a healthy month of the person yields, so that attainment
// spreads around one for reasons that are in the model: reach, luck and planted causes.
func (w *world) setGoals() {
	for _, p := range w.people {
		for m, month := range w.months {
			r := stream(w.seed, "goal", p.index, m)
			days := 0
			for _, on := range calendar.Workdays(month, month.AddDate(0, 1, -1)) {
				if p.isEmployed(on) {
					days++
				}
			}
			reach := p.traits.targetReach * (0.95 + 0.1*r.Float64())
			premium := float64(days) * w.expectedDaily(p.traits) * reach
			p.goals = append(p.goals, goal{
				month:    month,
				premium:  roundTo(premium, 5000),
				cases:    int(math.Round(premium / (p.traits.ticket * 1.2))),
				visits:   int(math.Round(float64(days) * p.traits.visits * reach)),
				talks:    int(math.Round(float64(days) * p.traits.visits * w.profile.TalksPerVisit * reach)),
				activeOf: float64(r.between(8, 14)) * 0.05,
			})
			if days == 0 {
				p.goals[m] = goal{month: month}
			}
		}
	}
}

// teamGoal is the sum of the members' goals; the outlet rate, their mean to whole percents.
func (t *team) goal(m int) goal {
	sum := goal{}
	n := 0
	for _, p := range t.members {
		g := p.goals[m]
		sum.month = g.month
		if g.premium == 0 {
			continue
		}
		sum.premium += g.premium
		sum.cases += g.cases
		sum.visits += g.visits
		sum.talks += g.talks
		sum.activeOf += g.activeOf
		n++
	}
	if n > 0 {
		sum.activeOf = math.Round(sum.activeOf/float64(n)*100) / 100
	}
	return sum
}

func roundTo(x float64, step int) int { return int(math.Round(x/float64(step))) * step }
