package transform

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"testing"

	"aqs/internal/warehouse"
)

// Every job runs once and after its needs, whatever the number of sessions; the first error stops
// what has not begun.
func TestRunJobs(t *testing.T) {
	for _, sessions := range []int{1, 2, 4} {
		const n = 200
		var done [n]atomic.Bool
		jobs := make([]job, n)
		for i := range jobs {
			if i > 0 {
				jobs[i].needs = []int{i / 2, (i * 7) % i}
			}
			jobs[i].run = func(context.Context, *warehouse.Session) error {
				for _, before := range jobs[i].needs {
					if !done[before].Load() {
						t.Errorf("job %d ran before %d", i, before)
					}
				}
				if done[i].Swap(true) {
					t.Errorf("job %d ran twice", i)
				}
				return nil
			}
		}
		if err := runJobs(context.Background(), make([]*warehouse.Session, sessions), jobs); err != nil {
			t.Fatal(err)
		}
		for i := range done {
			if !done[i].Load() {
				t.Errorf("%d sessions: job %d never ran", sessions, i)
			}
		}
	}
	broken := errors.New("broken")
	ran := false
	err := runJobs(context.Background(), make([]*warehouse.Session, 3), []job{
		{run: func(context.Context, *warehouse.Session) error { return broken }},
		{needs: []int{0}, run: func(context.Context, *warehouse.Session) error { ran = true; return nil }},
	})
	if !errors.Is(err, broken) || ran {
		t.Errorf("got %v, ran %v", err, ran)
	}
}

// Of two jobs that fail the first in order is named, also when the other fails sooner; what stands behind is
// told to stop, what stands before goes on.
func TestRunJobsNamesTheFirstFailure(t *testing.T) {
	first, second := errors.New("first"), errors.New("second")
	later, begun := make(chan struct{}), make(chan struct{})
	ran := false
	err := runJobs(context.Background(), make([]*warehouse.Session, 3), []job{
		{run: func(ctx context.Context, _ *warehouse.Session) error {
			<-later
			return ctx.Err() // not cancelled: nothing before it failed
		}},
		{needs: []int{0}, run: func(context.Context, *warehouse.Session) error { return first }},
		{run: func(context.Context, *warehouse.Session) error {
			<-begun
			return second
		}},
		{run: func(ctx context.Context, _ *warehouse.Session) error {
			close(begun)
			<-ctx.Done()
			close(later)
			return ctx.Err()
		}},
		{needs: []int{1}, run: func(context.Context, *warehouse.Session) error { ran = true; return nil }},
	})
	if !errors.Is(err, first) || errors.Is(err, second) || ran {
		t.Errorf("got %v, ran %v", err, ran)
	}
}

// A failing model leaves nothing behind when models are built beside each other either.
func TestParallelFailureLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	_, err := Run(context.Background(), Options{RawPath: writeRaw(t, company(8, 1)), MartsPath: dir + "/m.duckdb", AsOf: jan(31),
		Warehouse: warehouse.Config{Threads: 2}, LargeFrom: 1, Files: overlay(t, "report/rpt_pace.sql", "from spoken", "from nowhere_at_all")})
	if err == nil {
		t.Fatal("want an error")
	}
	left, err := dirNames(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func dirNames(dir string) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}
