package validate

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aqs/internal/simulate"
)

// worldOf is a world of one person with six equal months, to be judged by hand.
func worldOf(p simulate.Planted, change func(*simulate.PlantedMonth)) *world {
	p.No = "1"
	for m := range 6 {
		month := simulate.PlantedMonth{Start: time.Date(2026, time.January+time.Month(m), 1, 0, 0, 0, 0, time.UTC), Workdays: 20, Worked: 20, PlanTalks: 100, GoalYuan: 30_000}
		if change != nil {
			change(&month)
		}
		p.Months = append(p.Months, month)
	}
	if p.Cause != "" {
		p.From = p.Months[0].Start
	}
	w := &world{people: []simulate.Planted{p}, usual: usual{yuanPerTalk: 400, outlets: 0.24}}
	w.byNo = map[string]*simulate.Planted{"1": &w.people[0]}
	return w
}

func TestCardsAreJudged(t *testing.T) {
	named := func(rule, class string) card { return card{rule, class, "named"} }
	talk := func(rule, class string) card { return card{rule, class, "needs_talk"} }
	for _, c := range []struct {
		about string
		who   simulate.Planted
		month func(*simulate.PlantedMonth)
		cards []card
		label string
		first string
		right int // of the four columns; -1: no cause
		named [2]int
	}{
		{"the right card", simulate.Planted{Cause: "C6"}, nil, []card{named("R3", "person")}, truePerson, "person", 0, [2]int{1, 1}},
		{"the right card, to be talked about, behind a wrong class", simulate.Planted{Cause: "C6"}, nil, []card{named("R16", "outlet"), talk("R3", "person")}, truePerson, "outlet", 1, [2]int{1, 0}},
		{"another card", simulate.Planted{Cause: "C7"}, nil, []card{named("R6", "person")}, truePerson, "person", 2, [2]int{1, 1}},
		{"no card", simulate.Planted{Cause: "C9"}, nil, nil, truePerson, "none", 3, [2]int{}},
		{"poor outlets blamed on the person", simulate.Planted{OutletLevel: 0.18}, nil, []card{named("R3", "person")}, trueOutlet, "person", -1, [2]int{1, 0}},
		{"poor outlets named", simulate.Planted{OutletLevel: 0.18}, nil, []card{named("R16", "outlet")}, trueOutlet, "outlet", -1, [2]int{1, 1}},
		{"luck", simulate.Planted{OutletLevel: 0.24}, nil, []card{named("R0", "luck")}, trueNothing, "luck", -1, [2]int{1, 1}},
		{"a plan worth 40,000 called short of 30,000", simulate.Planted{}, nil, []card{named("R14", "plan")}, trueNothing, "plan", -1, [2]int{1, 0}},
		{"a plan worth 40,000 called short of 50,000", simulate.Planted{}, func(m *simulate.PlantedMonth) { m.GoalYuan = 50_000 }, []card{named("R14", "plan")}, trueNothing, "plan", -1, [2]int{1, 1}},
		{"a product withdrawn, blamed on the person", simulate.Planted{}, func(m *simulate.PlantedMonth) { m.TeamFate = "D_team_withdrawn" }, []card{talk("R3", "person")}, trueProduct, "talk", -1, [2]int{}},
		{"appointments", simulate.Planted{Cause: "C4", IsCaller: true}, nil, []card{named("R2", "person")}, truePerson, "person", 0, [2]int{1, 1}},
	} {
		tally := newCardTally()
		worldOf(c.who, c.month).judgeCards(tally, c.cards, 0, 5)
		if tally.first[c.label][c.first] != 1 {
			t.Errorf("%s: first card %v, want %s under %s", c.about, tally.first, c.first, c.label)
		}
		if tally.named != c.named {
			t.Errorf("%s: named %v, want %v", c.about, tally.named, c.named)
		}
		counts := tally.cause[c.who.Cause]
		for i, n := range counts {
			if want := one(i == c.right); n != want {
				t.Errorf("%s: columns %v, want %d", c.about, counts, c.right)
			}
		}
	}
}

// A team is truly lower by a tenth of the company's rate, unless something befell it.
func TestTeamsAreJudged(t *testing.T) {
	w := &world{}
	add := func(team string, rate float64, fate string) {
		p := simulate.Planted{Team: team}
		for range 6 {
			p.Months = append(p.Months, simulate.PlantedMonth{Worked: 20, Intent: rate, Close: 0.5})
		}
		p.Months[3].TeamFate = fate
		w.people = append(w.people, p)
	}
	add("一组", 0.24, "")
	add("二组", 0.18, "")
	add("三组", 0.24, "D_team_slump")
	for _, c := range []struct {
		team, factor string
		month        int
		want         string
	}{
		{"一组", "intent_rate", 5, teamEqualRow}, {"二组", "intent_rate", 5, teamLowerRow}, {"二组", "close_rate", 5, teamEqualRow},
		{"三组", "intent_rate", 2, teamEqualRow}, {"三组", "intent_rate", 5, teamSlumpRow}, {"三组", "close_rate", 5, teamEqualRow}, {"四组", "intent_rate", 5, ""},
	} {
		if got := w.teamRow(c.team, c.factor, c.month); got != c.want {
			t.Errorf("%s %s month %d: %q, want %q", c.team, c.factor, c.month, got, c.want)
		}
	}
}

// The jackknife of a mean is the standard error of the mean: 1, 2, 3, 6 → s = 2.160, s/√4 = 1.080.
func TestJackknife(t *testing.T) {
	values := []float64{1, 2, 3, 6}
	var without []float64
	for _, v := range values {
		without = append(without, (12-v)/3)
	}
	if got := jackknife(without); math.Abs(got-1.0801) > 0.0001 {
		t.Errorf("%v", got)
	}
	if got := jackknife([]float64{1}); !math.IsNaN(got) {
		t.Errorf("one seed has a standard error: %v", got)
	}
}

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		value, se, limit float64
		atLeast          bool
		want             string
	}{
		{0.80, 0.01, 0.68, true, "达到"}, {0.69, 0.01, 0.68, true, "达到，勉强"}, {0.60, 0.01, 0.68, true, "**未达到**"},
		{0.125, 0.01, 0.12, false, "**未达到**，勉强"}, {0.12, math.NaN(), 0.12, false, "达到"},
	} {
		if got := verdict(interval{value: c.value, se: c.se}, c.limit, c.atLeast); got != c.want {
			t.Errorf("%v ± %v against %v: %s, want %s", c.value, c.se, c.limit, got, c.want)
		}
	}
}

// A run that is broken off leaves the file of the run before as it was.
func TestBrokenOffRunLeavesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "validation.md")
	if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := WriteReport(ctx, Options{Dir: t.TempDir(), Seeds: 1, People: 8, Months: 3, IsSmall: true}, path); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "before" {
		t.Errorf("%q, %v", text, err)
	}
}
