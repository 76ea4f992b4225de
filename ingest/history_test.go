package ingest

import (
	"context"
	"testing"
	"time"

	"aqs/internal/calendar"
)

func (s *stage) lifecycle() Lifecycle {
	s.t.Helper()
	report, err := Status(context.Background(), s.options.RawPath)
	must(s.t, err)
	if report.Lifecycle == nil {
		s.t.Fatal("no history")
	}
	return *report.Lifecycle
}

// An issue is new on the day it is first seen, open from then on, and fixed on the day it is gone.
func TestIssuesHaveALife(t *testing.T) {
	s := newStage(t)
	day := func(n int) time.Time { return calendar.Date(2026, 3, n) }
	run := func(n int) { s.options.AsOf = day(n); s.run() }
	broken := bookBytes(t, logSheet("5日", "张伟", 5, 3))[:200]
	s.put("a.xlsx", broken)
	s.put("b.xlsx", broken[:150])
	run(10)
	for range 2 { // once more on the same day changes nothing
		if got := s.lifecycle(); got != (Lifecycle{New: 2}) {
			t.Errorf("day 10: %+v", got)
		}
		run(10)
	}
	s.put("c.xlsx", broken[:100])
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	run(11)
	if got := s.lifecycle(); got != (Lifecycle{New: 1, Open: 1, Fixed: 1}) {
		t.Errorf("day 11: %+v", got)
	}
	run(12)
	if got := s.lifecycle(); got != (Lifecycle{Open: 2}) {
		t.Errorf("day 12: %+v", got)
	}
	s.expect("select path, first_seen_on::varchar, last_seen_on::varchar, coalesce(fixed_on::varchar, ''), times_fixed from raw.issue_history order by path",
		"a.xlsx|2026-03-10|2026-03-10|2026-03-11|1", "b.xlsx|2026-03-10|2026-03-12||0", "c.xlsx|2026-03-11|2026-03-12||0")
}

// A folder that arrives in two parts on one day has the history of one that arrives at once.
func TestWhatCameAndWentOnOneDayLeavesNoHistory(t *testing.T) {
	s := newStage(t)
	s.options.AsOf = calendar.Date(2026, 3, 10)
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3))[:200])
	s.run()
	s.put("a.xlsx", bookBytes(t, logSheet("5日", "张伟", 5, 3)))
	s.run()
	s.expect("select path from raw.issue_history")
}
