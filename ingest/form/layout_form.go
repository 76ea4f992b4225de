package form

import (
	"slices"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// found is a label of a form with the value that belongs to it.
type found struct {
	label *cell
	alias string
	rank  int
	value *parsed
}

// counted is one metric of a form: what was planned and what was done.
type counted struct {
	label        *cell
	alias        string
	plan, actual *parsed
	rate         *parsed // as written; compared, never loaded
}

// formReading is what a form sheet holds, before it becomes records.
type formReading struct {
	fields  map[int]*found   // label index → value
	metrics map[int]*counted // metric index → values
	blocks  []blockReading
	totals  []totalRow
	across  []acrossItem
	names   []boxName // in the boxes of a picture
}

type totalRow struct {
	block int
	label *cell
	cells map[int]*parsed // column of the block → value
}

// scanForm takes a form sheet apart: block headers and their rows first, because a label's alias
// may well stand in a block as data, then metrics, then the other labels.
func (r *reader) scanForm() *formReading {
	f := &formReading{fields: map[int]*found{}, metrics: map[int]*counted{}}
	if r.claim.title != nil {
		r.mark(r.claim.title).header = true
	}
	r.withholdLabelled()
	if len(r.d.Boxes) > 0 && r.claim.titled {
		f.names = r.readBoxes()
	}
	if len(r.d.Across) > 0 && r.claim.titled {
		f.across = r.readAcrossTables()
	}
	headers := r.blockHeaders()
	for i := range headers {
		f.blocks = append(f.blocks, r.readBlock(headers, i, f))
	}
	r.readMatrices(f)
	for i := range r.page.rows {
		for _, c := range r.page.rows[i].cells {
			r.readLabels(c, f)
		}
	}
	r.claimFixedTexts()
	return f
}

// readLabels takes a cell that is, or holds, labels.
func (r *reader) readLabels(c *cell, f *formReading) {
	for i := range c.pairs {
		p := &c.pairs[i]
		if h, ok := find(p.hits, r.d.no, slotLabel); ok {
			said := p.value
			if kind := r.d.Labels[h.index].Type; kind == typeText || kind == typeLong {
				said = p.written(c.Text)
			}
			r.take(f, h, c, &said)
		} else if h, ok := find(p.hits, r.d.no, slotMetric); ok {
			r.takeMetric(f, h, c, &p.value)
		}
	}
	if c.claimed && c != r.claim.title {
		return
	}
	if h, ok := find(c.hits, r.d.no, slotMetric); ok && h.side != rate && c != r.claim.title {
		r.takeMetric(f, h, c, nil)
		return
	}
	if h, ok := find(c.hits, r.d.no, slotLabel); ok {
		r.take(f, h, c, nil)
	}
}

// take stores a label's value; of several labels for a field, the one with the surest alias that
// has a value counts.
func (r *reader) take(f *formReading, h hit, label *cell, inside *string) {
	field := &r.d.Labels[h.index]
	r.mark(label).header = true
	v := r.valueOf(field, label, inside)
	old := f.fields[h.index]
	if old == nil || old.value == nil && v != nil || v != nil && h.rank < old.rank {
		f.fields[h.index] = &found{label: label, alias: h.alias, rank: h.rank, value: v}
	}
}

func (r *reader) takeMetric(f *formReading, h hit, label *cell, inside *string) {
	field := &r.d.Metrics.Rows[h.index]
	r.mark(label).header = true
	v := r.valueOf(field, label, inside)
	m := f.metrics[h.index]
	if m == nil {
		m = &counted{label: label, alias: h.alias}
		f.metrics[h.index] = m
	}
	if h.side == plan {
		if m.plan == nil {
			m.plan = v
		}
	} else if m.actual == nil {
		m.actual = v
	}
}

// valueOf looks for the value of a label: behind its colon, to its right, below it.
func (r *reader) valueOf(field *fieldDef, label *cell, inside *string) *parsed {
	unit := r.unitFor(field, label)
	if inside != nil && *inside != "" {
		return r.parse(field, label, inside, unit)
	}
	if slices.Contains(field.Value, "right") {
		if next := r.page.right(label, 8); next != nil && !r.fixed(next) && !next.claimed {
			next.claimed = true
			if field.Type == typeDate {
				return r.parseDateRun(field, next)
			}
			v := r.parse(field, next, nil, unit)
			if field.Type == typeLong {
				r.runOn(v, next)
			}
			return v
		}
	}
	// A cell below that is wider than the label is not its value but the next part of the form.
	if below := r.page.at(label.lastRow+1, label.Col); below != nil && below.lastCol <= label.lastCol && !r.fixed(below) && !below.claimed && !isSection(below) && !r.headsBlock(label) {
		right := r.page.right(label, 1)
		if slices.Contains(field.Value, "below") && right == nil || right != nil && r.fixed(right) && label.Row != below.Row {
			below.claimed = true
			v := r.parse(field, below, nil, unit)
			if field.Type == typeLong {
				r.runOn(v, below)
			}
			return v
		}
	}
	return nil
}

// headsBlock says whether a text stands in what looks like the header of a block, though the block
// was not found because somebody renamed the column that it needs: below it are the block's figures.
func (r *reader) headsBlock(label *cell) bool {
	columns := map[int]map[int]bool{}
	heads := func(block int) bool { return len(columns[block]) > 1 }
	for _, c := range r.page.rows[r.page.index(label.Row)].cells {
		for _, h := range c.hits {
			if h.form == r.d.no && h.kind == slotBlockColumn {
				if columns[h.index] == nil {
					columns[h.index] = map[int]bool{}
				}
				columns[h.index][h.sub] = true
			}
		}
	}
	for _, h := range label.hits {
		if h.form == r.d.no && h.kind == slotBlockColumn && heads(h.index) {
			return true
		}
	}
	return false
}

// unitFor is the unit of a label's value: its own, or that of the column it sums up.
func (r *reader) unitFor(field *fieldDef, label *cell) string {
	if label.head.Unit != "" || field.UnitFrom == "" {
		return label.head.Unit
	}
	return r.blockUnits[field.UnitFrom]
}

// fixed says whether a cell is a printed text of this form and so no value.
func (r *reader) fixed(c *cell) bool {
	if _, isStatus := value.DayStatus(c.Text); isStatus {
		return false // 请假 is a label on some forms, and what people write into a count cell
	}
	for _, h := range c.hits {
		if h.form == r.d.no && h.kind != slotPlan && h.kind != slotActual && h.kind != slotRate {
			return true
		}
	}
	for i := range c.pairs {
		if anyOf(c.pairs[i].hits, r.d.no) {
			return true
		}
	}
	return false
}

// runOn appends the rows below to a free text that runs on without a label of its own.
func (r *reader) runOn(v *parsed, from *cell) {
	if v == nil {
		return
	}
	for row := from.lastRow + 1; ; {
		next := r.page.at(row, from.Col)
		if next == nil || next.Kind != workbook.Text || r.fixed(next) || next.claimed || isRemark(next) {
			return
		}
		cells := r.page.rows[r.page.index(row)].cells
		first := cells[0]
		if cells[len(cells)-1] != next { // a row of several values is no line of a text
			return
		}
		if first != next && (first.Kind == workbook.Text || first.known(r.d.no)) {
			return
		}
		next.claimed = true
		r.state[r.page.index(row)].loaded = true
		v.text += "\n" + next.text()
		row = next.lastRow + 1
	}
}

// parseDateRun reads a date that may be spread over several cells: 3 | 月 | 5 | 日.
func (r *reader) parseDateRun(field *fieldDef, first *cell) *parsed {
	run, text := []*cell{first}, first.Text
	for next := r.page.right(first, 2); next != nil && !r.fixed(next) && !next.claimed && len(run) < 8; next = r.page.right(next, 2) {
		run, text = append(run, next), text+next.Text
	}
	if len(run) > 1 && first.Kind != workbook.Date {
		date, problem := value.ParseDate(text, false)
		single, firstProblem := value.ReadDate(first.Cell, r.page.grid.Date1904)
		if problem.Code == "" && date.Day != 0 && date.Month != 0 && (firstProblem.Code != "" || single.Month == 0 || date.Year != 0 && single.Year == 0) {
			for _, c := range run {
				c.claimed = true
			}
			return &parsed{cell: first, date: date, hasDate: true}
		}
		if date, problem := value.ParseDate(first.Text+" "+run[1].Text, false); problem.Code == "" && date.Weekday != 0 {
			run[1].claimed = true // 2026-3-5 | 星期四
			return &parsed{cell: first, date: date, hasDate: true}
		}
	}
	return r.parse(field, first, nil, "")
}

// claimFixedTexts takes the printed texts that carry nothing: section titles, numbering, 备注.
func (r *reader) claimFixedTexts() {
	for i := range r.page.rows {
		for _, c := range r.page.rows[i].cells {
			if c.claimed {
				continue
			}
			if anyOf(c.hits, r.d.no) {
				if _, ignored := find(c.hits, r.d.no, slotIgnore); ignored {
					if next := r.page.right(c, 2); next != nil && !r.fixed(next) && !next.claimed && !r.tableHeads[i] {
						next.claimed = true
					}
				}
				r.mark(c).header = true
			}
		}
	}
}

// total gives the first total row that has a value for a column of a block.
func (f *formReading) total(block, column int) (*cell, *parsed) {
	for _, t := range f.totals {
		if t.block == block && t.cells[column] != nil {
			return t.label, t.cells[column]
		}
	}
	return nil, nil
}

func optional(m map[string]string, field string, v *parsed) {
	if v != nil && v.cell != nil && !v.none {
		m[field] = v.cell.Address()
	}
}
