package form

import (
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// readCalendar reads a week of half days.
func (r *reader) readCalendar() {
	x := &r.claim.calendar
	for _, head := range x.heads {
		r.mark(head).header = true
	}
	for _, c := range x.cells {
		c.cell.claimed = true
	}
	f := r.scanForm()
	r.traceLabels(f)
	filled := r.sheetSaysAnything(f)
	for _, c := range x.cells {
		filled = filled || c.cell.text() != "" && !value.IsNone(value.Squeeze(c.cell.text()))
	}
	if !filled {
		r.wholeSheet(record.BlankForm, "")
		return
	}
	s, code := r.surround(f)
	if code == "" {
		code = r.lacksLabel(f)
	}
	if code != "" {
		r.wholeSheet(record.Quarantined, code)
		return
	}
	r.markLoaded(f)
	r.sheetNotes(f, s)
	r.sinkSlots(x, s)
}

// sinkSlots joins plan and result of each half day.
func (r *reader) sinkSlots(x *calendar, s surroundings) {
	type key struct {
		on   time.Time
		half string
	}
	slots := map[key]*record.Slot{}
	var order []key
	for _, c := range x.cells {
		text := cellText(c.cell.Cell)
		state := &r.state[r.page.index(c.cell.Row)]
		if c.axis.ignored {
			continue
		}
		if value.IsNone(value.Squeeze(text)) || text == "" {
			state.preprinted = true
			continue
		}
		on, ok := r.slotDay(c.axis.date, s)
		if !ok {
			r.issue(issue.DateUnreadable, c.cell, "该格所在的日期不在本周内")
			state.code = issue.DateUnreadable
			continue
		}
		k := key{on, c.axis.half}
		if k.half == "" {
			k.half = "day"
		}
		slot := slots[k]
		if slot == nil {
			slot = &record.Slot{Place: r.place(c.cell.Row), EmployeeNo: s.scope.employeeNo, PersonName: s.scope.person, TeamName: s.scope.team,
				SlotOn: on, HalfDay: k.half, Cells: record.Cells{}}
			slots[k] = slot
			order = append(order, k)
		}
		into, field := &slot.PlanText, "plan_text"
		if c.axis.side == actual {
			into, field = &slot.ResultText, "result_text"
		}
		if *into != nil { // a half day spread over several rows
			text = **into + "\n" + text
		} else {
			slot.Cells[field] = c.cell.Address()
		}
		*into = record.Ptr(text)
		state.loaded = true
	}
	for _, k := range order {
		slot := slots[k]
		for _, text := range []*string{slot.ResultText, slot.PlanText} {
			if text != nil && slot.Activity == nil {
				if class := enumOf(r.d.Activities, *text); class != "" {
					slot.Activity = record.Ptr(class)
				}
			}
		}
		r.out.Batch.Slots = append(r.out.Batch.Slots, *slot)
	}
}

// slotDay places a weekday or a date in the sheet's week.
func (r *reader) slotDay(d value.Date, s surroundings) (time.Time, bool) {
	v := &parsed{date: d, hasDate: true}
	if d.IsZero() && d.Weekday == 0 {
		return time.Time{}, false
	}
	field := fieldDef{Name: "日期"}
	on := r.resolveIn(v, &field, &s)
	if on == nil || s.period == "week" && (on.Before(s.start) || on.After(s.start.AddDate(0, 0, 6))) {
		return time.Time{}, false
	}
	return *on, true
}
