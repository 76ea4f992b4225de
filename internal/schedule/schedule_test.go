package schedule

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var china = time.FixedZone("Asia/Shanghai", 8*60*60)

// fakeClock moves only when somebody sleeps; it ends the test's context at a given time.
type fakeClock struct {
	now   time.Time
	until time.Time
	stop  context.CancelFunc
}

func (c *fakeClock) Now() time.Time { return c.now }

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.now = c.now.Add(d)
	if !c.now.Before(c.until) {
		c.stop()
	}
	return ctx.Err()
}

// serve runs a scheduler from one time of a day in China to another and returns "when name".
func serve(t *testing.T, state string, jobs []Job, from, to string, run func(*fakeClock, Job) error) []string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	clock := &fakeClock{now: at(t, from), until: at(t, to), stop: stop}
	var ran []string
	scheduler, err := New(jobs, Options{
		State: state, Actions: []string{"run", "ingest", "report"}, Zone: china, Clock: clock,
		Log: slog.New(slog.DiscardHandler),
		Run: func(_ context.Context, job Job) error {
			ran = append(ran, clock.now.In(china).Format("01-02 15:04")+" "+job.Name)
			if run != nil {
				return run(clock, job)
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := scheduler.Serve(ctx); err != nil {
		t.Fatal(err)
	}
	return ran
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", text, china)
	if err != nil {
		t.Fatal(err)
	}
	return when.UTC() // the clock's zone must not matter
}

var nightly = []Job{{Name: "nightly", Cron: "30 2 * * *", Do: "run"}}

func TestRunsAtItsTimesInChina(t *testing.T) {
	state := filepath.Join(t.TempDir(), "schedule.json")
	jobs := append([]Job{{Name: "weekly", Cron: "0 8 * * 1", Do: "report"}}, nightly...)
	got := serve(t, state, jobs, "2026-03-28 12:00", "2026-03-30 09:00", nil) // Saturday to Monday
	want := []string{"03-29 02:30 nightly", "03-30 02:30 nightly", "03-30 08:00 weekly"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCatchesUpOnce(t *testing.T) {
	state := filepath.Join(t.TempDir(), "schedule.json")
	if got := serve(t, state, nightly, "2026-03-01 12:00", "2026-03-01 13:00", nil); got != nil {
		t.Fatalf("a job that was just installed ran: %v", got)
	}
	// Five nights passed with nobody running: one run, then the usual time.
	got := serve(t, state, nightly, "2026-03-06 09:00", "2026-03-07 03:00", nil)
	want := []string{"03-06 09:00 nightly", "03-07 02:30 nightly"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// Nothing was missed since.
	if got := serve(t, state, nightly, "2026-03-07 03:01", "2026-03-07 12:00", nil); got != nil {
		t.Errorf("ran again: %v", got)
	}
}

func TestALongJobMakesOneDueRunOfManyMissed(t *testing.T) {
	state := filepath.Join(t.TempDir(), "schedule.json")
	hourly := []Job{{Name: "hourly", Cron: "0 * * * *", Do: "run"}}
	slow := func(clock *fakeClock, _ Job) error {
		if clock.now.Before(at(t, "2026-03-01 10:30")) {
			clock.now = clock.now.Add(150 * time.Minute)
		}
		return nil
	}
	got := serve(t, state, hourly, "2026-03-01 09:30", "2026-03-01 13:30", slow)
	want := []string{"03-01 10:00 hourly", "03-01 12:30 hourly", "03-01 13:00 hourly"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBusyIsRetriedFailureIsNot(t *testing.T) {
	state := filepath.Join(t.TempDir(), "schedule.json")
	tries := 0
	got := serve(t, state, nightly, "2026-03-01 02:00", "2026-03-01 04:00", func(*fakeClock, Job) error {
		if tries++; tries < 3 {
			return ErrBusy
		}
		return errors.New("boom")
	})
	want := []string{"03-01 02:30 nightly", "03-01 02:31 nightly", "03-01 02:32 nightly"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCancelledJobIsMadeUp(t *testing.T) {
	state := filepath.Join(t.TempDir(), "schedule.json")
	got := serve(t, state, nightly, "2026-03-01 02:00", "2026-03-01 04:00", func(clock *fakeClock, _ Job) error {
		clock.stop()
		return context.Canceled
	})
	if diff := cmp.Diff([]string{"03-01 02:30 nightly"}, got); diff != "" {
		t.Error(diff)
	}
	got = serve(t, state, nightly, "2026-03-01 02:40", "2026-03-01 04:00", nil)
	if diff := cmp.Diff([]string{"03-01 02:40 nightly"}, got); diff != "" {
		t.Errorf("after a restart:\n%s", diff)
	}
}

func TestChangedTimesStartAnew(t *testing.T) {
	state := filepath.Join(t.TempDir(), "schedule.json")
	serve(t, state, nightly, "2026-03-01 12:00", "2026-03-01 13:00", nil)
	moved := []Job{{Name: "nightly", Cron: "0 6 * * *", Do: "run"}}
	if got := serve(t, state, moved, "2026-03-02 07:00", "2026-03-02 08:00", nil); got != nil {
		t.Errorf("made up for a time that was never agreed: %v", got)
	}
}

func TestBrokenStateIsAnError(t *testing.T) {
	state := filepath.Join(t.TempDir(), "schedule.json")
	if err := os.WriteFile(state, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	scheduler, err := New(nightly, Options{State: state, Actions: []string{"run"}, Zone: china, Clock: SystemClock{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := scheduler.Serve(context.Background()); err == nil || !strings.Contains(err.Error(), state) {
		t.Errorf("got %v, want an error that names %s", err, state)
	}
}

func TestSystemClockStopsSleeping(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := (SystemClock{}).Sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestMistakes(t *testing.T) {
	for _, test := range []struct {
		name string
		jobs []Job
		want string
	}{
		{"no name", []Job{{Cron: "* * * * *", Do: "run"}}, "没有名字"},
		{"same name", []Job{{Name: "a", Cron: "* * * * *", Do: "run"}, {Name: "a", Cron: "* * * * *", Do: "run"}}, "重复"},
		{"unknown action", []Job{{Name: "a", Cron: "* * * * *", Do: "delete"}}, "delete"},
		{"six fields", []Job{{Name: "a", Cron: "0 * * * * *", Do: "run"}}, "看不懂"},
		{"no descriptor", []Job{{Name: "a", Cron: "@daily", Do: "run"}}, "看不懂"},
		{"zone", []Job{{Name: "a", Cron: "TZ=UTC * * * * *", Do: "run"}}, "时区"},
		{"never", []Job{{Name: "a", Cron: "0 0 30 2 *", Do: "run"}}, "永远不会"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := New(test.jobs, Options{Actions: []string{"run"}, Zone: china})
			var mistake *JobError
			if !errors.As(err, &mistake) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want a JobError with %q", err, test.want)
			}
		})
	}
}

// What stands in the log is what an operator has to go by.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	ctx, stop := context.WithCancel(context.Background())
	clock := &fakeClock{now: at(t, "2026-03-01 02:00"), until: at(t, "2026-03-01 03:00"), stop: stop}
	scheduler, err := New(nightly, Options{
		State: filepath.Join(t.TempDir(), "s.json"), Actions: []string{"run"}, Zone: china, Clock: clock,
		Log: slog.New(slog.NewTextHandler(&log, nil)),
		Run: func(context.Context, Job) error { return errors.New("disk full") },
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := scheduler.Serve(ctx); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`next="2026-03-01 02:30"`, `msg="job starts" job=nightly`, `level=ERROR msg="job failed"`, `error="disk full"`, "schedule stopped"} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("the log does not say %s:\n%s", part, log.String())
		}
	}
}
