package record

import "slices"

// plainJSON writes fields and addresses that need no escaping, which all but hostile ones do:
// several times as fast as encoding/json.
func (c Cells) plainJSON() (string, bool) {
	if c == nil {
		return "", false
	}
	names := make([]string, 0, 24)
	size := 2
	for name, cell := range c {
		if !isPlain(name) || !isPlain(cell) {
			return "", false
		}
		names = append(names, name)
		size += len(name) + len(cell) + 6
	}
	slices.Sort(names)
	text := append(make([]byte, 0, size), '{')
	for i, name := range names {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(append(text, '"'), name...), `":"`...)
		text = append(append(text, c[name]...), '"')
	}
	return string(append(text, '}')), true
}

func isPlain(text string) bool {
	for i := range len(text) {
		switch b := text[i]; {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', b == '_', b == '.', b == ':', b == '-':
		default:
			return false
		}
	}
	return true
}
