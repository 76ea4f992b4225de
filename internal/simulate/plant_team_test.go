package simulate

import (
	"math"
	"testing"
)

// What is planted on teams shows in what their people really did, and in nobody else.
func TestTeamsArePlanted(t *testing.T) {
	plant := Planting{FromStart: true, TeamSlump: 0.3, TeamWithdrawn: 0.3, TeamMix: 0.2, BigCases: 0.2, CallTeams: 2, Share: 0.5, Severity: 0.5}
	profile := DefaultProfile()
	people, err := People(Options{People: 240, Months: 6, Seed: 3, Profile: &profile, Plant: &plant})
	if err != nil {
		t.Fatal(err)
	}
	type sum struct{ intents, talks, big, callers, poor float64 }
	by := map[string]*sum{"": {}, teamSlump: {}, teamWithdrawn: {}, teamMix: {}}
	var all sum
	for _, p := range people {
		if p.IsCaller {
			all.callers++
			if p.Cause == poorAppointments {
				all.poor++
			}
			continue
		}
		for _, d := range p.Decoys {
			if d == bigCase {
				all.big++
			}
		}
		for _, m := range p.Months {
			by[m.TeamFate].intents += float64(m.Intents)
			by[m.TeamFate].talks += float64(m.Talks)
		}
	}
	rate := func(kind string) float64 { return by[kind].intents / by[kind].talks }
	for kind, want := range map[string]float64{teamSlump: slumpFactor, teamWithdrawn: 1 - withdrawnShare, teamMix: 0.80} {
		if got := rate(kind) / rate(""); by[kind].talks < 1000 || math.Abs(got-want) > 0.08 {
			t.Errorf("%s: %.0f talks, intent rate %.2f of usual, want %.2f", kind, by[kind].talks, got, want)
		}
	}
	if all.callers != 16 || all.poor < 3 || all.poor > 13 || all.big < 5 {
		t.Errorf("%.0f callers, %.0f of them bad at it, %.0f big cases", all.callers, all.poor, all.big)
	}
}

// A made-up log keeps what really happened for the supervisor; an honest one has no second truth.
func TestFabricatedDays(t *testing.T) {
	plant := Planting{Fabricators: 0.5, FixedRoutes: 0.2, Checks: true}
	profile := DefaultProfile()
	w := build(Options{People: 80, Months: 2, Seed: 5, Start: benchMonth, Profile: &profile, Plant: &plant})
	var invented, seen, less, equal, days int
	for _, p := range w.people {
		for _, d := range p.days {
			switch {
			case !p.traits.isPadding:
				if d.isInvented || d.seen != nil {
					t.Fatalf("%s %s: an honest day is made up", p.no, d.on)
				}
			case d.absence == "":
				days++
				invented += one(d.isInvented)
				seen += one(d.seen != nil)
				less += one(d.seen != nil && d.seen.visits < d.actual.visits)
				equal += one(d.plan.visits == d.actual.visits)
			}
		}
	}
	if days < 500 || invented < days/8 || seen < days*2/5 || less < seen/3 || equal < days/2 {
		t.Errorf("%d days: %d invented, %d seen, %d with less than told, %d exactly as planned", days, invented, seen, less, equal)
	}
}
