package workbook

import "bytes"

// quickCell reads one cell of the shape that nearly all have,
//
//	<c r="B7" s="3" t="s"><v>12</v></c>   <c r="B7" s="3"/>   <c r="B7" s="3"></c>
//	<c r="B7" s="3" t="inlineStr"><is><t>…</t></is></c>
//
// attributes in any order, without going through the scanner. It only takes what is well-formed
// beyond doubt; false leaves the cell to the scanner, untouched, so that both give the same grid.
func (r *sheetReader) quickCell() bool {
	b := r.scan.data[r.scan.pos:r.scan.end]
	if len(b) < 16 || b[0] != '<' || b[1] != 'c' {
		return false
	}
	raw := rawCell{col: r.lastCol + 1, kind: 'n'}
	i, seen := 2, byte(0)
	for b[i] == ' ' {
		if i+8 > len(b) || b[i+2] != '=' || b[i+3] != '"' {
			return false
		}
		name := b[i+1]
		if i += 4; seen&(1<<(name&7)) != 0 { // r, s and t differ in their last three bits
			return false
		}
		seen |= 1 << (name & 7)
		value := b[i:]
		n := 0
		switch name {
		case 'r':
			raw.col = 0
			for n < 3 && n < len(value) && value[n]-'A' < 26 {
				raw.col = raw.col*26 + int(value[n]-'A') + 1
				n++
			}
			if n == 0 || !bytes.HasPrefix(value[n:], r.rowRef) {
				return false
			}
			n += len(r.rowRef)
		case 's':
			for n < 5 && n < len(value) && value[n]-'0' < 10 {
				raw.style = raw.style*10 + int(value[n]-'0')
				n++
			}
		case 't':
			raw.kind, n = value[0], 1
			switch raw.kind {
			case 's', 'n', 'b', 'e':
				if value[1] == 't' && value[2] == 'r' {
					raw.kind, n = 'S', 3
				}
			case 'i':
				if raw.kind, n = 't', len("inlineStr"); !bytes.HasPrefix(value, []byte("inlineStr")) {
					return false
				}
			default:
				return false
			}
		default:
			return false
		}
		if n == 0 || n+2 >= len(value) || value[n] != '"' {
			return false
		}
		i += n + 1
	}
	open, shut := "><v>", "</v></c>"
	if raw.kind == 't' {
		open, shut = "><is><t>", "</t></is></c>"
	}
	switch {
	case i+8 > len(b):
		return false
	case b[i] == '/' && b[i+1] == '>':
		i += 2
	case string(b[i:i+5]) == "></c>":
		i += 5
	case bytes.HasPrefix(b[i:], []byte(open)):
		i += len(open)
		start := i
		for i < len(b) && b[i] != '<' {
			if c := b[i]; c == '&' || c == ']' || c == '_' || c == '\r' {
				return false
			}
			i++
		}
		if !bytes.HasPrefix(b[i:], []byte(shut)) {
			return false
		}
		raw.value, raw.hasValue = b[start:i], true
		i += len(shut)
	default:
		return false
	}
	if raw.hasValue {
		last, left := r.lastCol, r.left
		if r.put(&raw) != nil { // the scanner comes to the same error, and says where
			r.lastCol, r.left = last, left
			return false
		}
	} else if raw.col <= r.lastCol || raw.col > maxCol {
		return false
	} else {
		r.lastCol = raw.col
	}
	r.scan.pos += i
	return true
}

// quickRow reads the beginning or the end of a row without going through the scanner; what is
// not plain is left to it.
func (r *sheetReader) quickRow() (bool, error) {
	s := r.scan
	b := s.data[s.pos:s.end]
	switch {
	case r.rowRef != nil:
		if !bytes.HasPrefix(b, []byte("</row>")) || s.depth() != 3 {
			return false, nil
		}
		s.pop()
		s.pos += len("</row>")
		return true, r.closeRow()
	case r.inData && s.depth() == 2 && s.prefix == "" && s.foreign == 0 && bytes.HasPrefix(b, []byte("<row ")):
		size := tagEnd(b)
		if size == 0 || b[size-2] == '/' || s.readAttrs(b[len("<row"):size-1]) != nil || s.declared() != nil {
			return false, nil
		}
		s.push(b[1:len("<row")])
		s.pos += size
		return true, r.openRow()
	}
	return false, nil
}
