package simulate

import (
	"math"
	"time"
)

// cause is something planted that shows in the figures, with the month it starts in. Severity is
// the factor on what it touches; smaller is worse.
type cause struct {
	id       string
	from     time.Time
	severity float64
}

// Planted causes by their number in the catalogue of causes.
const (
	tooLittle    = "C1"  // 做得不够: activity × f, nothing else
	unwilling    = "C2"  // 不愿做: activity × f, logs missing, plans copied
	poorTargets  = "C3"  // goes to the worse of the assigned outlets; only when asked for
	weakProduct  = "C5"  // one product is explained badly
	weakPitch    = "C6"  // intent rate × f over all products
	weakClosing  = "C7"  // close rate × f
	fearsRefusal = "C8"  // activity × f on the day after one without an intent; only when asked for
	smallTickets = "C9"  // ticket × f
	lowPlan      = "C10" // own quota holds less than the target needs
	endLoaded    = "C11" // activity piles up at the month's end
	noFollowUp   = "C12" // of the deals that need another visit, 1 − f are lost; only when asked for
)

// Decoys look like a cause and are nobody's fault.
const (
	poorOutlets = "D_poor_outlets"
	longLeave   = "D_long_leave"
	joiner      = "D_joiner"
	leaver      = "D_leaver"

	// overstatedWeek is no cause of a person: a weekly report tells more visits than the logs.
	overstatedWeek = "R_overstated_week"
)

// plantCauses gives each person at most one flaw or one decoy, from the person's own stream.
func (w *world) plantCauses() {
	if w.plant != nil {
		w.plantAsAsked()
		return
	}
	ids := []string{tooLittle, unwilling, weakProduct, weakPitch, weakClosing, smallTickets, lowPlan, endLoaded}
	for _, p := range w.people {
		r := stream(w.seed, "cause", p.index)
		from := w.months[r.IntN(len(w.months))]
		severity := []float64{0.5, 0.6, 0.7}[r.IntN(3)]
		switch u := r.Float64(); {
		case u < causeShare:
			p.flaw = &cause{pick(r, ids), from, severity}
		case u < causeShare+0.06:
			p.decoys = []cause{{poorOutlets, w.from, 1}}
		case u < causeShare+0.12:
			p.decoys = []cause{{longLeave, from, 1}}
		case u < causeShare+0.17 && len(w.months) > 1:
			start := w.months[1+r.IntN(len(w.months)-1)].AddDate(0, 0, r.between(4, 14))
			p.decoys = []cause{{joiner, start, 1}}
			p.hired, p.grade, p.base = nextWorkday(start), "见习", 2600
		case u < causeShare+0.20 && len(w.months) > 1:
			last := w.months[len(w.months)-1].AddDate(0, 0, r.between(-12, 8))
			p.decoys = []cause{{leaver, w.from, 1}}
			p.left = nextWorkday(last)
		}
	}
}

func (p *person) hasDecoy(id string) bool {
	for _, d := range p.decoys {
		if d.id == id {
			return true
		}
	}
	return false
}

// factor is the severity when the flaw is at work on the day, else 1.
func (p *person) factor(on time.Time, ids ...string) float64 {
	if p.flaw == nil || on.Before(p.flaw.from) {
		return 1
	}
	for _, id := range ids {
		if p.flaw.id == id {
			return p.flaw.severity
		}
	}
	return 1
}

// endWeight is the share of a month's activity that falls on a day: flat, or pushed to the end.
func (w *world) endWeight(p *person, on time.Time, elapsed float64) float64 {
	weight := w.profile.Curve[third(elapsed)]
	if p.factor(on, endLoaded) < 1 {
		weight *= [3]float64{0.6, 0.9, 1.5}[third(elapsed)]
	}
	return weight
}

// traits are what a person is like, unseen.
type traits struct {
	visits      float64 // usual a day
	intentOdds  float64 // logit of the intent rate before the outlet's grade
	closeOdds   float64 // logit
	ticket      float64 // median premium of a case, yuan
	skipsLog    float64 // probability that a day without a sale has no log
	isDiligent  bool    // sometimes works on a Saturday
	weakIn      int     // the product of weakProduct
	quotaFactor float64 // own daily plan ÷ usual activity
	targetReach float64 // target ÷ expected premium
	isFixed     bool    // the same number of outlets every day, honestly
	isPadding   bool    // the log is filled up to the plan
}

func (w *world) drawTraits() {
	f := &w.profile
	for _, p := range w.people {
		r := stream(w.seed, "traits", p.index)
		p.traits = traits{
			visits:      f.around(r, f.VisitsPerDay, f.VisitsSD),
			intentOdds:  logit(f.IntentRate) + f.spread(r, f.IntentLogitSD) + p.team.odds,
			closeOdds:   logit(f.CloseRate) + f.spread(r, f.CloseLogitSD) + p.team.odds,
			ticket:      f.around(r, f.TicketYuan, f.TicketPersonSD),
			skipsLog:    0.06 * r.Float64(),
			isDiligent:  r.chance(0.3),
			weakIn:      r.IntN(len(w.products)),
			quotaFactor: 0.95 + 0.25*r.Float64(),
			targetReach: 0.70 + 0.3*r.Float64(),
		}
		if w.plant != nil {
			w.drawReporting(p)
		}
		if p.flaw != nil && p.flaw.id == unwilling {
			p.traits.skipsLog = 0.30
		}
	}
}

// expectedDaily is what a healthy day of this person is worth in yuan, for setting targets.
func (w *world) expectedDaily(t traits) float64 {
	ticket := t.ticket * math.Exp(w.profile.TicketCaseSD*w.profile.TicketCaseSD/2)
	return t.visits * w.profile.TalksPerVisit * logistic(t.intentOdds) * logistic(t.closeOdds) * ticket
}
