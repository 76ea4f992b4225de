package transform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"

	"aqs/internal/warehouse"
)

// parallelFrom: below this many day-metric rows (some 200 people for a year) a run takes seconds, and
// one transaction without a single sync is quicker than two workers.
const parallelFrom = 200_000

// mostWorkers bounds memory: every query of a large input may hold a few hundred megabytes.
const mostWorkers = 4

// forks gives the sessions that models are built in: s alone for small inputs, else s and as many
// more as the configuration allows threads. Each query still runs on one thread (see
// singleThreaded), so that which models meet in time changes nothing in any table. Whether the input
// is large decides how tables are committed, see inOne; it depends on the input alone.
func forks(ctx context.Context, s *warehouse.Session, o Options) (sessions []*warehouse.Session, large bool, release func() error, err error) {
	sessions = []*warehouse.Session{s}
	release = func() error {
		var errs []error
		for _, session := range sessions[1:] {
			errs = append(errs, session.Close())
		}
		return errors.Join(errs...)
	}
	var rows int64
	if err := s.Conn().QueryRowContext(ctx, "select count(*) from raw.day_metric").Scan(&rows); err != nil {
		return nil, false, nil, fmt.Errorf("count raw.day_metric: %w", err)
	}
	from := o.ParallelFrom
	if from == 0 {
		from = parallelFrom
	}
	workers := o.Warehouse.Threads
	if workers <= 0 {
		workers = runtime.NumCPU()
	}
	large = rows >= from
	if !large {
		workers = 1
	}
	for range min(workers, mostWorkers) - 1 {
		fork, err := s.Fork(ctx)
		if err != nil {
			return nil, false, nil, errors.Join(err, release())
		}
		sessions = append(sessions, fork)
	}
	return sessions, large, release, nil
}

// inOne runs do in one transaction for small inputs: a commit per model would sync a file that nobody
// reads yet some 250 times. Several sessions see each other's tables only when each is committed; the
// file they write is not published before all is done, so nothing else is lost. DuckDB plans joins
// with other estimates for committed tables, and the last digit of a sum follows the plan: that is
// why a large input is committed table by table also when there is one session only.
func inOne(ctx context.Context, s *warehouse.Session, large bool, do func() error) error {
	if !large {
		// Looking for the best compression of some thousand short columns takes longer than writing them.
		if err := s.Exec(ctx, "set force_compression = 'uncompressed'"); err != nil {
			return err
		}
		return s.InTx(ctx, do)
	}
	// The write-ahead log is folded in when the session closes, not every 16 MB.
	if err := s.Exec(ctx, "set wal_autocheckpoint = '1TB'"); err != nil {
		return err
	}
	return do()
}

// blockSize suits the tables to the input: most of a small warehouse is unused space in blocks, a
// large one is read faster in large blocks.
func blockSize(rawPath string) int {
	const small, limit = 16 << 10, 16 << 20
	if info, err := os.Stat(rawPath); err == nil && info.Size() < limit {
		return small
	}
	return 0
}

// job is one query and the jobs, by index, that must be finished before it.
type job struct {
	needs []int
	run   func(context.Context, *warehouse.Session) error
}

// runJobs runs every job once, each in one of the sessions, the first that is ready first; with one
// session that is their order. The first error stops what has not begun and cancels what has.
func runJobs(ctx context.Context, sessions []*warehouse.Session, jobs []job) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		mu       sync.Mutex
		changed  = sync.NewCond(&mu)
		begun    = make([]bool, len(jobs))
		finished = make([]bool, len(jobs))
		failed   error
		group    sync.WaitGroup
	)
	// next gives the first job that can begin, -1 when none ever will; it waits while one may.
	next := func() int {
		mu.Lock()
		defer mu.Unlock()
		for {
			waiting := false
			for i, candidate := range jobs {
				if begun[i] || failed != nil {
					continue
				}
				waiting = true
				if allOf(candidate.needs, finished) {
					begun[i] = true
					return i
				}
			}
			if !waiting {
				return -1
			}
			changed.Wait()
		}
	}
	for _, session := range sessions {
		group.Go(func() {
			for i := next(); i >= 0; i = next() {
				err := jobs[i].run(ctx, session)
				mu.Lock()
				finished[i] = true
				if err != nil && failed == nil {
					failed = err
					cancel()
				}
				changed.Broadcast()
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return failed
}

func allOf(indexes []int, done []bool) bool {
	for _, i := range indexes {
		if !done[i] {
			return false
		}
	}
	return true
}

// reporter lets Built hear one thing at a time.
func (o Options) reporter() func(name string, start time.Time) {
	var mu sync.Mutex
	return func(name string, start time.Time) {
		if o.Built == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		o.Built(name, time.Since(start))
	}
}
