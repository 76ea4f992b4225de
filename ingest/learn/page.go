package learn

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// page is a sheet as somebody sees it who looks for its title, header and labels.
type page struct {
	grid  *workbook.Grid
	rows  []line
	title string // without dates; empty when there is none
}

type line struct {
	no    int
	cells []cell
}

type cell struct {
	workbook.Cell
	key     string // normalised as a header; empty when too long for one
	lastCol int    // of its merge
}

const (
	maxHeader  = 20 // characters of a header or label
	searchRows = 30 // how deep a header may stand
)

func newPage(grid *workbook.Grid) *page {
	p := &page{grid: grid}
	last := map[[2]int]int{}
	for _, m := range grid.Merges {
		last[[2]int{m.FirstRow, m.FirstCol}] = m.LastCol
	}
	for _, row := range grid.Rows {
		l := line{no: row.No}
		for _, raw := range row.Cells {
			if raw.Kind == workbook.Empty || raw.Kind == workbook.Text && value.Text(raw.Text) == "" {
				continue
			}
			c := cell{Cell: raw, lastCol: max(raw.Col, last[[2]int{raw.Row, raw.Col}])}
			if raw.Kind == workbook.Text && utf8.RuneCountInString(raw.Text) <= maxHeader*2 {
				if key := value.ReadHeader(raw.Text).Key; utf8.RuneCountInString(key) <= maxHeader {
					c.key = key
				}
			}
			l.cells = append(l.cells, c)
		}
		if len(l.cells) > 0 {
			p.rows = append(p.rows, l)
		}
	}
	p.title = p.findTitle()
	return p
}

// findTitle is the first text that stands alone in its row, without its dates.
func (p *page) findTitle() string {
	for i, row := range p.rows[:min(len(p.rows), 6)] {
		c := row.cells[0]
		if len(row.cells) > 1 && i == 0 && c.lastCol == c.Col || len(row.cells) > 2 || c.Kind != workbook.Text || strings.ContainsAny(c.Text, ":：") {
			continue
		}
		if text := withoutDates(value.ReadHeader(c.Text).Key); utf8.RuneCountInString(text) >= 3 {
			return text
		}
	}
	return ""
}

// withoutDates gives the last stretch of letters of a title: 客户拜访登记表 of 2026年3月客户拜访登记表.
func withoutDates(text string) string {
	best := ""
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for {
			first, size := utf8.DecodeRuneInString(piece)
			if !strings.ContainsRune("年月日周至第", first) || size == len(piece) {
				break
			}
			piece = piece[size:]
		}
		if utf8.RuneCountInString(piece) >= 3 {
			best = piece
		}
	}
	return best
}

// header finds the header of a table: the row with the most short texts that has filled rows
// below it in the same columns.
func (p *page) header() (at int, data []line, ok bool) {
	best := 0.0
	for i := range p.rows[:min(len(p.rows), searchRows)] {
		texts, names, seen := 0, 0, map[string]bool{}
		for _, c := range p.rows[i].cells {
			if c.key == "" || seen[c.key] || isNumberText(c.key) {
				texts = -1
				break
			}
			seen[c.key] = true
			texts++
			if value.LooksLikeName(c.key) {
				names++
			}
		}
		if texts < 2 || names*2 > texts { // a list of people without a header is none
			continue
		}
		rows := p.below(i)
		if len(rows) == 0 {
			continue
		}
		score := float64(texts) + min(float64(len(rows)), 10)/20
		if allTexts(rows[0]) && len(rows) > 1 && !allTexts(rows[1]) {
			score -= 0.25 // the upper of two header rows, or a title row
		}
		if score > best {
			best, at, data, ok = score, i, rows, true
		}
	}
	return at, data, ok
}

// below are the rows under a header that fill at least a third of its columns.
func (p *page) below(at int) []line {
	var rows []line
	for _, row := range p.rows[at+1:] {
		filled := 0
		for _, c := range row.cells {
			if _, under := p.headOf(at, c.Col); under {
				filled++
			}
		}
		if filled*3 >= len(p.rows[at].cells) && filled >= 2 {
			rows = append(rows, row)
		}
	}
	return rows
}

func (p *page) headOf(at, col int) (cell, bool) {
	for _, c := range p.rows[at].cells {
		if c.Col <= col && col <= c.lastCol {
			return c, true
		}
	}
	return cell{}, false
}

func allTexts(row line) bool {
	for _, c := range row.cells {
		if c.key == "" || isNumberText(c.key) {
			return false
		}
	}
	return true
}

func isNumberText(s string) bool { return strings.Trim(s, "0123456789.,-/%年月日") == "" }
