package simulate

import (
	"strconv"

	"aqs/internal/simulate/paper"
)

// The middle of the 工作日志: planned and done counts, as a table of 责任额 or as three boxes.

// metrics are the identifiers of the rows of layout.talkRows.
var metrics = [6]string{"visits", "talks", "intents", "closes", "cases", "premium_yuan"}

func (c counts) list() [6]int {
	return [6]int{c.visits, c.talks, c.intents, c.closes, c.cases, c.premium}
}

var units = [6]string{"次", "人", "人", "人", "件", "元"}

func (f *logForm) metric(field string) fact {
	line := about(f.p, f.d.on)
	line.kind, line.field = "day_metric", field
	return line
}

func (f *logForm) quota() {
	f.label(1, formWidth, f.talkTitle, paper.Section)
	f.at++
	f.label(1, 2, f.talkHead[0], paper.Header)
	f.label(3, 4, f.talkHead[1], paper.Header)
	f.label(5, 6, f.talkHead[2], paper.Header)
	f.label(7, 8, "备注", paper.Header)
	f.at++
	for i, words := range f.talkRows {
		f.label(1, 2, words, paper.Label)
		plan, actual := blank(), blank()
		switch {
		case f.d == nil:
		case f.d.absence != "":
			if i == 0 {
				actual = text(absenceWord(f.d.absence))
			}
		default:
			plan, actual = f.planned(i), f.done(i)
		}
		if f.d == nil || f.d.absence != "" {
			f.sheet.PutMerged(f.span(3, 4), plan.value, paper.Center)
			cell := f.sheet.PutMerged(f.span(5, 6), actual.value, paper.Center)
			if f.d != nil && i == 0 {
				f.status(f.p, f.d, cell, actual.value.Text)
			}
		} else {
			f.putMerged(f.span(3, 4), plan, paper.Center, f.metric(metrics[i]+".plan"))
			f.putMerged(f.span(5, 6), actual, paper.Center, f.metric(metrics[i]+".actual"))
			if i == 0 {
				f.status(f.p, f.d, "", "")
			}
		}
		f.sheet.PutMerged(f.span(7, 8), paper.Blank(), paper.Body)
		f.at++
	}
}

// pairs is the older form: three boxes, no plan.
func (f *logForm) pairs() {
	f.label(1, formWidth, f.talkTitle, paper.Section)
	f.at++
	values := [3]spelled{}
	names := [3]string{"talks.actual", "closes.actual", "intents.actual"}
	columns := [3][4]int{{1, 2, 3, 3}, {4, 5, 6, 6}, {7, 7, 8, 8}}
	if f.d != nil && f.d.absence == "" {
		values = [3]spelled{f.done(1), f.done(3), f.done(2)}
	}
	for i, at := range columns {
		if f.pairsIn {
			f.pairIn(paper.Rect{Row1: f.at, Col1: f.col + at[0] - 1, Row2: f.at, Col2: f.col + at[3] - 1}, i, values[i], names[i])
			continue
		}
		f.label(at[0], at[1], f.talkPairs[i], paper.Label)
		area := f.span(at[2], at[3])
		switch {
		case f.d != nil && f.d.absence != "" && i == 0:
			word := text(absenceWord(f.d.absence))
			f.status(f.p, f.d, f.sheet.PutMerged(area, word.value, paper.Center), word.value.Text)
		case f.d == nil || f.d.absence != "":
			f.sheet.PutMerged(area, paper.Blank(), paper.Center)
		default:
			f.putMerged(area, values[i], paper.Center, f.metric(names[i]))
		}
	}
	if f.d != nil && f.d.absence == "" {
		f.status(f.p, f.d, "", "")
	}
	f.at++
}

// pairIn writes label and value into one cell.
func (f *logForm) pairIn(area paper.Rect, i int, s spelled, field string) {
	label := f.talkPairs[i]
	switch {
	case f.d != nil && f.d.absence != "" && i == 0:
		words := label + absenceWord(f.d.absence)
		f.status(f.p, f.d, f.sheet.PutMerged(area, paper.Str(words), paper.Body), words)
	case f.d == nil || f.d.absence != "" || s.value.Kind == paper.Nothing:
		f.sheet.PutMerged(area, paper.Str(label), paper.Body)
	default:
		s.value = paper.Str(label + s.value.Written() + map[bool]string{true: "人"}[s.value.Kind == paper.Number])
		f.putMerged(area, s, paper.Body, f.metric(field))
	}
}

// absenceWord is what people write into a count box when they did not work.
func absenceWord(absence string) string {
	if absence == "培训" {
		return "培训"
	}
	if absence == "年假" {
		return "休假"
	}
	return "请假"
}

// planned is a cell of the plan column: only what the person set as a goal.
func (f *logForm) planned(i int) spelled {
	n := f.d.plan.list()[i]
	if n == 0 && (i >= 3 || f.p.habit.blankZero) {
		return blank()
	}
	if metrics[i] == "premium_yuan" {
		return f.money(n)
	}
	return count(n)
}

// done is a cell of the column of what was done. Counts of people are always filled in; boxes of
// zero sales are left empty by some.
func (f *logForm) done(i int) spelled {
	n := f.d.actual.list()[i]
	switch {
	case metrics[i] != f.bad:
	case metrics[i] == "premium_yuan": // the line of the sale is unreadable; its sum is left out here
		return blank()
	default:
		return unreadable(f.r, strconv.Itoa(n))
	}
	if n == 0 && i >= 2 && f.p.habit.blankZero {
		return blank()
	}
	switch {
	case metrics[i] == "premium_yuan":
		return f.spellMoney(n)
	case metrics[i] == "intents" && f.p.habit.listNames && n > 0 && f.talkHead[0] == "" && f.r.chance(0.5):
		return customers(f.r, n)
	}
	return f.spell(n, units[i])
}

// spell writes a count, now and then not as a plain number.
func (f *logForm) spell(n int, unit string) spelled {
	if f.r.chance(f.p.habit.messy) {
		return messyCount(f.r, n, unit)
	}
	return count(n)
}

func (f *logForm) money(yuan int) spelled {
	if f.inWan {
		return wan(yuan)
	}
	return count(yuan)
}

func (f *logForm) spellMoney(yuan int) spelled {
	if !f.inWan && yuan > 0 && f.r.chance(2*f.p.habit.messy) {
		return messyMoney(f.r, yuan)
	}
	return f.money(yuan)
}
