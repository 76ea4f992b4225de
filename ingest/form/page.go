package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// page is a grid prepared for reading: every text normalised and looked up once, for all forms.
type page struct {
	grid   *workbook.Grid
	rows   []pageRow
	byRow  map[int]int      // row number → index into rows
	covers map[[2]int]*cell // cells below the anchor of a merge of several rows

	mentions []int // cells that mean something, by form
	path     string
}

type pageRow struct {
	no    int
	cells []*cell
}

// cell is one cell with what its text may mean.
type cell struct {
	workbook.Cell
	head             value.Header
	hits             []hit
	pairs            []pair // labels with their values inside this cell: 姓名：张伟
	lastRow, lastCol int    // of its merge
}

// pair is one 「label：value」 inside a cell.
type pair struct {
	hits  []hit
	label string
	value string
}

// Labels are short; longer texts are never looked up.
const maxLabelRunes = 30

func newPage(g *workbook.Grid, l lexicon, forms int) *page {
	p := &page{grid: g, mentions: make([]int, forms), rows: make([]pageRow, 0, len(g.Rows)), byRow: make(map[int]int, len(g.Rows))}
	merges := make(map[[2]int]workbook.Merge, len(g.Merges))
	for _, m := range g.Merges {
		merges[[2]int{m.FirstRow, m.FirstCol}] = m
	}
	total := 0
	for i := range g.Rows {
		total += len(g.Rows[i].Cells)
	}
	store := make([]cell, total)
	pointers := make([]*cell, total)
	n := 0
	for i := range g.Rows {
		start := n
		for _, raw := range g.Rows[i].Cells {
			if raw.Kind == workbook.Empty || raw.Kind == workbook.Text && value.Text(raw.Text) == "" {
				continue // spaces only: looks empty, is empty
			}
			c := &store[n]
			pointers[n] = c
			n++
			c.Cell, c.lastRow, c.lastCol = raw, raw.Row, raw.Col
			if m, merged := merges[[2]int{raw.Row, raw.Col}]; merged {
				c.lastRow, c.lastCol = m.LastRow, m.LastCol
			}
			if raw.Kind == workbook.Text {
				c.read(l)
			}
		}
		p.byRow[g.Rows[i].No] = len(p.rows)
		p.rows = append(p.rows, pageRow{no: g.Rows[i].No, cells: pointers[start:n:n]})
	}
	p.cover()
	p.mention()
	return p
}

// read normalises a text cell and looks it up.
func (c *cell) read(l lexicon) {
	if len(c.Text) <= maxLabelRunes*3 {
		c.head = value.ReadHeader(c.Text)
		c.hits = l.lookup(c.head)
	}
	if c.hits == nil && len(c.Text) <= 600 && (strings.ContainsRune(c.Text, ':') || strings.ContainsRune(c.Text, '：')) {
		c.pairs = splitPairs(value.Fold(c.Text), l)
	}
}

// splitPairs finds the labels with a colon inside a text; the value of each runs to the next one.
func splitPairs(s string, l lexicon) []pair {
	var pairs []pair
	last := 0 // end of the previous label's colon
	for at := 0; at < len(s); at++ {
		if s[at] != ':' {
			continue
		}
		start, hits := labelBefore(s[last:at], l)
		if hits == nil {
			continue
		}
		start += last
		if len(pairs) > 0 {
			pairs[len(pairs)-1].value = trimValue(s[last:start])
		} else if strings.TrimSpace(s[:start]) != "" && start > 60 {
			return nil // a sentence that happens to hold a label and a colon
		}
		pairs = append(pairs, pair{hits: hits, label: strings.TrimSpace(s[start:at])})
		last = at + 1
	}
	if len(pairs) > 0 {
		pairs[len(pairs)-1].value = cutDateTail(trimValue(s[last:]))
	}
	return pairs
}

