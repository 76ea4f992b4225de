package schedule

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"
)

// ErrBusy is what Options.Run returns (or wraps) when another process is at work: the job stays
// due and is tried again after RetryAfter.
var ErrBusy = errors.New("another process is at work")

const (
	// RetryAfter is the pause before a job that found the lock taken is tried again.
	RetryAfter = time.Minute
	// longestSleep bounds one sleep, so that a machine that was suspended, or whose clock was
	// set, notices within a minute.
	longestSleep = time.Minute
)

// Options are what a Scheduler works with.
type Options struct {
	State   string // file that remembers the last runs
	Actions []string
	Zone    *time.Location
	Clock   Clock
	Log     *slog.Logger
	// Run does one job. It must return soon after its context is cancelled.
	Run func(ctx context.Context, job Job) error
}

// Scheduler knows the jobs and when they last ran.
type Scheduler struct {
	tables []timetable
	o      Options
	retry  map[string]time.Time // not before; of jobs that found the lock taken
}

// Planned is a job and its next time.
type Planned struct {
	Job
	At time.Time
}

// New checks the jobs; a mistake is a *JobError.
func New(jobs []Job, o Options) (*Scheduler, error) {
	tables, err := parse(jobs, o.Actions, o.Zone)
	if err != nil {
		return nil, err
	}
	return &Scheduler{tables: tables, o: o, retry: make(map[string]time.Time)}, nil
}

// Plan lists the jobs by their next time; a time in the past means that it was missed and will be
// made up at once. It changes nothing.
func (s *Scheduler) Plan() ([]Planned, error) {
	m, err := loadMemory(s.o.State)
	if err != nil {
		return nil, err
	}
	return s.plan(m), nil
}

func (s *Scheduler) plan(m *memory) []Planned {
	now := s.o.Clock.Now()
	plan := make([]Planned, 0, len(s.tables))
	for _, table := range s.tables {
		plan = append(plan, Planned{Job: table.Job, At: s.next(m, table, now)})
	}
	slices.SortStableFunc(plan, func(a, b Planned) int { return a.At.Compare(b.At) })
	return plan
}

// next is the job's first time after its last run, as it stands in memory.
func (s *Scheduler) next(m *memory, table timetable, now time.Time) time.Time {
	since := now
	if known, ok := m.Jobs[table.Name]; ok && known.Cron == table.Cron && known.Since.Before(now) {
		since = known.Since
	}
	return table.times.Next(since.In(s.o.Zone))
}

// Serve runs jobs until ctx is cancelled, which is a good end and no error. A running job sees
// the same context and is waited for.
func (s *Scheduler) Serve(ctx context.Context) error {
	m, err := loadMemory(s.o.State)
	if err != nil {
		return err
	}
	if err := s.greet(m); err != nil {
		return err
	}
	for {
		wait := longestSleep
		if job, at, ok := s.first(s.plan(m)); ok {
			wait = min(wait, at.Sub(s.o.Clock.Now()))
			if wait <= 0 {
				if err := s.do(ctx, m, job); err != nil {
					return err
				}
				wait = 0
			}
		}
		if ctx.Err() == nil && wait > 0 {
			// Cancelled or not, the next lines look at the context.
			_ = s.o.Clock.Sleep(ctx, wait)
		}
		if ctx.Err() != nil {
			s.o.Log.Info("schedule stopped")
			return nil
		}
	}
}

// greet writes the new jobs into memory, so that a time missed from now on counts as missed.
func (s *Scheduler) greet(m *memory) error {
	now := s.o.Clock.Now().In(s.o.Zone)
	changed := false
	for _, table := range s.tables {
		known, ok := m.Jobs[table.Name]
		if !ok || known.Cron != table.Cron || known.Since.After(now) {
			m.Jobs[table.Name] = remembered{Cron: table.Cron, Since: now}
			changed = true
		}
		s.o.Log.Info("scheduled", "job", table.Name, "do", table.Do, "cron", table.Cron, "next", stamp(s.next(m, table, now)))
	}
	if !changed {
		return nil
	}
	return m.save(s.o.State)
}

// first is the earliest planned job, retries counted in.
func (s *Scheduler) first(plan []Planned) (job Job, at time.Time, ok bool) {
	for _, planned := range plan {
		when := planned.At
		if notBefore := s.retry[planned.Name]; notBefore.After(when) {
			when = notBefore
		}
		if !ok || when.Before(at) {
			job, at, ok = planned.Job, when, true
		}
	}
	return job, at, ok
}

// do runs one due job and remembers it when it had its turn.
func (s *Scheduler) do(ctx context.Context, m *memory, job Job) error {
	began := s.o.Clock.Now().In(s.o.Zone)
	log := s.o.Log.With("job", job.Name, "do", job.Do)
	log.Info("job starts")
	err := s.o.Run(ctx, job)
	switch {
	case errors.Is(err, ErrBusy):
		s.retry[job.Name] = s.o.Clock.Now().Add(RetryAfter)
		log.Warn("another run is under way, will try again", "after", RetryAfter.String(), "error", err)
		return nil
	case err != nil && ctx.Err() != nil:
		log.Warn("job cancelled, will be made up at the next start", "error", err)
		return nil
	}
	delete(s.retry, job.Name)
	result := "ok"
	if err != nil {
		result = "failed"
		log.Error("job failed", "error", err)
	} else {
		log.Info("job done", "took", s.o.Clock.Now().Sub(began).Round(time.Millisecond).String())
	}
	m.Jobs[job.Name] = remembered{Cron: job.Cron, Since: began, Result: result}
	return m.save(s.o.State)
}

func stamp(at time.Time) string { return at.Format("2006-01-02 15:04") }
