package form

import (
	"strings"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// A calendar is a table of half days: weekdays across and 上午|下午 down, or the other way round,
// with 计划|结果 on either side. A cell's place says what it is about: the axis words over it and
// to its left add up.

// axis is what one header cell adds to the cells it heads.
type axis struct {
	date    value.Date // a weekday, a date, or both
	hasDay  bool
	half    string // am, pm, eve
	side    side
	ignored bool
}

// calendar is the table found on a sheet.
type calendar struct {
	cells []calendarCell
	heads []*cell
	days  int
}

type calendarCell struct {
	cell *cell
	axis axis
}

// axisOf reads a header cell; false when it is none.
func axisOf(c *cell, d *definition) (axis, bool) {
	if c.Kind == workbook.Date {
		date, problem := value.ReadDate(c.Cell, false)
		return axis{date: date, hasDay: true}, problem.Code == ""
	}
	if c.Kind != workbook.Text || len(c.Text) > 60 {
		return axis{}, false
	}
	a := axis{}
	s := value.Squeeze(c.Text)
	for _, half := range [...]struct{ word, id string }{{"上午", "am"}, {"下午", "pm"}, {"晚上", "eve"}, {"晚间", "eve"}, {"中午", "noon"}, {"全天", "day"}} {
		if strings.Contains(s, half.word) {
			a.half, s = half.id, strings.Replace(s, half.word, "", 1)
			break
		}
	}
	s = strings.Trim(s, ":;,、/()-")
	if date, problem := value.ParseDate(s, false); s != "" && problem.Code == "" && (date.Weekday > 0 || date.Month > 0 && date.Day > 0) {
		a.date, a.hasDay = date, true
		return a, true
	}
	if s == "" {
		return a, a.half != ""
	}
	if a.half != "" {
		a.side = sideWord(d, s)
		return a, a.side != bare
	}
	if _, found := find(c.hits, d.no, slotPlan); found {
		a.side = plan
	} else if _, found := find(c.hits, d.no, slotActual); found {
		a.side = actual
	} else if _, found := find(c.hits, d.no, slotIgnore); found {
		a.ignored = true
	} else {
		return a, false
	}
	return a, true
}

func sideWord(d *definition, s string) side {
	for _, word := range d.Metrics.PlanWords {
		if s == word {
			return plan
		}
	}
	for _, word := range d.Metrics.ActualWords {
		if s == word {
			return actual
		}
	}
	return bare
}

func (a axis) join(b axis) axis {
	if b.hasDay {
		a.date, a.hasDay = joinDates(a.date, b.date), true
	}
	if b.half != "" {
		a.half = b.half
	}
	if b.side != bare {
		a.side = b.side
	}
	a.ignored = a.ignored || b.ignored
	return a
}

// joinDates adds a weekday to a date beside or below it.
func joinDates(a, b value.Date) value.Date {
	if b.IsZero() {
		if a.Weekday == 0 {
			a.Weekday = b.Weekday
		}
		return a
	}
	if b.Weekday == 0 {
		b.Weekday = a.Weekday
	}
	return b
}

// findCalendar looks for at least three weekdays in a row or column.
func (c *claim) findCalendar(p *page) {
	axes := map[*cell]axis{}
	byRow, byCol := map[int]int{}, map[int]int{}
	for i := range p.rows {
		for _, cell := range p.rows[i].cells {
			if a, ok := axisOf(cell, c.d); ok {
				axes[cell] = a
				if a.hasDay {
					byRow[cell.Row]++
					byCol[cell.Col]++
				}
			}
		}
	}
	bestRow, rowDays := most(byRow)
	bestCol, colDays := most(byCol)
	switch {
	case rowDays < 3 && colDays < 3:
		return
	case rowDays >= colDays:
		c.calendar = daysAcross(p, axes, bestRow)
		c.calendar.days = rowDays
	default:
		c.calendar = daysDown(p, axes, bestCol)
		c.calendar.days = colDays
	}
}

func most(counts map[int]int) (at, n int) {
	for key, count := range counts {
		if count > n || count == n && key < at {
			at, n = key, count
		}
	}
	return at, n
}

// daysAcross reads a table with the days in one row.
func daysAcross(p *page, axes map[*cell]axis, dayRow int) calendar {
	top := p.index(dayRow)
	left := 1 << 20
	for _, c := range p.rows[top].cells {
		if axes[c].hasDay {
			left = min(left, c.Col)
		}
	}
	last := top // of the header rows
	for i := top + 1; i < len(p.rows) && i <= top+3; i++ {
		heads := 0
		for _, c := range p.rows[i].cells {
			if _, isHead := axes[c]; c.Col >= left && isHead {
				heads++
			} else if c.Col >= left {
				heads = -99
			}
		}
		if heads < 2 {
			break
		}
		last = i
	}
	x := calendar{}
	column := func(col int) (axis, bool) {
		var a axis
		found := false
		for i := top; i <= last; i++ {
			if head := headOver(p, i, col, left); head != nil {
				if b, isHead := axes[head]; isHead {
					a, found = a.join(b), found || b.hasDay
				}
			}
		}
		return a, found
	}
	for i := top; i <= last; i++ {
		x.heads = append(x.heads, p.rows[i].cells...)
	}
	for i := last + 1; i < len(p.rows); i++ {
		if len(p.rows[i].cells) == 0 {
			continue // nothing but spaces
		}
		var a axis
		headed := false
		for col := 1; col < left; col++ {
			if head := p.over(p.rows[i].no, col); head != nil {
				if b, isHead := axes[head]; isHead {
					a, headed = a.join(b), true
					if head.Row == p.rows[i].no {
						x.heads = append(x.heads, head)
					}
				}
			}
		}
		if !headed && (left > 1 || len(x.cells) > 0 && p.rows[i].cells[0].lastCol > p.rows[i].cells[0].Col) {
			if len(x.cells) > 0 {
				break
			}
			continue
		}
		for _, c := range p.rows[i].cells {
			if c.Col < left {
				continue
			}
			if b, found := column(c.Col); found {
				x.cells = append(x.cells, calendarCell{c, b.join(a)})
			}
		}
	}
	return x
}

// headOver is the header of a column in one header row: a merge, or the nearest text to the left.
func headOver(p *page, row, col, left int) *cell {
	if head := p.over(p.rows[row].no, col); head != nil {
		return head
	}
	var near *cell
	for _, c := range p.rows[row].cells {
		if c.Col >= left && c.Col <= col {
			near = c
		}
	}
	return near
}

// daysDown reads a table with the days in one column.
func daysDown(p *page, axes map[*cell]axis, dayCol int) calendar {
	x := calendar{}
	first := -1
	for i := range p.rows {
		if c := p.at(p.rows[i].no, dayCol); c != nil && axes[c].hasDay {
			first = i
			break
		}
	}
	top := first
	for top > 0 && first-top < 3 {
		heads := 0
		for _, c := range p.rows[top-1].cells {
			if a, isHead := axes[c]; isHead && c.Col != dayCol && !a.hasDay && (a.side != bare || a.half != "") {
				heads++
			}
		}
		if heads < 1 {
			break
		}
		top--
	}
	left := dayCol + 1 // first column of texts: behind 日期, 星期, 上午|下午
	for i := first; i < len(p.rows); i++ {
		for _, c := range p.rows[i].cells {
			if a, isHead := axes[c]; isHead && c.Col >= left && c.Col <= left+1 && (a.half != "" || a.hasDay) && a.side == bare {
				left = c.Col + 1
			}
		}
	}
	for i := top; i < first; i++ {
		x.heads = append(x.heads, p.rows[i].cells...)
	}
	var day, half axis
	for i := first; i < len(p.rows); i++ {
		dayHead := p.over(p.rows[i].no, dayCol)
		if dayHead != nil {
			a, isHead := axes[dayHead]
			if !isHead || !a.hasDay {
				break
			}
			if dayHead.Row == p.rows[i].no {
				day, half = axis{}, axis{}
			}
		}
		for col := 1; col < left; col++ {
			head := p.over(p.rows[i].no, col)
			if head == nil {
				continue
			}
			if a, isHead := axes[head]; isHead {
				if a.half != "" || a.side != bare {
					half = a
				} else {
					day = day.join(a)
				}
				if head.Row == p.rows[i].no {
					x.heads = append(x.heads, head)
				}
			}
		}
		if !day.hasDay {
			continue
		}
		for _, c := range p.rows[i].cells {
			if c.Col < left {
				continue
			}
			a := day.join(half)
			for j := top; j < first; j++ {
				if head := headOver(p, j, c.Col, left); head != nil {
					if b, isHead := axes[head]; isHead {
						a = a.join(b)
					}
				}
			}
			x.cells = append(x.cells, calendarCell{c, a})
		}
	}
	return x
}
