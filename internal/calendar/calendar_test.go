package calendar

import (
	"testing"
	"time"
)

// Work days per month of 2026 and of the weeks around 春节, counted by hand from the notice.
func TestWorkdays2026(t *testing.T) {
	want := []int{21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}
	for i, days := range want {
		first := Date(2026, time.Month(i+1), 1)
		if got := len(Workdays(first, first.AddDate(0, 1, -1))); got != days {
			t.Errorf("2026-%02d has %d work days, want %d", i+1, got, days)
		}
	}
	for monday, days := range map[time.Time]int{Date(2026, 2, 9): 6, Date(2026, 2, 16): 0} {
		if got := len(Workdays(monday, monday.AddDate(0, 0, 6))); got != days {
			t.Errorf("week of %s has %d work days, want %d", monday.Format(time.DateOnly), got, days)
		}
	}
}

func TestWorkdays2025(t *testing.T) {
	// 2025 has 248 work days: 261 weekdays − 18 weekday holidays + 5 make-up days.
	if got := len(Workdays(Date(2025, 1, 1), Date(2025, 12, 31))); got != 248 {
		t.Errorf("2025 has %d work days, want 248", got)
	}
}

func TestHasNotice(t *testing.T) {
	for year, want := range map[int]bool{2024: false, 2025: true, 2026: true, 2027: false} {
		if HasNotice(year) != want {
			t.Errorf("HasNotice(%d) = %v", year, !want)
		}
	}
}
