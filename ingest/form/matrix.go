package form

import (
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// readMatrices reads tables with metrics down and 计划 | 实际 across, and the transposed kind.
func (r *reader) readMatrices(f *formReading) {
	for i := range r.page.rows {
		planCell, actualCell := r.pairHeader(i)
		if planCell == nil && actualCell == nil {
			continue
		}
		r.rateCell = nil
		for _, c := range r.page.rows[i].cells {
			if _, isRate := find(c.hits, r.d.no, slotRate); isRate && !c.claimed && r.rateCell == nil {
				r.rateCell = c
			}
		}
		if r.readDown(f, i, planCell, actualCell) == 0 {
			continue
		}
		r.tableHeads[i] = true
		for _, c := range r.page.rows[i].cells {
			if !c.claimed {
				r.mark(c).header = true
			}
		}
	}
	for i := range r.page.rows {
		r.readAcross(f, i)
	}
}

// pairHeader finds the cells 计划 and 实际 of a row.
func (r *reader) pairHeader(at int) (planCell, actualCell *cell) {
	for _, c := range r.page.rows[at].cells {
		if c.claimed {
			continue
		}
		if _, ok := find(c.hits, r.d.no, slotMetric); ok {
			continue
		}
		if _, ok := find(c.hits, r.d.no, slotPlan); ok && planCell == nil {
			planCell = c
		} else if _, ok := find(c.hits, r.d.no, slotActual); ok && actualCell == nil {
			actualCell = c
		}
	}
	if first := r.page.rows[at].cells; len(first) > 0 && (planCell == first[0] || actualCell == first[0]) {
		for _, c := range first { // the first cell of a row of plans, not the head of a column
			if value.ReadNumber(c.Cell, value.Count, "").State == value.Have {
				return nil, nil
			}
		}
	}
	return planCell, actualCell
}

// readDown reads the metric rows under a 计划 | 实际 header.
func (r *reader) readDown(f *formReading, header int, planCell, actualCell *cell) int {
	n := 0
	left := 1 << 20
	for _, c := range []*cell{planCell, actualCell} {
		if c != nil {
			left = min(left, c.Col)
		}
	}
	for i := header + 1; i < len(r.page.rows); i++ {
		var label *cell
		var h hit
		for _, c := range r.page.rows[i].cells {
			if c.Col >= left || c.claimed {
				continue
			}
			if m, ok := find(c.hits, r.d.no, slotMetric); ok && m.side == bare {
				label, h = c, m
			}
		}
		if label == nil {
			if r.page.rows[i].cells == nil || n == 0 && i == header+1 {
				continue
			}
			if c := r.unnamedCount(i, left); c != nil {
				r.unnamed[i] = c
				continue
			}
			break
		}
		field := &r.d.Metrics.Rows[h.index]
		r.mark(label).header = true
		if f.metrics[h.index] == nil {
			f.metrics[h.index] = &counted{label: label, alias: h.alias}
		}
		m := f.metrics[h.index]
		read := func(head *cell) *parsed {
			if head == nil {
				return nil
			}
			c := r.page.at(r.page.rows[i].no, head.Col)
			if c == nil {
				c = r.leaning(r.page.rows[i].no, head)
			}
			if c == nil || c == label {
				return nil
			}
			c.claimed = true
			unit := label.head.Unit
			if unit == "" {
				unit = head.head.Unit
			}
			return r.parse(field, c, nil, unit)
		}
		m.plan, m.actual = read(planCell), read(actualCell)
		if r.rateCell != nil {
			if c := r.page.at(r.page.rows[i].no, r.rateCell.Col); c != nil && !c.claimed {
				c.claimed = true
				m.rate = r.parse(&fieldDef{Field: "rate", Name: field.Name + "达成率", Type: typeRate}, c, nil, "%")
			}
		}
		n++
	}
	return n
}

// unnamedCount recognises a row of a table of counts whose label the form does not know, and gives
// the label: the table goes on below it. Ending the table there would leave the counts below without
// their heads, and a plan alone in its row would pass for what was done.
func (r *reader) unnamedCount(at, left int) *cell {
	rows := r.page.rows
	const most = 2 // such rows together
	for i := at; i < at+most && i+1 < len(rows); i++ {
		if len(rows[i].cells) == 0 || rows[i].no != rows[i-1].no+1 {
			return nil
		}
		first := rows[i].cells[0]
		if first.claimed || first.Kind != workbook.Text || first.lastCol >= left || first.known(r.d.no) {
			return nil
		}
		for _, c := range rows[i+1].cells {
			if m, ok := find(c.hits, r.d.no, slotMetric); ok && m.side == bare && c.Col < left && !c.claimed {
				return rows[at].cells[0]
			}
		}
	}
	return nil
}

// readAcross reads metrics that stand side by side with their values in the rows below, which may
// begin with 计划 and 实际.
func (r *reader) readAcross(f *formReading, at int) {
	row := &r.page.rows[at]
	heads := acrossHeads(r.page, at, r.d.no)
	for _, c := range row.cells {
		if c.claimed {
			delete(heads, c.Col)
		}
	}
	if len(heads) < 3 {
		return
	}
	used := 0
	for i := at + 1; i < len(r.page.rows) && i <= at+2; i++ {
		values := 0
		rowSide := bare
		for _, c := range r.page.rows[i].cells {
			if _, isHead := heads[c.Col]; isHead {
				if c.known(r.d.no) {
					return
				}
				values++
				continue
			}
			if _, ok := find(c.hits, r.d.no, slotPlan); ok {
				rowSide = plan
			} else if _, ok := find(c.hits, r.d.no, slotActual); ok {
				rowSide = actual
			}
		}
		if values == 0 && rowSide == bare || used > 0 && rowSide == bare {
			break
		}
		for _, label := range row.cells {
			h, isHead := heads[label.Col]
			if !isHead {
				continue
			}
			s := rowSide
			if h.side != bare {
				s = h.side
			}
			if f.metrics[h.index] == nil {
				f.metrics[h.index] = &counted{label: label, alias: h.alias}
			}
			m := f.metrics[h.index]
			r.mark(label).header = true
			c := r.page.at(r.page.rows[i].no, label.Col)
			if c == nil {
				continue
			}
			c.claimed = true
			v := r.parse(&r.d.Metrics.Rows[h.index], c, nil, label.head.Unit)
			if s == plan {
				m.plan = v
			} else {
				m.actual = v
			}
		}
		for _, c := range r.page.rows[i].cells {
			if !c.claimed && c.known(r.d.no) {
				r.mark(c).header = true
			}
		}
		used++
	}
}

// acrossHeads finds metrics side by side with no more than two rows of values below: with more, the
// row is the header of a register.
func acrossHeads(p *page, at, form int) map[int]hit {
	heads := map[int]hit{}
	for _, c := range p.rows[at].cells {
		if m, ok := find(c.hits, form, slotMetric); ok && m.side != rate {
			heads[c.Col] = m
		}
	}
	if len(heads) < 3 || at+3 >= len(p.rows) {
		return heads
	}
	for _, c := range p.rows[at+3].cells {
		if _, below := heads[c.Col]; below && c.Kind == workbook.Number {
			return nil
		}
	}
	return heads
}
