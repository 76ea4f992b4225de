package workbook

import (
	"slices"
)

// hideUnderMerges takes out of a grid what Excel does not show: values in a merge that are not in
// its top-left cell (ECMA-376 part 1, 18.3.1.55). They are counted, and rows with no other values
// are named. One pass over merges and cells: asking every merge about every cell is quadratic.
func (g *Grid) hideUnderMerges() {
	if len(g.Merges) == 0 {
		return
	}
	order, byRow := g.Merges, func(a, b Merge) int { return a.FirstRow - b.FirstRow }
	if !slices.IsSortedFunc(order, byRow) {
		order = slices.Clone(order)
		slices.SortStableFunc(order, byRow)
	}
	widest := 0
	for _, merge := range order {
		widest = max(widest, merge.LastCol)
	}
	until := make([]int, widest+1) // by column: the last row that a merge hides there
	anchors := []Merge(nil)        // of the present row: they hide their column from the next row on
	next, kept := 0, g.Rows[:0]
	for _, row := range g.Rows {
		for _, merge := range anchors {
			until[merge.FirstCol] = max(until[merge.FirstCol], merge.LastRow)
		}
		anchors = anchors[:0]
		for ; next < len(order) && order[next].FirstRow <= row.No; next++ {
			merge, from := order[next], order[next].FirstCol
			if merge.LastRow < row.No {
				continue
			}
			if merge.FirstRow == row.No {
				anchors = append(anchors, merge)
				from++
			}
			for col := from; col <= merge.LastCol; col++ {
				until[col] = max(until[col], merge.LastRow)
			}
		}
		seen := row.Cells[:0]
		for _, cell := range row.Cells {
			if cell.Col > widest || until[cell.Col] < row.No {
				seen = append(seen, cell)
			}
		}
		g.HiddenUnderMerge += len(row.Cells) - len(seen)
		if row.Cells = seen; len(seen) == 0 {
			g.RowsUnderMerge = append(g.RowsUnderMerge, row.No)
			continue
		}
		kept = append(kept, row)
	}
	g.Rows = kept
}
