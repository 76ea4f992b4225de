package workbook

import (
	"strings"

	"aqs/ingest/issue"
)

// htmlTable places the cells of one <table> on a grid as browsers do (HTML standard, "forming a
// table"): a cell takes the first place of its row that no earlier cell reaches into.
type htmlTable struct {
	sheet   *collector
	order   int // of the opening tags
	hidden  bool
	caption *htmlText
	inRow   bool
	row     int   // number of the open row
	col     int   // last column taken in it
	busy    []int // per column, the last row that a cell from above reaches down to
	lastCol int   // of the <col> elements
	cell    *htmlCell
	nested  bool // another table stands inside
	heads   int  // <th> cells with text
	wide    int  // rows with two cells or more that hold something
	inWide  int  // such cells in the open row
}

// htmlCell is an open cell.
type htmlCell struct {
	col     int
	merge   Merge
	head    bool
	format  string
	kind    string // x:str, x:num, x:bool, x:err; empty when none is given
	stored  string // that attribute's value
	formula bool
	text    htmlText
}

func (t *htmlTable) openRow(hidden bool) error {
	if err := t.closeRow(); err != nil {
		return err
	}
	t.row++
	t.col, t.inWide, t.inRow = 0, 0, true
	return t.sheet.openRow(t.row, hidden)
}

func (t *htmlTable) closeRow() error {
	err := t.closeCell()
	if t.inRow && t.inWide > 1 {
		t.wide++
	}
	t.inRow = false
	return err
}

// openCell places a cell.
func (t *htmlTable) openCell(attrs htmlAttrs, style cssStyle, head bool) error {
	if err := t.closeCell(); err != nil {
		return err
	}
	if !t.inRow {
		if err := t.openRow(false); err != nil {
			return err
		}
	}
	col := t.col + 1
	for col <= len(t.busy) && t.busy[col-1] >= t.row {
		col++
	}
	across, down := max(attrs.colSpan, 1), max(attrs.rowSpan, 1)
	if col+across-1 > maxCol {
		return tooMany("列数过多")
	}
	merge := Merge{FirstRow: t.row, FirstCol: col, LastRow: min(t.row+down-1, maxRow), LastCol: col + across - 1}
	t.col = merge.LastCol
	if down > 1 {
		for len(t.busy) < t.col {
			t.busy = append(t.busy, 0)
		}
		for c := col; c <= t.col; c++ {
			t.busy[c-1] = max(t.busy[c-1], merge.LastRow)
		}
	}
	if style.noColSpan {
		merge.LastCol = col
	}
	if style.noRowSpan {
		merge.LastRow = t.row
	}
	t.cell = &htmlCell{
		col: col, merge: merge, head: head, format: style.format,
		kind: attrs.kind, stored: attrs.stored, formula: attrs.formula,
		text: htmlText{wide: style.wideSpaces},
	}
	return nil
}

func (t *htmlTable) closeCell() error {
	open := t.cell
	if open == nil {
		return nil
	}
	t.cell = nil
	if err := t.sheet.merge(open.merge); err != nil {
		return err
	}
	cell := open.value()
	if cell.Kind == Text && strings.TrimSpace(cell.Text) == "" {
		return nil
	}
	t.inWide++
	if open.head {
		t.heads++
	}
	return t.sheet.put(cell)
}

// value gives the cell its kind: only Excel's own attributes make anything but text of it. A page
// without them shows numbers and dates as text, and as such they are read.
func (c *htmlCell) value() Cell {
	shown := c.text.String()
	stored := c.stored
	if strings.TrimSpace(stored) == "" {
		stored = shown
	}
	switch c.kind {
	case "x:num":
		if c.format == "@" {
			break
		}
		if cell, ok := numberCell(c.col, stored, c.format); ok {
			return cell
		}
	case "x:str":
		if c.stored != "" {
			return Cell{Col: c.col, Kind: Text, Text: lineFeeds(c.stored)}
		}
	case "x:bool":
		return boolCell(c.col, stored)
	case "x:err":
		return Cell{Col: c.col, Kind: Error, Text: stored}
	}
	if c.formula && shown == "" {
		return Cell{Col: c.col, Kind: UncachedResult}
	}
	return Cell{Col: c.col, Kind: Text, Text: shown}
}

// holds says whether the table has anything in it, once it is closed.
func (t *htmlTable) holds() bool { return len(t.sheet.grid.Rows) > 0 || len(t.sheet.row.Cells) > 0 }

// isData tells a table of data from one that only holds a page together.
func (t *htmlTable) isData() bool { return t.wide > 1 || t.wide > 0 && t.heads > 1 }

// finish gives the grid. Cells that reach below the table's last row end with it.
func (t *htmlTable) finish() (*Grid, error) {
	merges := t.sheet.grid.Merges
	t.sheet.grid.Merges = nil
	for _, merge := range merges {
		merge.LastRow = min(merge.LastRow, t.row)
		if err := t.sheet.merge(merge); err != nil {
			return nil, err
		}
	}
	return t.sheet.finish(), nil
}

// columns notes hidden <col> elements.
func (t *htmlTable) columns(attrs htmlAttrs, hidden bool) error {
	first := t.lastCol + 1
	t.lastCol += max(attrs.span, 1)
	if t.lastCol > maxCol {
		return &ReadError{Code: issue.FileDamaged, Detail: "网页表格的列数过多"}
	}
	for col := first; hidden && col <= t.lastCol; col++ {
		if t.sheet.grid.HiddenCols == nil {
			t.sheet.grid.HiddenCols = map[int]bool{}
		}
		t.sheet.grid.HiddenCols[col] = true
	}
	return nil
}
