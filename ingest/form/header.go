package form

import (
	"strings"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// header is the header of a register: one row, or more when the upper ones group the lower.
type header struct {
	row        *pageRow // the upper row
	rows       int      // 1 to maxHeaderRows
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
	private bool // never read
	doubled bool // means the same as a column before it
}

// headerRows is how deep a header may stand, maxHeaderRows how many rows it may have.
const (
	headerRows    = 30
	maxHeaderRows = 4
)

// findHeader looks for the row, or pair of rows, that names the most columns.
func (c *claim) findHeader(p *page, l *Library) {
	next := 0 // the first row that was not tried
	for _, i := range p.mentions[c.d.no].rows {
		if i >= headerRows+maxHeaderRows {
			break
		}
		if !p.rows[i].names(c.d.no, 2) {
			continue
		}
		for next = max(next, i-maxHeaderRows+2); next <= i && next < headerRows; next++ { // the rows above may group this one
			c.tryHeader(p, l, next)
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

// tryHeader maps the headers that begin at a row, and keeps the one that names the most.
func (c *claim) tryHeader(p *page, l *Library, at int) {
	for rows := 1; rows <= maxHeaderRows; rows++ {
		h := mapHeader(p, l, c.d, at, rows)
		if h.weight > c.header.weight+1e-9 || h.row != nil && h.at == c.header.at && h.weight > c.header.weight-1e-9 && p.rows[at+rows-1].onlyUnits() {
			c.header = h
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
	if rows > 1 && (upper.asksLabels(d.no) || len(upper.cells) == 1 && !anyOf(upper.cells[0].hits, d.no)) { // labels or a title above the table
		return header{}
	}
	for i := at + 1; i < at+rows; i++ {
		if i >= len(p.rows) || len(p.rows[i-1].cells) == 0 || p.rows[i].no > p.rows[i-1].cells[0].lastRow+1 && p.rows[i].no > p.rows[i-1].no+1 {
			return header{}
		}
		lower = &p.rows[i]
		if !lower.isLowerHeader(d.no, i == at+rows-1) {
			return header{}
		}
	}
	known, all := 0, 0
	add := func(col column, counts bool) {
		if counts {
			all++
			if col.field >= 0 || col.metric >= 0 || col.ignored {
				known++
			}
		}
		switch {
		case col.field >= 0 && !h.hasField(col.field):
			h.weight += d.Columns[col.field].Weight + 0.01
		case col.field < 0 && col.metric >= 0:
			known, sameSide := h.hasMetric(col.metric, col.side)
			if !known {
				h.weight += d.Metrics.Weight
			}
			if !sameSide {
				h.weight += 0.01
			}
		}
		h.columns = append(h.columns, col)
	}
	if lower == nil {
		for _, c := range upper.cells {
			add(resolvePath(d, []*cell{c}, l), true)
		}
	} else {
		for _, path := range headerPaths(p.rows[at : at+rows]) {
			add(resolvePath(d, path, l), true)
		}
	}
	if all > 0 {
		h.knownShare = float64(known) / float64(all)
	}
	return h
}

// hasField says whether a column of the header has this meaning already.
func (h *header) hasField(field int) bool {
	for i := range h.columns {
		if h.columns[i].field == field {
			return true
		}
	}
	return false
}

// hasMetric says whether a metric has a column already, and whether one of this side.
func (h *header) hasMetric(metric int, s side) (known, sameSide bool) {
	for i := range h.columns {
		if h.columns[i].field < 0 && h.columns[i].metric == metric {
			known = true
			sameSide = sameSide || h.columns[i].side == s
		}
	}
	return known, sameSide
}

// isLowerHeader says whether a row can stand below another in a header: nothing in it is data, and
// the lowest row holds texts that the form knows. Of a row with 计划 or 实际 half is enough: without
// it what was planned and what was done would both pass for the latter.
func (r *pageRow) isLowerHeader(form int, lowest bool) bool {
	known, units, sides := 0, 0, 0
	for _, c := range r.cells {
		switch {
		case c.Kind != workbook.Text:
			return false
		case anyOf(c.hits, form):
			known++
			if _, ok := find(c.hits, form, slotPlan); ok {
				sides++
			} else if _, ok := find(c.hits, form, slotActual); ok {
				sides++
			}
		case isUnitOnly(c):
			units++
		}
	}
	if unknown := len(r.cells) - known - units; lowest && unknown > 0 && (sides == 0 || unknown > known) {
		return false
	}
	return known > 0 || lowest && r.onlyUnits() || !lowest && r.onlyGroups()
}

// onlyGroups recognises a row between the others of a header that names nothing but groups of
// columns: every text spans several.
func (r *pageRow) onlyGroups() bool {
	for _, c := range r.cells {
		if c.lastCol == c.Col {
			return false
		}
	}
	return len(r.cells) > 0
}

// isUnitOnly recognises a header cell that holds nothing but a unit: （元）.
func isUnitOnly(c *cell) bool {
	return value.UnitOf(strings.Trim(value.Squeeze(c.Text), "()[]")) != ""
}

// asksLabels says whether a row holds labels with their values, as stand above a table.
func (r *pageRow) asksLabels(form int) bool {
	if r.pairsOff(form) {
		return true
	}
	for _, c := range r.cells {
		if _, label := find(c.hits, form, slotLabel); label {
			if _, column := find(c.hits, form, slotColumn); !column {
				return true
			}
		}
		for i := range c.pairs {
			if _, label := find(c.pairs[i].hits, form, slotLabel); label {
				return true
			}
		}
	}
	return false
}

// pairsOff recognises 姓名|张伟|团队|城东一组 by its alternation, though the labels are names of
// columns as well.
func (r *pageRow) pairsOff(form int) bool {
	if len(r.cells) < 2 || len(r.cells)%2 != 0 {
		return false
	}
	for i, c := range r.cells {
		_, label := find(c.hits, form, slotLabel)
		if c.lastCol > c.Col || label != (i%2 == 0) || i%2 == 1 && anyOf(c.hits, form) {
			return false
		}
	}
	return true
}

// onlyUnits recognises a header row of nothing but units.
func (r *pageRow) onlyUnits() bool {
	for _, c := range r.cells {
		if !isUnitOnly(c) {
			return false
		}
	}
	return len(r.cells) > 0
}
