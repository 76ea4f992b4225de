package pack

import "unicode/utf8"

// labels finds places for names beside dots, so that none covers a dot or another name.
type labels struct {
	size  float64 // of a character, in the units of the drawing
	taken []box
}

type box struct{ x, y, width, height float64 }

// keep says that a place is taken.
func (l *labels) keep(x, y, width, height float64) {
	l.taken = append(l.taken, box{x, y, width, height})
}

// place gives where a name begins and its baseline: right of the dot above or below it, then left,
// then further away; the last of these when no place is free.
func (l *labels) place(x, y float64, name string) (at, baseline float64) {
	width := float64(utf8.RuneCountInString(name)) * l.size
	for _, down := range []float64{-6, 13, -18, 25, -30, 37} {
		for _, at := range []float64{x + 5, x - 5 - width} {
			here := box{at, y + down - l.size + 1, width, l.size}
			if at >= 0 && !l.covers(here) {
				l.taken = append(l.taken, here)
				return at, y + down
			}
		}
	}
	return x + 5, y + 37
}

func (l *labels) covers(b box) bool {
	for _, t := range l.taken {
		if b.x < t.x+t.width && t.x < b.x+b.width && b.y < t.y+t.height && t.y < b.y+b.height {
			return true
		}
	}
	return false
}
