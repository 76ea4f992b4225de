package e2e

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aqs/internal/simulate"
	"aqs/internal/warehouse"
)

// kills is how many random moments of a run are tried; publications how many more within the last
// part of it, where the new site is written and takes the old one's place. Each of the killers, who
// work side by side because a run keeps one core busy, does its share.
const (
	killers      = 2
	kills        = 50 / killers
	publications = 10 / killers
)

// killedRuns is what came of the runs of all killers.
type killedRuns struct {
	sync.Mutex
	runs, sawOld, sawNew int
}

// killer disturbs runs that lead from one state to another.
type killer struct {
	before           office // knows the old half of the files
	inbox            string // all files
	oldSite, newSite string // hashes
	wantTables       map[string][]string
	random           *rand.Rand
	usual            time.Duration // of a run that nobody disturbs
}

// SIGKILL at random moments of a run that would change everything: the site is always all of the
// old one or all of the new one, the next run succeeds without help, and its figures and pages are
// those of a run that nobody disturbed.
func TestKill(t *testing.T) {
	dir := simulated(t, simulate.Options{People: 6, Months: 1, Seed: 11})
	inbox := filepath.Join(dir, "inbox")
	files := workbooks(t, inbox)

	// The old state knows half of the files; the run to be killed adds the other half.
	before := newOffice(t, filepath.Join(t.TempDir(), "inbox"), "2026-01-31")
	copyFiles(t, inbox, before.inbox, everySecond(files, 0))
	before.run(t, "run", "--quiet")
	oldSite := mustHash(t, before.site)

	clean := restored(t, before, inbox)
	usual := clean.timedRun(t)
	newSite := mustHash(t, clean.site)
	if oldSite == newSite {
		t.Fatal("the second half of the files changes nothing: this test could not fail")
	}
	wantTables := dump(t, clean)

	var all killedRuns
	t.Run("side by side", func(t *testing.T) {
		for n := range uint64(killers) {
			t.Run(strconv.FormatUint(n, 10), func(t *testing.T) {
				t.Parallel()
				k := killer{before, inbox, oldSite, newSite, wantTables, rand.New(rand.NewPCG(11, n)), usual}
				k.work(t, &all)
			})
		}
	})
	t.Logf("%d runs killed, a run takes %v: %d left the old site, %d the new one", all.runs, usual.Round(time.Millisecond), all.sawOld, all.sawNew)
	if all.sawOld == 0 {
		t.Error("no kill came before the publication: this test could not fail")
	}
}

// work kills its share of runs, and looks at what each left.
func (k *killer) work(t *testing.T, all *killedRuns) {
	t.Helper()
	publishing := k.usual / 10 // at most, from the first file of the new site to the end of the run
	killed := 0
	for i := 0; killed < kills+publications; i++ {
		if i == 3*(kills+publications) {
			t.Fatalf("only %d of %d runs were killed before they ended", killed, i)
		}
		if i%10 == 9 { // the machine may have become busier or idler
			k.usual = restored(t, k.before, k.inbox).timedRun(t)
		}
		o := restored(t, k.before, k.inbox)
		moment := time.Duration(k.random.Float64() * 1.1 * float64(k.usual))
		cmd := o.command("run", "--quiet")
		start := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			// The error is the kill, or exit code 3 of a run that was faster.
			_ = cmd.Wait()
			close(ended)
		}()
		if killed >= kills {
			moment = time.Duration(k.random.Float64() * float64(publishing))
			waitForPublication(o, ended)
		}
		select {
		case <-ended:
		case <-time.After(moment):
			// It may end at this very moment; then there is nothing to kill.
			_ = cmd.Process.Kill()
			<-ended
		}
		if cmd.ProcessState.Exited() { // it was faster than the kill
			k.usual = min(k.usual, time.Since(start))
			if killed >= kills {
				publishing = publishing * 2 / 3
			}
			continue
		}
		killed++
		all.count(func() { all.runs++ })

		if _, err := os.Stat(filepath.Join(o.site, "index.html")); err != nil {
			t.Fatalf("kill %d after %v: %v", i, moment, err)
		}
		switch mustHash(t, o.site) {
		case k.oldSite:
			all.count(func() { all.sawOld++ })
		case k.newSite:
			all.count(func() { all.sawNew++ })
		default:
			t.Fatalf("kill %d after %v: the site is neither the old one nor the new one", i, moment)
		}
		marts := o.open(t)
		rows(t, marts, "select * from report.rpt_headline")
		closed(t, marts)
		o.run(t, "run", "--quiet")
		if mustHash(t, o.site) != k.newSite {
			t.Fatalf("kill %d after %v: after the next run the site differs from a clean run's", i, moment)
		}
		for _, leftover := range []string{
			warehouse.Staging(o.site), warehouse.Staging(filepath.Join(o.data, "marts.duckdb")),
			filepath.Join(o.data, "marts.duckdb.new.wal"), filepath.Join(o.data, "raw.duckdb.wal"),
		} {
			if _, err := os.Stat(leftover); err == nil {
				t.Errorf("kill %d after %v: the next run left %s", i, moment, filepath.Base(leftover))
			}
		}
		if i%5 == 0 { // reading every table takes as long as a run
			if diff := cmp.Diff(k.wantTables, dump(t, o)); diff != "" {
				t.Fatalf("kill %d after %v: after the next run the figures differ from a clean run's:\n%s", i, moment, diff)
			}
		}
		if err := os.RemoveAll(filepath.Dir(o.data)); err != nil {
			t.Fatal(err)
		}
	}
}

func (all *killedRuns) count(one func()) {
	all.Lock()
	defer all.Unlock()
	one()
}

// waitForPublication returns when the new site begins to be written, or the run has ended.
func waitForPublication(o office, ended <-chan struct{}) {
	for {
		select {
		case <-ended:
			return
		case <-time.After(time.Millisecond):
			if _, err := os.Stat(warehouse.Staging(o.site)); err == nil {
				return
			}
		}
	}
}

// timedRun runs everything and tells how long it took.
func (o office) timedRun(t *testing.T) time.Duration {
	t.Helper()
	start := time.Now()
	o.run(t, "run", "--quiet")
	return time.Since(start)
}

// restored is a copy of an office with another inbox.
func restored(t *testing.T, from office, inbox string) office {
	t.Helper()
	o := newOffice(t, inbox, from.asOf)
	copyTree(t, from.data, o.data)
	copyTree(t, from.site, o.site)
	return o
}
