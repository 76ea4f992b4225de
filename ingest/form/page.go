package form

import (
	"sort"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// page is a sheet prepared for reading: every text normalised and looked up once, for all forms.
// Of a long register it holds, besides the head, only the row that is being read.
type page struct {
	grid    *workbook.Grid
	lexicon lexicon
	rows    []pageRow
	merges  map[[2]int]workbook.Merge // by their first cell
	covers  map[[2]int]*cell          // cells below the anchor of a merge of several rows
	budget  int                       // for covers

	mentions []mentioned // by form
	path     string
}

// mostCovered bounds the cells that merges of several rows may cover.
const mostCovered = 200_000

type pageRow struct {
	no    int
	cells []*cell
	blank bool // nothing but spaces
	kept  bool // stays in memory when a long register is read
}

func newPage(g *workbook.Grid, l lexicon, forms int) *page {
	p := &page{grid: g, lexicon: l, budget: mostCovered, mentions: make([]mentioned, forms), rows: make([]pageRow, len(g.Rows))}
	p.merges = make(map[[2]int]workbook.Merge, len(g.Merges))
	for _, m := range g.Merges {
		p.merges[[2]int{m.FirstRow, m.FirstCol}] = m
	}
	total := 0
	for i := range g.Rows {
		total += len(g.Rows[i].Cells)
	}
	store := cellPiece{cells: make([]cell, total), pointers: make([]*cell, total)}
	for i := range g.Rows {
		p.rows[i].no = g.Rows[i].No
		p.load(&p.rows[i], g.Rows[i].Cells, &store)
	}
	p.mention()
	return p
}

// cellPiece is memory for the cells of some rows.
type cellPiece struct {
	cells    []cell
	pointers []*cell
}

// take gives room for n cells.
func (s *cellPiece) take(n int) ([]cell, []*cell) {
	if len(s.cells) < n {
		s.cells, s.pointers = make([]cell, max(n, 64)), make([]*cell, max(n, 64))
	}
	cells, pointers := s.cells[:n:n], s.pointers[:0:n]
	s.cells, s.pointers = s.cells[n:], s.pointers[n:]
	return cells, pointers
}

// load prepares the cells of a row.
func (p *page) load(row *pageRow, raw []workbook.Cell, store *cellPiece) {
	cells, pointers := store.take(len(raw))
	for i := range raw {
		if raw[i].Kind == workbook.Empty || raw[i].Kind == workbook.Text && value.Text(raw[i].Text) == "" {
			continue // spaces only: looks empty, is empty
		}
		c := &cells[len(pointers)]
		pointers = append(pointers, c)
		c.Cell, c.lastRow, c.lastCol = raw[i], raw[i].Row, raw[i].Col
		if len(p.merges) > 0 {
			if m, merged := p.merges[[2]int{raw[i].Row, raw[i].Col}]; merged {
				c.lastRow, c.lastCol = m.LastRow, m.LastCol
				p.cover(c)
			}
		}
		if raw[i].Kind == workbook.Text {
			c.read(p.lexicon)
		}
	}
	row.cells, row.blank = pointers, len(pointers) == 0
}

// cover notes, for a merge over several rows, which cell stands for the rows below.
func (p *page) cover(c *cell) {
	if c.lastRow == c.Row || p.budget < 0 {
		return
	}
	if p.budget -= (c.lastRow - c.Row) * (c.lastCol - c.Col + 1); p.budget < 0 {
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

// find gives the index of a row by its number. Rows without gaps, the common case, are met at once.
func (p *page) find(no int) (int, bool) {
	if len(p.rows) == 0 {
		return 0, false
	}
	i := min(no-p.rows[0].no, len(p.rows)-1)
	if i >= 0 && p.rows[i].no == no {
		return i, true
	}
	i = sort.Search(len(p.rows), func(i int) bool { return p.rows[i].no >= no })
	return i, i < len(p.rows) && p.rows[i].no == no
}

// index is the index of a row that is there.
func (p *page) index(no int) int {
	i, _ := p.find(no)
	return i
}

// at is the cell whose anchor is at a row and column; nil when it is empty.
func (p *page) at(row, col int) *cell {
	i, found := p.find(row)
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
	i, found := p.find(row)
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
	i := p.index(c.Row)
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
