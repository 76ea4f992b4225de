package pack

import "testing"

// Names of dots that stand close to each other cover neither dots nor names.
func TestNamesDoNotCoverEachOther(t *testing.T) {
	l := labels{size: 10}
	dots := [][2]float64{{100, 80}, {110, 82}, {104, 76}, {112, 90}}
	for _, dot := range dots {
		l.keep(dot[0]-3, dot[1]-3, 6, 6)
	}
	var names []box
	for _, dot := range dots {
		at, baseline := l.place(dot[0], dot[1], "城东一组")
		here := box{at, baseline - 9, 40, 10}
		for _, other := range names {
			if here.x < other.x+other.width && other.x < here.x+here.width && here.y < other.y+other.height && other.y < here.y+here.height {
				t.Errorf("%v covers %v", here, other)
			}
		}
		names = append(names, here)
	}
}
