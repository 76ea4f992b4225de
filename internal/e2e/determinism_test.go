package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aqs/internal/simulate"
)

// Two runs into two folders, one of them with one worker, a third in two parts: the sites are the
// same bytes and every table reads the same.
func TestDeterminism(t *testing.T) {
	dir := simulated(t, simulate.Options{People: 12, Months: 2, Seed: 7})
	inbox := filepath.Join(dir, "inbox")

	atOnce := newOffice(t, inbox, "2026-02-28")
	atOnce.run(t, "run", "--quiet")

	again := newOffice(t, inbox, "2026-02-28")
	again.workers = 1
	again.run(t, "run", "--quiet")

	half := filepath.Join(t.TempDir(), "inbox")
	inParts := newOffice(t, half, "2026-02-28")
	files := workbooks(t, inbox)
	copyFiles(t, inbox, half, everySecond(files, 0))
	inParts.run(t, "ingest", "--quiet")
	copyFiles(t, inbox, half, everySecond(files, 1))
	inParts.run(t, "run", "--quiet")

	wantSite, wantTables := mustHash(t, atOnce.site), dump(t, atOnce)
	for _, other := range []struct {
		name string
		office
	}{{"again", again}, {"in parts", inParts}} {
		if mustHash(t, other.site) != wantSite {
			t.Errorf("%s: the site differs (compare %s and %s)", other.name, atOnce.site, other.site)
		}
		if diff := cmp.Diff(wantTables, dump(t, other.office)); diff != "" {
			t.Errorf("%s: tables differ (-at once +%s):\n%s", other.name, other.name, diff)
		}
	}
	// The same folders once more: nothing is read, nothing changes.
	again.run(t, "run", "--quiet")
	if mustHash(t, again.site) != wantSite {
		t.Error("a second run over unchanged files changed the site")
	}
}

// dump reads every relation of the layers that users may query: table → its rows, sorted.
func dump(t *testing.T, o office) map[string][]string {
	t.Helper()
	session := o.open(t)
	defer closed(t, session)
	tables := make(map[string][]string)
	for _, line := range rows(t, session, `select table_schema || '.' || table_name from information_schema.tables
		where table_catalog = 'marts' and table_schema in ('core', 'analysis', 'report')`) {
		var lines []string
		for _, row := range rows(t, session, "select * from "+line[0]+" order by all") {
			lines = append(lines, strings.Join(row, "\x1f"))
		}
		tables[line[0]] = lines
	}
	if len(tables) < 20 || len(tables["report.rpt_headline"]) == 0 {
		t.Fatalf("only %d tables, %d headlines", len(tables), len(tables["report.rpt_headline"]))
	}
	return tables
}

func workbooks(t *testing.T, inbox string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(inbox, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			relative, _ := filepath.Rel(inbox, path)
			files = append(files, relative)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func everySecond(files []string, from int) []string {
	var chosen []string
	for i := from; i < len(files); i += 2 {
		chosen = append(chosen, files[i])
	}
	return chosen
}

func copyFiles(t *testing.T, from, to string, files []string) {
	t.Helper()
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(from, file))
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(to, file)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, content, 0o644); err != nil {
			t.Fatal(fmt.Errorf("copy %s: %w", file, err))
		}
	}
}
