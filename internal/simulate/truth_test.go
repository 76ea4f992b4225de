package simulate

import (
	"context"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// drawn simulates without saving anything and returns the world with its complete truth.
func drawn(t *testing.T, o Options) *world {
	t.Helper()
	w := build(mustCheck(t, o))
	for _, j := range w.jobs() {
		j.onPaper(w.truth)
	}
	w.tellTruth()
	return w
}

var sample = Options{People: 30, Months: 3, Seed: 20260101, Full: true}

// Every cell that the truth names holds exactly what the truth says was written there.
func TestTruthNamesTheRightCells(t *testing.T) {
	hostile := Options{People: 17, Months: 1, Seed: 11, Hostile: true}
	hostileDir := t.TempDir()
	if _, err := Write(context.Background(), hostileDir, hostile); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		o   Options
		dir string
	}{
		{sample, filepath.Join("..", "..", "sample-data")}, // equal to what is written: sample_test.go
		{hostile, hostileDir},
	} {
		o, dir, w := c.o, filepath.Join(c.dir, "inbox"), drawn(t, c.o)
		books := map[string]*excelize.File{}
		checked := 0
		for _, f := range w.truth.facts {
			if f.cell == "" || strings.HasSuffix(f.kind, "/issue") {
				continue
			}
			book := books[f.file]
			if book == nil {
				var err error
				book, err = excelize.OpenFile(filepath.Join(dir, filepath.FromSlash(f.file)), excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatalf("%s: %v", f.file, err)
				}
				books[f.file] = book
			}
			got, err := book.GetCellValue(f.sheet, f.cell)
			if err != nil {
				t.Fatalf("%s %s %s: %v", f.file, f.sheet, f.cell, err)
			}
			if got != f.written {
				t.Errorf("%s %s!%s holds %q, want %q (%s %s)", f.file, f.sheet, f.cell, got, f.written, f.kind, f.field)
			}
			checked++
		}
		for _, book := range books {
			book.Close()
		}
		t.Logf("people %d, seed %d: %d cells of %d files compared", o.People, o.Seed, checked, len(books))
		if checked < 1000 {
			t.Errorf("only %d cells compared", checked)
		}
	}
}

// No fact is told twice, and each value's kind carries what identifies it.
func TestTruthIsUnique(t *testing.T) {
	w := drawn(t, sample)
	seen := map[[5]string]fact{}
	kinds := map[string]int{}
	for _, f := range w.truth.facts {
		key := [5]string{f.kind, f.no + "/" + f.team, f.date, f.seq, f.field}
		if strings.Contains(f.kind, "/") { // of the forms beside the logs: one value of a field in a cell
			key = [5]string{f.kind, f.file, f.sheet, f.cell, f.field + "=" + f.value}
		}
		if other, twice := seen[key]; twice {
			t.Errorf("%v is told twice: %s %s and %s %s", key, other.file, other.cell, f.file, f.cell)
		}
		seen[key] = f
		kinds[f.kind]++
	}
	for _, kind := range []string{"day_status", "day_metric", "visit", "sale", "target", "period_metric", "person", "outlet", "product", "leave", "cause"} {
		if kinds[kind] == 0 {
			t.Errorf("no fact of kind %s", kind)
		}
	}
	t.Logf("%v", kinds)
}

func TestDaysAreConsistent(t *testing.T) {
	w := build(mustCheck(t, Options{People: 100, Months: 3, Seed: 2}))
	for _, p := range w.people {
		for _, d := range p.days {
			sum := counts{}
			for _, s := range d.sales {
				sum.cases += s.cases
				sum.premium += s.premium
			}
			at := p.name + " " + d.on.Format("2006-01-02")
			switch {
			case d.actual.closes > d.actual.talks:
				t.Errorf("%s: %d closes of %d talks", at, d.actual.closes, d.actual.talks)
			case d.actual.intents > d.actual.talks:
				t.Errorf("%s: %d intents of %d talks", at, d.actual.intents, d.actual.talks)
			case d.actual.cases < d.actual.closes:
				t.Errorf("%s: %d cases of %d closes", at, d.actual.cases, d.actual.closes)
			case sum.cases != d.actual.cases || sum.premium != d.actual.premium:
				t.Errorf("%s: sales do not add up", at)
			case d.actual.visits != len(d.visits):
				t.Errorf("%s: %d visits, %d lines", at, d.actual.visits, len(d.visits))
			case d.absence != "" && d.actual != counts{}:
				t.Errorf("%s: absent and at work", at)
			case len(d.sales) > 0 && !d.report.isLogged:
				t.Errorf("%s: a sale is in no log", at)
			case !p.isEmployed(d.on):
				t.Errorf("%s: not employed", at)
			}
		}
	}
}

// Team targets are the sums of their people's, team weeks the sums of their people's weeks.
func TestTeamsAddUp(t *testing.T) {
	w := drawn(t, sample)
	type key struct{ kind, team, date, field string }
	teams, people := map[key]float64{}, map[key]float64{}
	for _, f := range w.truth.facts {
		if f.kind != "target" && f.kind != "period_metric" || f.field == "outlet_active_rate" {
			continue
		}
		value, err := strconv.ParseFloat(f.value, 64)
		if err != nil {
			t.Fatal(err)
		}
		k := key{f.kind, f.team, f.date, f.field}
		if f.no == "" {
			teams[k] = value
		} else {
			people[k] += value
		}
	}
	if len(teams) < 100 {
		t.Errorf("only %d team figures", len(teams))
	}
	for k, total := range teams {
		if math.Abs(total-people[k]) > 1e-9 {
			t.Errorf("%v: team %v, people %v", k, total, people[k])
		}
	}
}

// The planted severity shows in the figures: over many people, those with few visits planted
// make fewer than the healthy ones.
func TestCausesShow(t *testing.T) {
	w := build(mustCheck(t, Options{People: 300, Months: 3, Seed: 8}))
	var sick, well, sickDays, wellDays float64
	for _, p := range w.people {
		for _, d := range p.days {
			if d.absence != "" {
				continue
			}
			share := float64(d.actual.visits) / p.traits.visits
			if p.factor(d.on, tooLittle) < 1 {
				sick, sickDays = sick+share, sickDays+1
			} else if p.flaw == nil {
				well, wellDays = well+share, wellDays+1
			}
		}
	}
	if ratio := (sick / sickDays) / (well / wellDays); ratio > 0.75 || ratio < 0.45 {
		t.Errorf("planted 做得不够 works at %.2f of the healthy; want about .6", ratio)
	}
}
