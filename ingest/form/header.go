package form

import (
	"aqs/ingest/workbook"
)

// header is the header of a register: one row, or two when the upper one groups the lower.
type header struct {
	row        *pageRow // the upper row
	rows       int      // 1 or 2
	at         int      // index of the upper row
	columns    []column
	weight     float64
	knownShare float64 // of all header texts
}

// column is one column of a register and what it means.
type column struct {
	col     int
	cell    *cell // its lowest header text
	text    string
	unit    string
	alias   string
	field   int // index into the form's columns, -1
	metric  int // index into its metrics, -1
	side    side
	ignored bool
}

// headerRows is how deep a header may stand.
const headerRows = 30

// findHeader looks for the row, or pair of rows, that names the most columns.
func (c *claim) findHeader(p *page, l *Library) {
	for i := range p.rows[:min(headerRows, len(p.rows))] {
		if !p.rows[i].names(c.d.no, 2) && (i+1 >= len(p.rows) || !p.rows[i+1].names(c.d.no, 2)) {
			continue
		}
		for rows := 1; rows <= 2; rows++ {
			h := mapHeader(p, l, c.d, i, rows)
			if h.weight > c.header.weight+1e-9 {
				c.header = h
			}
		}
	}
	c.columns, c.metrics = map[int]bool{}, map[int]bool{}
	for _, column := range c.header.columns {
		if column.field >= 0 {
			c.columns[column.field] = true
		}
		if column.metric >= 0 {
			c.metrics[column.metric] = true
		}
	}
}

// names says whether at least n cells of the row are column headers of the form.
func (r *pageRow) names(form, n int) bool {
	for _, c := range r.cells {
		for _, h := range c.hits {
			if h.form == form && (h.kind == slotColumn || h.kind == slotMetric) {
				if n--; n == 0 {
					return true
				}
				break
			}
		}
	}
	return false
}

// mapHeader reads the header at a row. A lower row counts only when nothing in it is data.
func mapHeader(p *page, l *Library, d *definition, at, rows int) header {
	upper := &p.rows[at]
	h := header{row: upper, rows: rows, at: at}
	var lower *pageRow
	if rows == 2 {
		if at+1 >= len(p.rows) || p.rows[at+1].no > upper.cells[0].lastRow+1 && p.rows[at+1].no > upper.no+1 {
			return header{}
		}
		lower = &p.rows[at+1]
		for _, c := range lower.cells {
			if c.Kind != workbook.Text || !anyOf(c.hits, d.no) {
				return header{}
			}
		}
	}
	known, all := 0, 0
	seenField, seenMetric := map[int]bool{}, map[[2]int]bool{}
	add := func(col column, counts bool) {
		if counts {
			all++
			if col.field >= 0 || col.metric >= 0 || col.ignored {
				known++
			}
		}
		switch {
		case col.field >= 0 && !seenField[col.field]:
			seenField[col.field] = true
			h.weight += d.Columns[col.field].Weight + 0.01
		case col.metric >= 0 && !seenMetric[[2]int{col.metric, int(col.side)}]:
			if !seenMetric[[2]int{col.metric, -1}] {
				h.weight += d.Metrics.Weight
			}
			seenMetric[[2]int{col.metric, int(col.side)}], seenMetric[[2]int{col.metric, -1}] = true, true
			h.weight += 0.01
		}
		h.columns = append(h.columns, col)
	}
	if lower == nil {
		for _, c := range upper.cells {
			add(resolveColumn(d, c, nil, l), true)
		}
	} else {
		for _, col := range twoRows(upper, lower) {
			add(resolveColumn(d, col.top, col.sub, l), true)
		}
	}
	if all > 0 {
		h.knownShare = float64(known) / float64(all)
	}
	return h
}

type topSub struct{ top, sub *cell }

// twoRows pairs each lower header with the upper one that spans it, left to right. An upper
// header without a merge reaches to the next upper header.
func twoRows(upper, lower *pageRow) []topSub {
	var pairs []topSub
	for i, top := range upper.cells {
		end := top.lastCol
		if top.lastCol == top.Col && top.lastRow == top.Row {
			if i+1 < len(upper.cells) {
				end = upper.cells[i+1].Col - 1
			} else {
				end = 1 << 20
			}
		}
		none := true
		for _, sub := range lower.cells {
			if sub.Col >= top.Col && sub.Col <= end {
				pairs = append(pairs, topSub{top, sub})
				none = false
			}
		}
		if none {
			pairs = append(pairs, topSub{top, nil})
		}
	}
	for _, sub := range lower.cells { // to the left of every upper header
		if len(upper.cells) == 0 || sub.Col < upper.cells[0].Col {
			pairs = append(pairs, topSub{nil, sub})
		}
	}
	return pairs
}

// resolveColumn finds the meaning of a header of one or two texts.
func resolveColumn(d *definition, top, sub *cell, l *Library) column {
	c := column{field: -1, metric: -1}
	lowest := sub
	if lowest == nil {
		lowest = top
	}
	c.cell, c.col, c.text, c.unit = lowest, lowest.Col, lowest.text(), lowest.head.Unit
	if top != nil && sub != nil {
		c.text = top.text() + "/" + sub.text()
		if c.unit == "" {
			c.unit = top.head.Unit
		}
		if h, found := find(sub.hits, d.no, slotPlan); found {
			if m, isMetric := find(top.hits, d.no, slotMetric); isMetric {
				c.metric, c.side, c.alias = m.index, h.side, m.alias
				return c
			}
		}
		if h, found := find(sub.hits, d.no, slotActual); found {
			if m, isMetric := find(top.hits, d.no, slotMetric); isMetric {
				c.metric, c.side, c.alias = m.index, h.side, m.alias
				return c
			}
		}
		c.take(d, l.lexicon[top.head.Key+sub.head.Key])
		if c.field >= 0 || c.metric >= 0 {
			return c
		}
	}
	c.take(d, lowest.hits)
	return c
}

func (c *column) take(d *definition, hits []hit) {
	if h, found := find(hits, d.no, slotColumn); found {
		c.field, c.alias = h.index, h.alias
	} else if h, found := find(hits, d.no, slotMetric); found && h.side != rate {
		c.metric, c.side, c.alias = h.index, h.side, h.alias
	} else if _, found := find(hits, d.no, slotIgnore); found {
		c.ignored = true
	}
}
