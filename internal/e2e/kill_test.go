package e2e

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aqs/internal/simulate"
)

// kills is how many moments of a run are tried.
const kills = 50

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
	start := time.Now()
	clean.run(t, "run", "--quiet")
	usual := time.Since(start)
	newSite := mustHash(t, clean.site)
	if oldSite == newSite {
		t.Fatal("the second half of the files changes nothing: this test could not fail")
	}
	wantTables := exportTables(t, clean)

	random := rand.New(rand.NewPCG(11, 50))
	var killed, sawOld, sawNew int
	for i := range kills {
		o := restored(t, before, inbox)
		moment := time.Duration(random.Float64() * 1.05 * float64(usual))
		cmd := o.command("run", "--quiet")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(moment)
		if cmd.Process.Kill() == nil {
			killed++
		}
		// The error is the kill, or exit code 3 of a run that was faster.
		_ = cmd.Wait()

		if _, err := os.Stat(filepath.Join(o.site, "index.html")); err != nil {
			t.Fatalf("kill %d after %v: %v", i, moment, err)
		}
		switch mustHash(t, o.site) {
		case oldSite:
			sawOld++
		case newSite:
			sawNew++
		default:
			t.Fatalf("kill %d after %v: the site is neither the old one nor the new one", i, moment)
		}
		o.run(t, "query", "select count(*) from report.rpt_headline") // the marts open
		o.run(t, "run", "--quiet")
		if mustHash(t, o.site) != newSite {
			t.Fatalf("kill %d after %v: after the next run the site differs from a clean run's", i, moment)
		}
		for _, leftover := range []string{o.site + ".new", filepath.Join(o.data, "marts.duckdb.new"), filepath.Join(o.data, "marts.duckdb.new.wal"), filepath.Join(o.data, "raw.duckdb.wal")} {
			if _, err := os.Stat(leftover); err == nil {
				t.Errorf("kill %d after %v: the next run left %s", i, moment, filepath.Base(leftover))
			}
		}
		if i%10 == 0 && !bytes.Equal(exportTables(t, o), wantTables) {
			t.Fatalf("kill %d after %v: after the next run the figures differ from a clean run's", i, moment)
		}
		if err := os.RemoveAll(filepath.Dir(o.data)); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills within %v: %d left the old site, %d the new one", killed, usual.Round(time.Millisecond), sawOld, sawNew)
	if sawOld == 0 {
		t.Error("no kill came before the publication: this test could not fail")
	}
}

// restored is a copy of an office with another inbox.
func restored(t *testing.T, from office, inbox string) office {
	t.Helper()
	o := newOffice(t, inbox, from.asOf)
	copyTree(t, from.data, o.data)
	copyTree(t, from.site, o.site)
	return o
}

func exportTables(t *testing.T, o office) []byte {
	t.Helper()
	var all bytes.Buffer
	for _, table := range tables(t, o) {
		all.WriteString(table + "\n" + o.run(t, "query", "--format", "csv", "select * from "+table+" order by all"))
	}
	return all.Bytes()
}
