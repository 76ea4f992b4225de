package simulate

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree reads a folder: path → bytes.
func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = content
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sameTree reports paths that are missing or differ.
func sameTree(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	for path, content := range want {
		other, exists := got[path]
		if !exists {
			t.Errorf("%s is missing", path)
		} else if !bytes.Equal(content, other) {
			t.Errorf("%s differs", path)
		}
	}
	for path := range got {
		if _, exists := want[path]; !exists {
			t.Errorf("%s is not expected", path)
		}
	}
}

func write(t *testing.T, o Options) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if _, err := Write(context.Background(), dir, o); err != nil {
		t.Fatal(err)
	}
	return tree(t, dir)
}

func TestEqualOptionsGiveEqualBytes(t *testing.T) {
	for _, o := range []Options{
		{People: 10, Months: 1, Seed: 1},
		{People: 5, Months: 2, Seed: 7, Hostile: true},
	} {
		sameTree(t, write(t, o), write(t, o))
	}
}

func TestSeedMatters(t *testing.T) {
	one, two := write(t, Options{People: 2, Months: 1, Seed: 1}), write(t, Options{People: 2, Months: 1, Seed: 2})
	if bytes.Equal(one["truth.csv"], two["truth.csv"]) {
		t.Error("two seeds give the same truth")
	}
}

// Adding a person leaves the days of the others as they were: every layer has its own stream.
func TestOnePersonMoreChangesNobodyElse(t *testing.T) {
	few := build(mustCheck(t, Options{People: 12, Months: 2, Seed: 5}))
	many := build(mustCheck(t, Options{People: 13, Months: 2, Seed: 5}))
	for i, p := range few.people {
		q := many.people[i]
		if p.name != q.name || p.no != q.no || p.traits != q.traits {
			t.Fatalf("person %d is somebody else: %s %s", i, p.name, q.name)
		}
		if diff := cmp.Diff(fingerprint(p), fingerprint(q)); diff != "" {
			t.Errorf("person %d lived other days:\n%s", i, diff)
		}
	}
}

func mustCheck(t *testing.T, o Options) Options {
	t.Helper()
	o, err := o.checked()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func fingerprint(p *person) []string {
	var lines []string
	for _, d := range p.days {
		line := d.on.Format("01-02") + d.absence + strconv.FormatBool(d.report.isLogged)
		for _, n := range append(intsOf(d.plan), intsOf(d.actual)...) {
			line += " " + strconv.Itoa(n)
		}
		for _, v := range d.visits {
			line += " " + v.outlet.name + v.result
		}
		lines = append(lines, line)
	}
	return lines
}

func intsOf(c counts) []int { list := c.list(); return list[:] }

func TestScales(t *testing.T) {
	for _, people := range []int{2, 9, 100, 1000} {
		w := build(mustCheck(t, Options{People: people, Months: 1, Seed: 3}))
		paths := map[string]bool{}
		for _, j := range w.jobs() {
			if people <= 100 {
				j.onPaper(w.truth)
			}
			if paths[j.path] {
				t.Errorf("%d people: two workbooks are called %s", people, j.path)
			}
			paths[j.path] = true
		}
		if len(paths) < people/2 {
			t.Errorf("%d people wrote only %d files", people, len(paths))
		}
	}
	if files := write(t, Options{People: 2, Months: 1, Seed: 3}); len(files) < 5 {
		t.Errorf("2 people wrote only %d files", len(files))
	}
}

func TestOptionsOutOfRange(t *testing.T) {
	for _, o := range []Options{{People: 1, Months: 1}, {People: 5001, Months: 1}, {People: 10}, {People: 10, Months: 25}} {
		if _, err := Write(context.Background(), t.TempDir(), o); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
}

func TestNamesAndNumbersAreUnique(t *testing.T) {
	w := newWorld(mustCheck(t, Options{People: 5000, Months: 1, Seed: 9}))
	numbers, names, teams := map[string]bool{}, map[string]int{}, map[string]bool{}
	for _, p := range append(w.people, w.staff...) {
		if numbers[p.no] {
			t.Errorf("工号 %s twice", p.no)
		}
		numbers[p.no] = true
		names[p.name]++
	}
	shared := 0
	for _, n := range names {
		if n > 1 {
			shared++
		}
	}
	if shared != 1 {
		t.Errorf("%d names are shared, want the one pair", shared)
	}
	if a, b := w.people[1], w.people[9]; a.name != b.name || a.team == b.team {
		t.Errorf("the pair of one name is %s of %s and %s of %s", a.name, a.team.name, b.name, b.team.name)
	}
	for _, tm := range w.teams {
		if teams[tm.name] {
			t.Errorf("team %s twice", tm.name)
		}
		teams[tm.name] = true
	}
}

func TestHostileTextsAreWritten(t *testing.T) {
	files := write(t, Options{People: 3, Months: 2, Seed: 4, Hostile: true})
	for _, text := range []string{hostileName, hostileOutlet, hostileFormula, hostileResult} {
		quoted := strings.ReplaceAll(text, `"`, `""`)
		if !bytes.Contains(files["truth.csv"], []byte(quoted)) {
			t.Errorf("truth.csv does not hold %s", text)
		}
	}
	for path := range files {
		if strings.ContainsAny(path, `<>|"`) {
			t.Errorf("hostile text in a file name: %s", path)
		}
	}
}

func TestBenchmarkBuilders(t *testing.T) {
	dir := t.TempDir()
	days, err := WriteDayForms(context.Background(), filepath.Join(dir, "days"), 50, 1)
	if err != nil {
		t.Fatal(err)
	}
	books, err := WriteMonthBooks(context.Background(), filepath.Join(dir, "books"), 5, 1)
	if err != nil {
		t.Fatal(err)
	}
	if days.Files != 50 || len(tree(t, filepath.Join(dir, "days"))) != 50 {
		t.Errorf("%d day forms, want 50", days.Files)
	}
	if books.Files != 5 || len(tree(t, filepath.Join(dir, "books"))) != 5 {
		t.Errorf("%d month books, want 5", books.Files)
	}
}

func BenchmarkDayForms(b *testing.B) {
	for b.Loop() {
		if _, err := WriteDayForms(context.Background(), b.TempDir(), 200, 1); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(200*b.N)/b.Elapsed().Seconds(), "files/s")
}
