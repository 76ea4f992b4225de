package value

// NearNames lists the names that differ from a name by one edit: one character replaced, left out,
// put in, or two neighbours exchanged. It is a hint for people; nobody is taken for somebody else
// because of it. Of two-character names, which differ by one edit far too easily, only those with
// the same surname are near. The order is that of the list.
func NearNames(name string, names []string) []string {
	a := []rune(name)
	var near []string
	for _, other := range names {
		b := []rune(other)
		if len(a) < 2 || len(b) < 2 || other == name || len(a) == 2 && len(b) == 2 && a[0] != b[0] && !(a[0] == b[1] && a[1] == b[0]) {
			continue
		}
		if oneEdit(a, b) {
			near = append(near, other)
		}
	}
	return near
}

// oneEdit says whether one edit makes a into b.
func oneEdit(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	start := 0
	for start < len(a) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	left, right := a[start:len(a)-end], b[start:len(b)-end]
	switch {
	case len(left) <= 1 && len(right) == 1:
		return true
	case len(left) == 2 && len(right) == 2:
		return left[0] == right[1] && left[1] == right[0]
	}
	return false
}
