package form

import (
	"strings"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// skipRow recognises the rows of a table that are no records.
func (r *reader) skipRow(at int, columns registerColumns) bool {
	row := &r.page.rows[at]
	s := &r.state[at]
	claim := func() bool {
		for _, c := range row.cells {
			c.claimed = true
		}
		return true
	}
	matched := 0
	for _, c := range row.cells {
		for _, h := range c.hits {
			if h.form == r.d.no && (h.kind == slotColumn || h.kind == slotMetric) {
				matched++
				break
			}
		}
	}
	if matched >= 3 && matched*10 >= 6*len(row.cells) || r.repeatsHeader(row) {
		s.header = true
		return claim()
	}
	first := firstText(row.cells)
	if first != nil && r.isTotal(first, row) {
		s.subtotal = true
		return claim()
	}
	if isNumbering(row.cells) || at > 0 && r.state[at-1].header && r.isLowerHeader(row) {
		s.header = true
		return claim()
	}
	if !r.fillsTable(row, columns) && r.looksLikeNote(row, row.cells) {
		s.note = true
		return claim()
	}
	if first != nil && len(row.cells) == 1 && strings.Contains(r.page.titleOf(), first.head.Key) && first.head.Key != "" && first.lastCol > first.Col {
		s.header = true // the title once more
		return claim()
	}
	return false
}

// fillsTable says whether a row has values in the table's columns, whatever its first word.
func (r *reader) fillsTable(row *pageRow, columns registerColumns) bool {
	filled := 0
	for _, list := range [][]column{columns.fields, columns.metrics} {
		for _, col := range list {
			if c := r.page.at(row.no, col.col); c != nil && !strings.HasSuffix(value.Squeeze(c.Text), ":") && c.pairs == nil {
				filled++
			}
		}
	}
	return filled >= 3 && filled*2 >= len(columns.fields)+len(columns.metrics)
}

func (p *page) titleOf() string {
	if len(p.rows) > 0 && len(p.rows[0].cells) > 0 {
		return p.rows[0].cells[0].head.Key
	}
	return ""
}

// isTotal recognises 合计, 城西二组小计, 1月合计 among the first cells of a row.
func (r *reader) isTotal(first *cell, row *pageRow) bool {
	for i, c := range row.cells {
		if i >= 4 {
			break
		}
		if c.Kind != workbook.Text || len(c.head.Key) > 45 {
			continue
		}
		for _, word := range r.d.Totals {
			if c.head.Key == word || strings.HasSuffix(c.head.Key, word) || strings.HasPrefix(c.head.Key, word) && (len(c.head.Key) <= len(word)+6 || len(row.cells) == 1) {
				return true
			}
		}
	}
	return false
}

// repeatsHeader says whether a row says in every cell what the header's upper row says there.
func (r *reader) repeatsHeader(row *pageRow) bool {
	upper := r.claim.header.row
	if upper == nil || upper.no >= row.no || len(row.cells) < 2 || len(row.cells) != len(upper.cells) {
		return false
	}
	for i, c := range row.cells {
		if head := upper.cells[i]; c.Kind != workbook.Text || c.Col != head.Col || c.Text != head.Text {
			return false
		}
	}
	return true
}

// isLowerHeader recognises the lower rows of a header that is printed again: names of groups, or
// 计划|实际 beneath the metrics, and nothing else but what is merged down from the row above.
func (r *reader) isLowerHeader(row *pageRow) bool {
	sides := 0
	for _, c := range row.cells {
		if c.Row != row.no {
			continue
		}
		if c.Kind == workbook.Text && c.lastCol > c.Col {
			sides += 2
			continue
		}
		if c.Kind != workbook.Text || !isOneOf(c.head.Key, r.d.Metrics.PlanWords) && !isOneOf(c.head.Key, r.d.Metrics.ActualWords) && !isOneOf(c.head.Key, r.d.Metrics.RateWords) {
			return false
		}
		sides++
	}
	return sides >= 2
}

func isOneOf(word string, words []string) bool {
	for _, known := range words {
		if word == known {
			return true
		}
	}
	return false
}

// isNumbering recognises the row of column numbers 1 2 3 4 … under a header.
func isNumbering(cells []*cell) bool {
	if len(cells) < 3 {
		return false
	}
	for i, c := range cells {
		if c.Kind != workbook.Number || c.Number != float64(i+1) {
			return false
		}
	}
	return true
}
