package validate

import (
	"context"
	"strings"
	"testing"
	"time"
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
