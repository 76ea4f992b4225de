package workbook

import "slices"

// mergeSweep takes out of a grid's rows, from the first to the last, what Excel does not show:
// values in a merge that are not in its top-left cell (ECMA-376 part 1, 18.3.1.55). They are
// counted, and rows with no other values are named. One pass over merges and cells: asking every
// merge about every cell is quadratic.
type mergeSweep struct {
	grid    *Grid
	order   []Merge // by first row; from next on they begin below the present row
	next    int
	until   []int   // by column: the last row that a merge hides there
	anchors []Merge // of the present row: they hide their column from the next row on
}

func newMergeSweep(grid *Grid) *mergeSweep {
	order, byRow := grid.Merges, func(a, b Merge) int { return a.FirstRow - b.FirstRow }
	if !slices.IsSortedFunc(order, byRow) {
		order = slices.Clone(order)
		slices.SortStableFunc(order, byRow)
	}
	widest := 0
	for _, merge := range order {
		widest = max(widest, merge.LastCol)
	}
	return &mergeSweep{grid: grid, order: order, until: make([]int, widest+1)}
}

// row takes the hidden cells out of the next row; false when it has no others.
func (m *mergeSweep) row(row *Row) bool {
	for _, merge := range m.anchors {
		m.until[merge.FirstCol] = max(m.until[merge.FirstCol], merge.LastRow)
	}
	m.anchors = m.anchors[:0]
	for ; m.next < len(m.order) && m.order[m.next].FirstRow <= row.No; m.next++ {
		merge, from := m.order[m.next], m.order[m.next].FirstCol
		if merge.LastRow < row.No {
			continue
		}
		if merge.FirstRow == row.No {
			m.anchors = append(m.anchors, merge)
			from++
		}
		for col := from; col <= merge.LastCol; col++ {
			m.until[col] = max(m.until[col], merge.LastRow)
		}
	}
	first := 0
	for first < len(row.Cells) && !m.hides(row.No, row.Cells[first].Col) {
		first++
	}
	if first == len(row.Cells) {
		return true
	}
	seen := row.Cells[:first]
	for i := first + 1; i < len(row.Cells); i++ {
		if !m.hides(row.No, row.Cells[i].Col) {
			seen = append(seen, row.Cells[i])
		}
	}
	m.grid.HiddenUnderMerge += len(row.Cells) - len(seen)
	row.Cells = seen
	if len(seen) == 0 {
		m.grid.RowsUnderMerge = append(m.grid.RowsUnderMerge, row.No)
	}
	return len(seen) > 0
}

func (m *mergeSweep) hides(row, col int) bool { return col < len(m.until) && m.until[col] >= row }

// hideUnderMerges sweeps a grid that has all its rows.
func (g *Grid) hideUnderMerges() {
	if len(g.Merges) == 0 {
		return
	}
	sweep, kept := newMergeSweep(g), g.Rows[:0]
	for _, row := range g.Rows {
		if sweep.row(&row) {
			kept = append(kept, row)
		}
	}
	g.Rows = kept
}
