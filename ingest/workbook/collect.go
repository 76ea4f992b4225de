package workbook

import (
	"fmt"
	"slices"
	"strings"
)

// collector gathers one sheet of a text carrier (csv, HTML, SpreadsheetML) cell by cell, in
// reading order and within the limits.
type collector struct {
	grid   *Grid
	limits Limits
	left   *int // cells that the file may still hold, over all its sheets
	row    Row  // open row; its cells are copied when it is complete
}

func newCollector(sheet string, no int, limits Limits, left *int) *collector {
	return &collector{grid: &Grid{Sheet: sheet, No: no}, limits: limits, left: left}
}

// openRow begins a row below all earlier ones.
func (c *collector) openRow(no int, hidden bool) error {
	c.closeRow()
	if no > maxRow {
		return tooMany(fmt.Sprintf("行号超过 %d", maxRow))
	}
	c.row.No, c.row.Hidden = no, hidden
	return nil
}

func (c *collector) closeRow() {
	if len(c.row.Cells) > 0 {
		c.grid.Rows = append(c.grid.Rows, Row{No: c.row.No, Hidden: c.row.Hidden, Cells: slices.Clone(c.row.Cells)})
	}
	c.row = Row{Cells: c.row.Cells[:0]}
}

// put adds a cell to the open row, right of all earlier ones. A text that looks empty is none.
func (c *collector) put(cell Cell) error {
	if cell.Kind == Text && strings.TrimSpace(cell.Text) == "" {
		return nil
	}
	if cell.Col > maxCol {
		return tooMany(fmt.Sprintf("列数超过 %d", maxCol))
	}
	if *c.left--; *c.left < 0 {
		return tooMany("全部工作表的单元格过多")
	}
	if len(c.row.Cells) == 0 && len(c.grid.Rows) >= c.limits.Rows {
		return tooMany(fmt.Sprintf("行数超过 %d", c.limits.Rows))
	}
	cell.Row = c.row.No
	c.row.Cells = append(c.row.Cells, cell)
	return nil
}

// merge notes a merged range; one cell alone is none.
func (c *collector) merge(merge Merge) error {
	if merge.FirstRow == merge.LastRow && merge.FirstCol == merge.LastCol {
		return nil
	}
	if len(c.grid.Merges) >= c.limits.Merges {
		return tooMany(fmt.Sprintf("合并区超过 %d 个", c.limits.Merges))
	}
	c.grid.Merges = append(c.grid.Merges, merge)
	return nil
}

// finish gives the grid, without the values that lie hidden under merges.
func (c *collector) finish() *Grid {
	c.closeRow()
	c.grid.hideUnderMerges()
	return c.grid
}
