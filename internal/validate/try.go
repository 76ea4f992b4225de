package validate

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"aqs/internal/simulate"
)

// Try is for development: Try(dir, profile, f, seeds, models…).
func Try(ctx context.Context, args []string) error {
	profile := simulate.DefaultProfile()
	if args[1] == "other" {
		profile = simulate.OtherProfile()
	}
	f, _ := strconv.ParseFloat(args[2], 64)
	seeds, _ := strconv.Atoi(args[3])
	s := defects("x", profile, f)
	totals := map[string]*tally{}
	var names []string
	for seed := 1; seed <= seeds; seed++ {
		dir := filepath.Join(args[0], fmt.Sprintf("%s-%s-%d", args[1], args[2], seed))
		w, err := liveOrReuse(ctx, s, uint64(seed), dir)
		if err != nil {
			return err
		}
		if err := dumpTruth(w); err != nil {
			return err
		}
		if os.Getenv("AQS_TRUTH_ONLY") != "" {
			continue
		}
		marts, err := w.marts(ctx, "marts", s.lastDay(), devFiles())
		if err != nil {
			return err
		}
		add := func(name string, flags map[finding]bool) {
			if totals[name] == nil {
				totals[name] = &tally{}
				names = append(names, name)
			}
			totals[name].add(w.judge(flags))
		}
		list, err := readFlags(ctx, marts)
		if err != nil {
			return err
		}
		for _, q := range []float64{0.1, 0.2, 0.3} {
			flags := map[finding]bool{}
			for _, r := range list {
				if r.hasP && r.falseShare <= q && r.isMaterial && r.isBounded {
					flags[r.finding] = true
				}
			}
			add(fmt.Sprintf("q=%.1f", q), flags)
		}
		low := map[finding]bool{}
		for _, r := range list {
			if r.hasP && r.falseShare <= 0.2 {
				low[r.finding] = true
			}
		}
		add("low only", low)
		all, err := readFigures(ctx, marts)
		if err != nil {
			return err
		}
		for _, n := range naiveRules() {
			flags := map[finding]bool{}
			for m := s.FirstMonth; m < s.Months; m++ {
				for k := range n.flag(all, m) {
					flags[k] = true
				}
			}
			add(n.name, flags)
		}
	}
	for _, n := range names {
		t := totals[n]
		fmt.Printf("prec %.2f rec %.2f F1 %.2f | healthy %.2f decoy %.2f/%.2f away %.2f  %s\n", t.precision(), t.recall(), t.f1(), t.perHealthy(), t.decoys(), over(t.decoyAny, t.decoyMonths), over(t.awayFlags, t.awayMonths), n)
		if n == "q=0.2" {
			for _, k := range factors {
				c := t.byFactor[k]
				fmt.Printf("    %-12s right %d wrong %d missed %d  prec %.2f rec %.2f\n", k, c[0], c[1], c[2], over(c[0], c[0]+c[1]), over(c[0], c[0]+c[2]))
			}
		}
	}
	return nil
}

func liveOrReuse(ctx context.Context, s Scenario, seed uint64, dir string) (*world, error) {
	if _, err := os.Stat(filepath.Join(dir, "raw.duckdb")); err == nil {
		people, err := simulate.People(s.options(seed))
		if err != nil {
			return nil, err
		}
		w := &world{scenario: s, dir: dir, people: people, byNo: map[string]*simulate.Planted{}}
		return w, nil
	}
	return live(ctx, s, seed, dir)
}

func devFiles() fs.FS {
	if dir := os.Getenv("AQS_SQL"); dir != "" {
		return os.DirFS(dir)
	}
	return nil
}

func dumpTruth(w *world) error {
	text := "no,team,cause,from,sev,decoys,fab,fixed,month,workdays,worked,pace,intent,close,ticket\n"
	for _, p := range w.people {
		for i, m := range p.Months {
			text += fmt.Sprintf("%s,%s,%s,%s,%g,%s,%v,%v,%d,%d,%d,%g,%g,%g,%g\n", p.No, p.Team, p.Cause, p.From.Format("2006-01-02"), p.Severity, strings.Join(p.Decoys, ";"), p.IsFabricator, p.IsFixedRoute, i, m.Workdays, m.Worked, m.Pace, m.Intent, m.Close, m.Ticket)
		}
	}
	return os.WriteFile(filepath.Join(w.dir, "people.csv"), []byte(text), 0o644)
}
