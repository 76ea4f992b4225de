//go:build unix

package bench

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Every workload at a part of its size is read alike by our reader and excelize, and the check
// that says so can fail.
func TestReadersAgree(t *testing.T) {
	dir := t.TempDir()
	for _, load := range All() {
		load.Size = map[string]int{"files": 3, "rows": 500}[load.Unit]
		input, err := load.Ensure(context.Background(), dir, 7)
		must(t, err)
		truth, err := Count(context.Background(), input.Dir)
		must(t, err)
		if truth.Cells < 100 || truth.Numbers == 0 {
			t.Errorf("%s holds next to nothing: %+v", load.ID, truth)
		}
		for way, sums := range map[string]string{"own": "numbers", "grid": "numbers", "excelize": "numerals"} {
			out, err := Read(context.Background(), way, input.Dir)
			must(t, err)
			if problem := truth.disagrees(out, sums); problem != "" {
				t.Errorf("%s: %s: %s", load.ID, way, problem)
			}
			out.Cells--
			if truth.disagrees(out, sums) == "" {
				t.Errorf("%s: a lost cell is not noticed", load.ID)
			}
			out.Cells++
			out.Sum += 0.5
			if truth.disagrees(out, sums) == "" {
				t.Errorf("%s: a wrong number is not noticed", load.ID)
			}
		}
		for _, floor := range []string{"bytes", "inflate"} {
			_, err := Read(context.Background(), floor, input.Dir)
			must(t, err)
		}
	}
}

func TestEnsureKeepsAndChecks(t *testing.T) {
	load, dir := All()[0], t.TempDir()
	load.Size = 2
	first, err := load.Ensure(context.Background(), dir, 1)
	must(t, err)
	load.write = func(context.Context, string, int, uint64) error {
		t.Error("written again")
		return nil
	}
	again, err := load.Ensure(context.Background(), dir, 1)
	must(t, err)
	if first != again || first.Files != 2 || first.Bytes == 0 {
		t.Errorf("first %+v, then %+v", first, again)
	}
	paths, err := workbooks(first.Dir)
	must(t, err, os.Remove(paths[0]))
	if _, err := load.Ensure(context.Background(), dir, 1); err == nil || !strings.Contains(err.Error(), "written as") {
		t.Errorf("a lost file gives %v", err)
	}
}

func TestExec(t *testing.T) {
	t.Setenv("AQS_INBOX", "somewhere")
	cost, out, err := Exec(context.Background(), nil, "sh", "-c", `test -z "$AQS_INBOX" && echo '{"cells": 7}'`)
	must(t, err)
	if out.Cells != 7 || cost.Wall <= 0 || cost.Peak <= 0 {
		t.Errorf("got %+v, %+v", cost, out)
	}
	// A small child of a large parent is small.
	large := make([]byte, 200<<20)
	for i := 0; i < len(large); i += 1024 {
		large[i] = 1
	}
	cost, _, err = Exec(context.Background(), nil, "sh", "-c", "sleep 0.1; echo '{}'")
	must(t, err)
	if own := highWater(os.Getpid()); own > 0 && (own < 200 || cost.Peak > 100) {
		t.Errorf("a shell takes %.0f MB, this test %.0f", cost.Peak, own)
	}
	runtime.KeepAlive(large)
	if _, _, err := Exec(context.Background(), nil, "sh", "-c", "echo '{}'; echo broken >&2; exit 1"); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("a failure gives %v", err)
	}
	if _, _, err := Exec(context.Background(), nil, "sh", "-c", "echo nonsense"); err == nil {
		t.Error("no outcome gives no error")
	}
	if _, _, err := Exec(context.Background(), nil, "sh", "-c", "echo '{}'; exit 3"); err != nil {
		t.Errorf("exit code 3, files that need attention, gives %v", err)
	}
}

// Ratios are medians over pairs: one disturbed pair does not count, and a machine that is twice as
// slow for one whole pair does not show.
func TestSeries(t *testing.T) {
	turns := []float64{1, 2, 1}
	i := 0
	ours := func(context.Context) (Cost, Outcome, error) {
		return Cost{CPU: turns[i], Wall: 1, Peak: 10}, Outcome{}, nil
	}
	theirs := func(context.Context) (Cost, Outcome, error) {
		cost := Cost{CPU: 15 * turns[i], Wall: 9 + float64(i), Peak: 20}
		i++
		return cost, Outcome{Cells: 5, Version: "v|1"}, nil
	}
	series, err := alternate(context.Background(), len(turns), time.Hour, Peer{Name: "peer", Sums: "numbers"}, ours, theirs)
	must(t, err)
	if got := series.ratio(cpu); got != 15 {
		t.Errorf("ratio %v, want 15", got)
	}
	if got := typical(series.theirs()); got != (Cost{CPU: 15, Wall: 10, Peak: 20}) {
		t.Errorf("typical %+v", got)
	}
	i = 0
	hasty, err := alternate(context.Background(), len(turns), 0, Peer{}, ours, theirs)
	if must(t, err); len(hasty.Pairs) != 1 {
		t.Errorf("without patience %d pairs", len(hasty.Pairs))
	}
	want := "| peer | v/1 | 3 | 15.00 | 15 | 10.00 | 10 | 20 | yes |\n"
	if diff := cmp.Diff(want, readingRow(series)); diff != "" {
		t.Error(diff)
	}
	series.Problem = Truth{Cells: 6}.disagrees(series.Outcome, "numbers")
	if got := readingRow(series); !strings.Contains(got, "**no**: 5 cells, we 6") {
		t.Errorf("got %s", got)
	}
}

func TestPublish(t *testing.T) {
	path := filepath.Join(t.TempDir(), "performance.md")
	must(t, os.WriteFile(path, []byte("before\n"+figuresBegin+"old\n"+figuresEnd+"after\n"), 0o644))
	must(t, CheckPublish(path), Publish(path, []byte("new\n")))
	text, err := os.ReadFile(path)
	must(t, err)
	if diff := cmp.Diff("before\n"+figuresBegin+"\nnew\n\n"+figuresEnd+"after\n", string(text)); diff != "" {
		t.Error(diff)
	}
	must(t, os.WriteFile(path, []byte("no place\n"), 0o644))
	if err := errors.Join(Publish(path, nil), CheckPublish(path)); !errors.Is(err, ErrNoFigures) || CheckPublish(path) == nil {
		t.Errorf("got %v", err)
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.values); got != c.want {
			t.Errorf("%v: got %v", c.values, got)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 7500000: "7,500,000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: got %s", n, got)
		}
	}
}

// The scripts stay short enough to be read before a figure of theirs is believed.
func TestScriptsAreShort(t *testing.T) {
	paths, err := filepath.Glob("peers/[rls]*") // read_*, load_*, setup.sh
	must(t, err)
	if len(paths) < 7 {
		t.Errorf("only %q", paths)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		must(t, err)
		if lines := strings.Count(string(text), "\n"); lines > 60 {
			t.Errorf("%s has %d lines", path, lines)
		}
	}
}
