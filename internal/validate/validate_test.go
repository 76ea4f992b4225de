package validate

import (
	"context"
	"strings"
	"testing"
	"time"

	"aqs/internal/simulate"
)

// The harness works end to end, and on two small worlds the method is better than the rule that
// everybody uses: more of what it names is planted, and fewer healthy people are named.
func TestMethodBeatsRuleOfThumb(t *testing.T) {
	all, err := Run(context.Background(), Options{Dir: t.TempDir(), Seeds: 2, People: 56, Months: 4, IsSmall: true})
	if err != nil {
		t.Fatal(err)
	}
	o := all[0]
	method, naive := o.methods[ours], o.methods["当月低于团队 80%"]
	t.Logf("method %.2f/%.2f F1 %.2f, %.2f per healthy month; rule %.2f/%.2f F1 %.2f, %.2f", method.precision(), method.recall(), method.f1(), method.perHealthy(),
		naive.precision(), naive.recall(), naive.f1(), naive.perHealthy())
	if method.f1() <= naive.f1() {
		t.Errorf("F1 %.2f, the rule has %.2f", method.f1(), naive.f1())
	}
	if method.perHealthy() > naive.perHealthy()/2 {
		t.Errorf("%.2f flags per healthy month, the rule has %.2f", method.perHealthy(), naive.perHealthy())
	}
	if method.right+method.missed == 0 || method.right+method.missed != naive.right+naive.missed {
		t.Errorf("planted: %d and %d", method.right+method.missed, naive.right+naive.missed)
	}
	if o.sides.months == 0 || len(o.absent) > 0 {
		t.Errorf("%.0f months of sides; absent %v", o.sides.months, o.absent)
	}
	if text := Report(all, time.Minute); !strings.Contains(text, "| "+ours+" |") {
		t.Errorf("the report lacks our line:\n%s", text)
	}
}

// An ablation that no longer finds its text must fail, not measure the same thing again.
func TestAblationsFindTheirText(t *testing.T) {
	for _, a := range ablations() {
		if _, err := a.files(); err != nil {
			t.Error(err)
		}
	}
	if _, err := (ablation{"x", []edit{{"analysis/cause_flag.sql", "no such text", ""}}}).files(); err == nil {
		t.Error("a text that is not there was replaced")
	}
}

func TestCalibration(t *testing.T) {
	c := &calibration{}
	c.add([]forecast{{0.9, 1}, {0.9, 0}, {0.1, 0}, {0.1, 0}})
	// Brier (.01+.81+.01+.01)/4; bins: |1.8−1| + |.2−0| = 1 over 4.
	if got := c.score(); got < 0.2099 || got > 0.2101 {
		t.Errorf("Brier %v", got)
	}
	if got := c.error(); got < 0.2499 || got > 0.2501 {
		t.Errorf("error %v", got)
	}
}

// One small world in which everything is planted that does not stand in the scenario of the bars:
// each of the tables that come of it has something in it.
func TestTeamsAppointmentsAndMadeUpLogsAreMeasured(t *testing.T) {
	s := teamwork(simulate.DefaultProfile())
	s.People, s.Months, s.Plant.CallTeams, s.Plant.Fabricators = 16, 3, 1, 0.5
	s.Plant.TeamMix, s.Plant.TeamSlump, s.Plant.TeamWithdrawn = 0.5, 0, 0.5
	o, err := measure(context.Background(), s, 1, t.TempDir(), false, false)
	if err != nil {
		t.Fatal(err)
	}
	o.worlds = []*Outcome{o}
	if n := o.cards.cause["C4"]; n[0]+n[1]+n[2]+n[3] == 0 || o.cards.calls[0] == 0 || o.cards.talk[0] == 0 {
		t.Errorf("cards: C4 %v, others by appointment %v, all %v", n, o.cards.calls, o.cards.talk)
	}
	if o.teams[teamMixRow].months+o.teams[teamWithdrawnRow].months == 0 {
		t.Errorf("teams: %v", o.teams)
	}
	if made, _ := o.padders.made(); made < 2 {
		t.Errorf("%d people make up their logs", made)
	}
	text := Report([]*Outcome{o}, time.Minute)
	for _, want := range []string{"| C4 约访差 |", trueCaller, "整天编造"} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
		t.Errorf("no number in the report:\n%s", text)
	}
}
