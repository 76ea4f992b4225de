package form

import (
	"strings"
	"unicode/utf8"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// placedHeader is the header row of a block, found on the sheet.
type placedHeader struct {
	at                int // index of the row
	block             int
	columns           map[int]*cell // column of the block → header cell
	firstCol, lastCol int
	unknown           []*cell
}

// blockReading is a block with its rows read.
type blockReading struct {
	header placedHeader
	rows   []blockRow
}

type blockRow struct {
	at     int // index of the row
	no     int
	values map[int]*parsed // column of the block → value
}

// filled says whether the row says anything.
func (b *blockRow) filled() bool {
	for _, v := range b.values {
		if v.filled() {
			return true
		}
	}
	return false
}

// blockHeaders finds every block's header row.
func (r *reader) blockHeaders() []placedHeader {
	var headers []placedHeader
	for i := range r.page.rows {
		for b := range r.d.Blocks {
			columns := blockHeader(r.page.rows[i], r.d, b)
			if columns == nil || r.isDataRow(headers, i, b) {
				continue
			}
			free := true
			for _, c := range columns {
				free = free && !r.claimed[c]
			}
			if !free {
				continue // the same texts already make a header of another block
			}
			h := placedHeader{at: i, block: b, columns: columns, firstCol: 1 << 20}
			for _, c := range columns {
				h.firstCol, h.lastCol = min(h.firstCol, c.Col), max(h.lastCol, c.lastCol)
				r.mark(c).header = true
			}
			r.widen(&h)
			r.tableHeads[i] = true
			headers = append(headers, h)
		}
	}
	return headers
}

// isDataRow guards against a data row that repeats header words: a header must be fixed texts.
func (r *reader) isDataRow(headers []placedHeader, at, block int) bool {
	for _, c := range r.page.rows[at].cells {
		if c.Kind != workbook.Text {
			return true
		}
	}
	return false
}

// widen adds the neighbours of a header that belong to the same table: 序号 on its left, columns
// that no alias matches between and on its right.
func (r *reader) widen(h *placedHeader) {
	for _, c := range r.page.rows[h.at].cells {
		if r.claimed[c] {
			continue
		}
		_, ignored := find(c.hits, r.d.no, slotIgnore)
		switch {
		case ignored && c.lastCol < h.firstCol && h.firstCol-c.lastCol <= 3:
			h.firstCol = c.Col
		case !ignored && c.Col > h.firstCol && c.Col <= h.lastCol+1 && !c.known(r.d.no):
			h.unknown = append(h.unknown, c)
			h.lastCol = max(h.lastCol, c.lastCol)
		case ignored && c.Col > h.firstCol && c.Col <= h.lastCol+1:
			h.lastCol = max(h.lastCol, c.lastCol)
		default:
			continue
		}
		r.mark(c).header = true
	}
}

// readBlock reads the rows under a header, down to the next header, label or total.
func (r *reader) readBlock(headers []placedHeader, n int, f *formReading) blockReading {
	h := headers[n]
	definition := r.d.Blocks[h.block]
	b := blockReading{header: h}
	unknown := map[*cell]int{}
	for i := h.at + 1; i < len(r.page.rows); i++ {
		if r.isHeaderRow(headers, i, h) {
			break
		}
		cells := r.within(i, h)
		if len(cells) == 0 {
			continue
		}
		first := firstText(cells)
		if r.labelledFromLeft(i, h) {
			break
		}
		if planCell, actualCell := r.pairHeader(i); planCell != nil && actualCell != nil {
			break // the header of the next table
		}
		if first != nil && r.endsBlock(first, h) {
			if _, isTotal := find(first.hits, r.d.no, slotTotal); isTotal {
				r.readTotal(f, h, i, first)
			}
			break
		}
		if len(cells) == 1 && first != nil && isRemark(first) {
			break
		}
		if len(cells) == 1 && first != nil && first.lastCol >= h.lastCol && first.Col <= h.firstCol && h.lastCol > h.firstCol+1 {
			break // a line across the whole table is a title or a note, not a row
		}
		row := blockRow{at: i, no: r.page.rows[i].no, values: map[int]*parsed{}}
		for j := range definition.Columns {
			head := h.columns[j]
			if head == nil {
				continue
			}
			c := r.page.at(row.no, head.Col)
			if c == nil {
				c = r.leaning(row.no, head)
			}
			if c == nil {
				continue
			}
			r.claimed[c] = true
			row.values[j] = r.parse(&definition.Columns[j], c, nil, head.head.Unit)
		}
		for _, c := range cells {
			for _, head := range h.unknown {
				if c.Col >= head.Col && c.Col <= head.lastCol {
					unknown[head]++
				}
			}
			r.claimed[c] = true
		}
		if row.filled() {
			r.state[i].loaded = true
			b.rows = append(b.rows, row)
		} else {
			r.state[i].preprinted = true
		}
	}
	for _, head := range h.unknown {
		if unknown[head] > 0 {
			r.unknownHeader(head, head.head.Key, unknown[head])
		}
	}
	for j, field := range definition.Columns {
		if head := h.columns[j]; head != nil {
			r.blockUnits[definition.ID+"."+field.Field] = head.head.Unit
			alias := ""
			if m, ok := find(head.hits, r.d.no, slotBlockColumn); ok {
				alias = m.alias
			}
			var values []*parsed
			for _, row := range b.rows {
				if row.values[j] != nil {
					values = append(values, row.values[j])
				}
			}
			r.trace(definition.ID+"."+field.Field, definition.Name+"·"+field.Name, head, alias, values...)
		}
	}
	return b
}

// leaning finds a value that stands in another column of its header's merge.
func (r *reader) leaning(row int, head *cell) *cell {
	for col := head.Col + 1; col <= head.lastCol; col++ {
		if c := r.page.at(row, col); c != nil {
			return c
		}
	}
	return nil
}

func (r *reader) isHeaderRow(headers []placedHeader, at int, of placedHeader) bool {
	for _, h := range headers {
		if h.at == at && h.firstCol <= of.lastCol && of.firstCol <= h.lastCol {
			return true
		}
	}
	return false
}

// within lists the row's cells inside a block's columns.
func (r *reader) within(at int, h placedHeader) []*cell {
	var cells []*cell
	for _, c := range r.page.rows[at].cells {
		if c.lastCol >= h.firstCol && c.Col <= h.lastCol {
			cells = append(cells, c)
		}
	}
	return cells
}

// firstText is the first cell, numbering aside.
func firstText(cells []*cell) *cell {
	for _, c := range cells {
		if c.Kind == workbook.Text {
			return c
		}
	}
	return nil
}

// endsBlock says whether a row that begins with this cell no longer belongs to the block: it is a
// label, a metric, a section's title or a total, and stands where rows begin.
func (r *reader) endsBlock(first *cell, h placedHeader) bool {
	begin := h.firstCol
	for _, c := range h.columns {
		if c.Col == h.firstCol || begin == h.firstCol && c.Col > h.firstCol {
			begin = max(begin, min(c.lastCol, h.firstCol+2))
		}
	}
	if first.Col > begin {
		return false
	}
	for _, hit := range first.hits {
		if hit.form != r.d.no {
			continue
		}
		switch hit.kind {
		case slotLabel, slotMetric, slotBlockTitle, slotTotal, slotIgnore:
			return true
		}
	}
	for i := range first.pairs {
		if anyOf(first.pairs[i].hits, r.d.no) {
			return true
		}
	}
	return isSection(first)
}

// labelledFromLeft says whether a label left of the block has its value inside the block's columns.
func (r *reader) labelledFromLeft(at int, h placedHeader) bool {
	c := r.page.rows[at].cells[0]
	if c.Kind != workbook.Text || c.lastCol >= h.firstCol {
		return false
	}
	_, isLabel := find(c.hits, r.d.no, slotLabel)
	_, isMetric := find(c.hits, r.d.no, slotMetric)
	next := r.page.right(c, 8)
	return (isLabel || isMetric) && next != nil && next.Col >= h.firstCol
}

// isRemark recognises an explanation under a table: 注：…, 说明：…
func isRemark(c *cell) bool {
	s := value.Squeeze(c.Text)
	for _, word := range [...]string{"注:", "注1", "备注:", "说明:", "填写说明", "填表说明", "※"} {
		if strings.HasPrefix(s, word) {
			return true
		}
	}
	return false
}

// isSection recognises a section's title that the form does not name: 三、预收保费.
func isSection(c *cell) bool {
	s := value.Squeeze(c.Text)
	if c.Kind != workbook.Text || utf8.RuneCountInString(s) > 14 || strings.ContainsAny(s, "0123456789,。;") {
		return false
	}
	first, size := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("一二三四五六七八九十", first) && strings.HasPrefix(s[size:], "、")
}

// readTotal reads a 合计 row inside a block: for comparison, and for the day's total.
func (r *reader) readTotal(f *formReading, h placedHeader, at int, label *cell) {
	r.state[at].subtotal = true
	t := totalRow{block: h.block, label: label, cells: map[int]*parsed{}}
	for _, c := range r.within(at, h) {
		r.claimed[c] = true
	}
	for j, field := range r.d.Blocks[h.block].Columns {
		head := h.columns[j]
		if head == nil || field.Type != typeYuan && field.Type != typeCount {
			continue
		}
		if c := r.page.at(r.page.rows[at].no, head.Col); c != nil && c != label {
			t.cells[j] = r.parse(&r.d.Blocks[h.block].Columns[j], c, nil, head.head.Unit)
		}
	}
	f.totals = append(f.totals, t)
}

// readMatrices reads tables with metrics down and 计划 | 实际 across, and the transposed kind.
func (r *reader) readMatrices(f *formReading) {
	for i := range r.page.rows {
		planCell, actualCell := r.pairHeader(i)
		if planCell == nil && actualCell == nil {
			continue
		}
		if r.readDown(f, i, planCell, actualCell) == 0 {
			continue
		}
		r.tableHeads[i] = true
		for _, c := range r.page.rows[i].cells {
			if !r.claimed[c] {
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
		if r.claimed[c] {
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
	if first := r.page.rows[at].cells; planCell == first[0] || actualCell == first[0] {
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
			if c.Col >= left || r.claimed[c] {
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
			r.claimed[c] = true
			unit := label.head.Unit
			if unit == "" {
				unit = head.head.Unit
			}
			return r.parse(field, c, nil, unit)
		}
		m.plan, m.actual = read(planCell), read(actualCell)
		n++
	}
	return n
}

// readAcross reads metrics that stand side by side with their values in the rows below, which may
// begin with 计划 and 实际.
func (r *reader) readAcross(f *formReading, at int) {
	row := &r.page.rows[at]
	heads := acrossHeads(r.page, at, r.d.no)
	for _, c := range row.cells {
		if r.claimed[c] {
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
			r.claimed[c] = true
			v := r.parse(&r.d.Metrics.Rows[h.index], c, nil, label.head.Unit)
			if s == plan {
				m.plan = v
			} else {
				m.actual = v
			}
		}
		for _, c := range r.page.rows[i].cells {
			if !r.claimed[c] && c.known(r.d.no) {
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

// unreadable counts as content: somebody wrote something.
func (v *parsed) unreadable() bool { return v != nil && v.bad != "" }
