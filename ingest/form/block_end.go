package form

import (
	"strings"
	"unicode/utf8"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

func (r *reader) isHeaderRow(headers []placedHeader, at int, of placedHeader) bool {
	for _, h := range headers {
		if h.at == at && h.firstCol <= of.lastCol && of.firstCol <= h.lastCol {
			return true
		}
	}
	return false
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
	if r.isClassed(first, h) {
		return false
	}
	for _, c := range h.columns { // something of the row stands to the left: a date, a number
		if c.Col < first.Col && r.page.at(first.Row, c.Col) != nil {
			return false
		}
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
		c.claimed = true
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

// isClassed says whether a word that is also a label stands in a column of such words, in a row
// that fills the table: 促成 under 拜访原因.
func (r *reader) isClassed(c *cell, h placedHeader) bool {
	if c.pairs != nil {
		return false
	}
	classed, filled := false, 0
	for j, head := range h.columns {
		if r.page.at(c.Row, head.Col) == nil {
			continue
		}
		filled++
		if head.Col == c.Col && len(r.d.Blocks[h.block].Columns[j].Enum) > 0 {
			for _, class := range r.d.Blocks[h.block].Columns[j].Enum {
				classed = classed || len(class.Words) > 0 && class.Value == enumOf(r.d.Blocks[h.block].Columns[j].Enum, c.text())
			}
		}
	}
	return classed && filled >= 3
}

// saysMore says whether a row holds more than a printed date and number.
func (b *blockRow) saysMore(columns []fieldDef) bool {
	for j, v := range b.values {
		if v.filled() && columns[j].Type != typeDate && columns[j].Field != "measure_no" {
			return true
		}
	}
	return false
}