// labelBefore looks for the longest known label at the end of a text, beginning at a word.
func labelBefore(s string, l lexicon) (int, []hit) {
	bestStart, words := -1, 0
	var best []hit
	for end := len(s); end > 0 && words < 5; {
		cut := strings.LastIndexFunc(s[:end], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|、。_", r) })
		start := 0
		if cut >= 0 {
			_, size := utf8.DecodeRuneInString(s[cut:])
			start = cut + size
		}
		if start < end {
			words++
			if len(s)-start <= maxLabelRunes*3 {
				if hits := l.lookup(value.ReadHeader(s[start:])); hits != nil {
					bestStart, best = start, hits
				}
			}
		}
		if cut < 0 {
			break
		}
		end = cut
	}
	return bestStart, best
}

func trimValue(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|、_", r) })
}

// cover notes, for every merge over several rows, which cell stands for the rows below.
func (p *page) cover() {
	budget := 200_000
	for i := range p.rows {
		for _, c := range p.rows[i].cells {
			if c.lastRow == c.Row {
				continue
			}
			if budget -= (c.lastRow - c.Row) * (c.lastCol - c.Col + 1); budget < 0 {
				return
			}
			if p.covers == nil {
				p.covers = map[[2]int]*cell{}
			}
			for row := c.Row + 1; row <= c.lastRow; row++ {
				for col := c.Col; col <= c.lastCol; col++ {
					p.covers[[2]int{row, col}] = c
				}
			}
		}
	}
}

// at is the cell whose anchor is at a row and column; nil when it is empty.
func (p *page) at(row, col int) *cell {
	i, found := p.byRow[row]
	if !found {
		return nil
	}
	for _, c := range p.rows[i].cells {
		if c.Col >= col {
			if c.Col == col {
				return c
			}
			return nil
		}
	}
	return nil
}

// over is the cell that covers a row and column: itself, its row's merge, or a merge from above.
func (p *page) over(row, col int) *cell {
	if c := p.covers[[2]int{row, col}]; c != nil {
		return c
	}
	i, found := p.byRow[row]
	if !found {
		return nil
	}
	for _, c := range p.rows[i].cells {
		if c.Col <= col && col <= c.lastCol {
			return c
		}
	}
	return nil
}

// right is the next cell in the same row after a cell, within reach columns of its merge's end.
func (p *page) right(c *cell, reach int) *cell {
	i := p.byRow[c.Row]
	for _, next := range p.rows[i].cells {
		if next.Col > c.lastCol {
			if next.Col-c.lastCol <= reach {
				return next
			}
			return nil
		}
	}
	return nil
}

// text is what the cell shows, near enough for a message or a free-text field.
func (c *cell) text() string {
	if c.Kind == workbook.UncachedResult {
		return ""
	}
	return value.Text(c.Text)
}

// known says whether the cell is a label, header or other fixed text of a form.
func (c *cell) known(form int) bool {
	if anyOf(c.hits, form) {
		return true
	}
	for i := range c.pairs {
		if anyOf(c.pairs[i].hits, form) {
			return true
		}
	}
	return false
}

// mention counts the cells that mean something to each form: most forms need no closer look.
func (p *page) mention() {
	last := -1
	count := func(hits []hit) {
		last = -1
		for i := range hits {
			if hits[i].form != last { // in the order of the forms
				last = hits[i].form
				p.mentions[last]++
			}
		}
	}
	for i := range p.rows {
		for _, c := range p.rows[i].cells {
			count(c.hits)
			for j := range c.pairs {
				count(c.pairs[j].hits)
			}
		}
	}
}

// cutDateTail cuts a date that follows a value without a label of its own: 城东一组 2026年3月9日.
func cutDateTail(s string) string {
	at := strings.IndexByte(s, ' ')
	if at <= 0 || at+1 >= len(s) || strings.ContainsAny(s[:at], "0123456789") || s[at+1] < '0' || s[at+1] > '9' {
		return s
	}
	if d := value.ScanDate(s[at+1:]); d.Month == 0 || d.Day == 0 {
		return s
	}
	return s[:at]
}
