package workbook

import "sort"

// mergeSweep tells, row by row from the top, which cells lie under a merge. A sweep stays fast
// where asking every merge about every cell is quadratic.
type mergeSweep struct {
	byRow  []Merge // by first row
	next   int
	active []Merge
	row    int
}

func newMergeSweep(merges []Merge) *mergeSweep {
	byRow := append([]Merge(nil), merges...)
	sort.SliceStable(byRow, func(i, j int) bool { return byRow[i].FirstRow < byRow[j].FirstRow })
	return &mergeSweep{byRow: byRow}
}

// enter moves on to a later row.
func (s *mergeSweep) enter(row int) {
	s.row = row
	for ; s.next < len(s.byRow) && s.byRow[s.next].FirstRow <= row; s.next++ {
		s.active = append(s.active, s.byRow[s.next])
	}
	kept := s.active[:0]
	for _, merge := range s.active {
		if merge.LastRow >= row {
			kept = append(kept, merge)
		}
	}
	s.active = kept
}

// covers says whether a cell of the row is in a merge but not its anchor.
func (s *mergeSweep) covers(col int) bool {
	for _, merge := range s.active {
		if col >= merge.FirstCol && col <= merge.LastCol && (s.row != merge.FirstRow || col != merge.FirstCol) {
			return true
		}
	}
	return false
}
