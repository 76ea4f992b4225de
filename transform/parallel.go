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

// largeFrom is some 200 people for a year, see [isLarge].
const largeFrom = 200_000

// mostWorkers bounds memory: every query of a large input may hold a few hundred megabytes.
const mostWorkers = 4

// isLarge says whether tables are worth compressing, from the number of day-metric rows. It must depend
// on the input alone, so that equal input gives an equal file.
func isLarge(ctx context.Context, s *warehouse.Session, o Options) (bool, error) {
	var rows int64
	if err := s.Conn().QueryRowContext(ctx, "select count(*) from raw.day_metric").Scan(&rows); err != nil {
		return false, fmt.Errorf("count raw.day_metric: %w", err)
	}
	from := o.LargeFrom
	if from == 0 {
		from = largeFrom
	}
	return rows >= from, nil
}

// workbench attaches the new file as marts. It has no write-ahead log: nobody reads it before it is
// whole, a killed run's is thrown away, and logging and syncing 280 tables one by one took longer than
// building them. Each model is a transaction of its own, so that the sessions see each other's tables;
// their pages are written by [finish].
func workbench(ctx context.Context, s *warehouse.Session, o Options) error {
	large, err := isLarge(ctx, s, o)
	if err != nil {
		return err
	}
	if !large {
		// Looking for the best compression of some thousand short columns takes longer than writing them.
		if err := s.Exec(ctx, "set force_compression = 'uncompressed'"); err != nil {
			return err
		}
	}
	if err := s.Attach(ctx, warehouse.Attachment{
		Name: "marts", Path: warehouse.Staging(o.MartsPath), BlockSize: blockSize(o.RawPath), NoLog: true,
	}); err != nil {
		return err
	}
	return s.Use(ctx, "marts")
}

// finish writes the file. Closing would do it, too, but could not say that the disk is full.
func finish(ctx context.Context, s *warehouse.Session) error {
	if err := s.Exec(ctx, "checkpoint marts"); err != nil {
		return fmt.Errorf("write the figures: %w", err)
	}
	return nil
}

// forks gives the sessions that models are built in: s and as many more as the configuration allows
// threads. Each query still runs on one thread (see singleThreaded), so that which models meet in time
// changes nothing in any table.
func forks(ctx context.Context, s *warehouse.Session, o Options) (sessions []*warehouse.Session, release func() error, err error) {
	sessions = []*warehouse.Session{s}
	release = func() error {
		var errs []error
		for _, session := range sessions[1:] {
			errs = append(errs, session.Close())
		}
		return errors.Join(errs...)
	}
	workers := o.Warehouse.Threads
	if workers <= 0 {
		workers = runtime.NumCPU()
	}
	for range min(workers, mostWorkers) - 1 {
		fork, err := s.Fork(ctx)
		if err != nil {
			return nil, nil, errors.Join(err, release())
		}
		sessions = append(sessions, fork)
	}
	return sessions, release, nil
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

// job is one query and the jobs, by index, that must be finished before it; they stand before it.
type job struct {
	needs []int
	run   func(context.Context, *warehouse.Session) error
}

// runJobs runs every job once, each in one of the sessions, the first that is ready first; with one
// session that is their order. When jobs fail, the error is that of the first in order, whoever was
// quicker: what stands behind a failed job is cancelled or never begun, what stands before it goes on.
func runJobs(ctx context.Context, sessions []*warehouse.Session, jobs []job) error {
	var (
		mu       sync.Mutex
		changed  = sync.NewCond(&mu)
		begun    = make([]bool, len(jobs))
		finished = make([]bool, len(jobs))
		stop     = make([]context.CancelFunc, len(jobs)) // of jobs under way
		end      = len(jobs)                             // the first job that failed
		failed   error
		group    sync.WaitGroup
	)
	// next gives the first job that can begin, -1 when none ever will; it waits while one may.
	next := func() (int, context.Context) {
		mu.Lock()
		defer mu.Unlock()
		for {
			waiting := false
			for i, candidate := range jobs[:end] {
				if begun[i] {
					continue
				}
				waiting = true
				if allOf(candidate.needs, finished) {
					begun[i] = true
					var own context.Context
					own, stop[i] = context.WithCancel(ctx)
					return i, own
				}
			}
			if !waiting {
				return -1, nil
			}
			changed.Wait()
		}
	}
	done := func(i int, err error) {
		mu.Lock()
		defer mu.Unlock()
		stop[i]()
		stop[i] = nil
		finished[i] = err == nil
		if err != nil && i < end {
			end, failed = i, err
			for _, cancel := range stop[i:] {
				if cancel != nil {
					cancel()
				}
			}
		}
		changed.Broadcast()
	}
	for _, session := range sessions {
		group.Go(func() {
			for i, own := next(); i >= 0; i, own = next() {
				done(i, jobs[i].run(own, session))
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
