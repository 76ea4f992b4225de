package workbook

import "slices"

// Hider takes out of the rows of a sheet, one after the other, what Excel does not show: values in
// a merge that are not in its top-left cell (ECMA-376 part 1, 18.3.1.55). It goes once over merges
// and cells: asking every merge about every cell is quadratic.
type Hider struct {
	order   []Merge // by first row
	next    int
	widest  int
	until   []int   // by column: the last row that a merge hides there
	anchors []Merge // of the row before: they hide their own column from the next row on
}

// NewHider takes a sheet's merges in any order.
func NewHider(merges []Merge) *Hider {
	order, byRow := merges, func(a, b Merge) int { return a.FirstRow - b.FirstRow }
	if !slices.IsSortedFunc(order, byRow) {
		order = slices.Clone(order)
		slices.SortStableFunc(order, byRow)
	}
	h := &Hider{order: order}
	for _, merge := range order {
		h.widest = max(h.widest, merge.LastCol)
	}
	h.until = make([]int, h.widest+1)
	return h
}

// Visible gives those cells of the next row that are seen, in the same piece of memory. Rows must
// come by number.
func (h *Hider) Visible(row Row) []Cell {
	for _, merge := range h.anchors {
		h.until[merge.FirstCol] = max(h.until[merge.FirstCol], merge.LastRow)
	}
	h.anchors = h.anchors[:0]
	for ; h.next < len(h.order) && h.order[h.next].FirstRow <= row.No; h.next++ {
		merge, from := h.order[h.next], h.order[h.next].FirstCol
		if merge.LastRow < row.No {
			continue
		}
		if merge.FirstRow == row.No {
			h.anchors = append(h.anchors, merge)
			from++
		}
		for col := from; col <= merge.LastCol; col++ {
			h.until[col] = max(h.until[col], merge.LastRow)
		}
	}
	seen := row.Cells[:0]
	for _, cell := range row.Cells {
		if cell.Col > h.widest || h.until[cell.Col] < row.No {
			seen = append(seen, cell)
		}
	}
	return seen
}
