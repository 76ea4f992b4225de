package simulate

import (
	"time"

	"aqs/internal/calendar"
)

// tellTruth adds what no workbook says: the planted causes, and the status of days without a log.
func (w *world) tellTruth() {
	told := map[[2]string]bool{}
	for _, f := range w.truth.facts {
		if f.kind == "day_status" {
			told[[2]string{f.no, f.date}] = true
		}
	}
	for _, p := range w.people {
		byDate := map[time.Time]*day{}
		for _, d := range p.days {
			byDate[d.on] = d
		}
		for _, on := range calendar.Workdays(w.from, w.to) {
			f := about(p, on)
			f.kind, f.field = "day_status", "status"
			if told[[2]string{f.no, f.date}] {
				continue
			}
			if d := byDate[on]; d != nil {
				f.value = d.status(p)
			} else {
				f.value = "not_employed"
			}
			w.truth.facts = append(w.truth.facts, f)
		}
		for _, monday := range w.mondays {
			if extra := w.overstated(p.team, p, monday); extra > 0 {
				f := about(p, monday)
				f.kind, f.field, f.value = "cause", overstatedWeek, number(float64(extra))
				w.truth.facts = append(w.truth.facts, f)
			}
		}
		causes := p.decoys
		if p.flaw != nil {
			causes = append(causes, *p.flaw)
		}
		for _, c := range causes {
			f := about(p, c.from)
			f.kind, f.field, f.value = "cause", c.id, number(c.severity)
			w.truth.facts = append(w.truth.facts, f)
		}
	}
}
