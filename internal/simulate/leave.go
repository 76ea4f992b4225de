package simulate

import (
	"time"

	"aqs/internal/calendar"
)

// takeLeave draws everybody's leave: now and then a few days, and one long leave as a decoy.
// A leave is in the leave register, in the logs of its days, or in both: never nowhere.
func (w *world) takeLeave() {
	for _, p := range w.people {
		for m, month := range w.months {
			r := stream(w.seed, "leave", p.index, m)
			takes, length := r.chance(leaveMonthShare), r.between(1, 3)
			if p.hasDecoy(longLeave) && p.decoys[0].from.Equal(month) {
				takes, length = true, 9
			}
			days := calendar.Workdays(month, month.AddDate(0, 1, -1))
			first := r.IntN(len(days))
			kind := pick(r, []string{"事假", "事假", "病假", "年假"})
			isRegistered := r.chance(0.8)
			last := min(first+length, len(days)) - 1
			if !takes || !p.isEmployed(days[first]) || !p.isEmployed(days[last]) {
				continue
			}
			p.leaves = append(p.leaves, leave{days[first], days[last], kind, isRegistered || length > 3})
		}
	}
}

// nextWorkday is the day itself or the first work day after it.
func nextWorkday(on time.Time) time.Time {
	for !calendar.IsWorkday(on) {
		on = on.AddDate(0, 0, 1)
	}
	return on
}
