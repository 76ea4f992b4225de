package workbook

// hideUnderMerges takes out of a grid what Excel does not show. The values are counted, and rows
// with no others are named.
func (g *Grid) hideUnderMerges() {
	if len(g.Merges) == 0 {
		return
	}
	hider, kept := NewHider(g.Merges), g.Rows[:0]
	for _, row := range g.Rows {
		seen := hider.Visible(row)
		g.HiddenUnderMerge += len(row.Cells) - len(seen)
		if row.Cells = seen; len(seen) == 0 {
			g.RowsUnderMerge = append(g.RowsUnderMerge, row.No)
			continue
		}
		kept = append(kept, row)
	}
	g.Rows = kept
}
