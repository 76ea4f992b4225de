package workbook

import (
	"bytes"
	"encoding/binary"
)

// isSpecial marks the bytes at which raw character data ends or may mean something else: entities,
// line ends, the end of a CDATA section, and the escapes of ST_Xstring.
var isSpecial = [256]bool{'<': true, '&': true, '\r': true, ']': true, '_': true}

// quickCell reads one cell of the shape that nearly all have,
//
//	<c r="B7" s="3" t="s"><v>12</v></c>   <c r="B7" s="3"/>   <c r="B7" s="3"></c>
//	<c r="B7" s="3" t="inlineStr"><is><t>…</t></is></c>
//
// attributes in any order, without going through the scanner. It only takes what is well-formed
// beyond doubt and far enough from the window's end; false leaves the cell to the scanner,
// untouched, so that both give the same grid.
func (r *sheetReader) quickCell() bool {
	const margin = 32 // more than any constant below is long
	b := r.scan.data[r.scan.pos:r.scan.end]
	if len(b) < 2*margin || b[0] != '<' || b[1] != 'c' {
		return false
	}
	end := len(b) - margin
	raw := rawCell{col: r.lastCol + 1, kind: 'n'}
	i, seen := 2, byte(0)
	for b[i] == ' ' {
		if i >= end || b[i+2] != '=' || b[i+3] != '"' {
			return false
		}
		name := b[i+1]
		if i += 4; seen&(1<<(name&7)) != 0 { // r, s and t differ in their last three bits
			return false
		}
		seen |= 1 << (name & 7)
		switch start := i; name {
		case 'r':
			for raw.col = 0; i < start+3 && b[i]-'A' < 26; i++ {
				raw.col = raw.col*26 + int(b[i]-'A') + 1
			}
			if i == start || binary.LittleEndian.Uint64(b[i:])&r.rowMask != r.rowRef {
				return false
			}
			i += r.rowDigits
		case 's':
			for ; i < start+5 && b[i]-'0' < 10; i++ {
				raw.style = raw.style*10 + int(b[i]-'0')
			}
			if i == start {
				return false
			}
		case 't':
			switch raw.kind = b[i]; {
			case b[i+1] == '"' && (b[i] == 's' || b[i] == 'n' || b[i] == 'b' || b[i] == 'e'):
				i++
			case string(b[i:i+3]) == "str":
				raw.kind, i = 'S', i+3
			case string(b[i:i+9]) == "inlineStr":
				raw.kind, i = 't', i+9
			default:
				return false
			}
		default:
			return false
		}
		if b[i] != '"' {
			return false
		}
		i++
	}
	switch {
	case i >= end:
		return false
	case b[i] == '/' && b[i+1] == '>':
		return r.quickEmpty(&raw, i+2)
	case string(b[i:i+5]) == "></c>":
		return r.quickEmpty(&raw, i+5)
	case raw.kind == 't' && string(b[i:i+8]) == "><is><t>":
		i += 8
	case raw.kind != 't' && string(b[i:i+4]) == "><v>":
		i += 4
	default:
		return false
	}
	start := i
	for i < end && !isSpecial[b[i]] {
		i++
	}
	raw.value, raw.hasValue = b[start:i], true
	switch {
	case raw.kind == 't' && string(b[i:i+13]) == "</t></is></c>":
		i += 13
	case raw.kind != 't' && string(b[i:i+8]) == "</v></c>":
		i += 8
	default:
		return false
	}
	last, left := r.lastCol, r.left
	if r.put(&raw) != nil { // the scanner comes to the same error, and says where
		r.lastCol, r.left = last, left
		return false
	}
	r.scan.pos += i
	return true
}

// quickEmpty passes over a cell without a value.
func (r *sheetReader) quickEmpty(raw *rawCell, size int) bool {
	if raw.col <= r.lastCol || raw.col > maxCol {
		return false
	}
	r.lastCol = raw.col
	r.scan.pos += size
	return true
}

// quickMerge reads <mergeCell ref="A1:C3"/> or <mergeCell ref="A1:C3"></mergeCell> below
// mergeCells; what is not plain is left to the scanner.
func (r *sheetReader) quickMerge() bool {
	const head, long, short = `<mergeCell ref="`, `"></mergeCell>`, `"/>`
	s := r.scan
	b := s.data[s.pos:s.end]
	if !bytes.HasPrefix(b, []byte(head)) || len(r.grid.Merges) >= r.limits.Merges {
		return false
	}
	size := bytes.IndexByte(b[len(head):], '"')
	if size < 0 {
		return false
	}
	rest := b[len(head)+size:]
	switch {
	case bytes.HasPrefix(rest, []byte(long)):
		rest = rest[len(long):]
	case bytes.HasPrefix(rest, []byte(short)):
		rest = rest[len(short):]
	default:
		return false
	}
	merge, ok := parseRange(b[len(head) : len(head)+size])
	if !ok {
		return false
	}
	r.grid.Merges = append(r.grid.Merges, merge)
	s.pos += len(b) - len(rest)
	return true
}

// quickRow reads the beginning or the end of a row without going through the scanner; what is
// not plain is left to it.
func (r *sheetReader) quickRow() (bool, error) {
	s := r.scan
	b := s.data[s.pos:s.end]
	switch {
	case r.rowMask != 0:
		if !bytes.HasPrefix(b, []byte("</row>")) || s.depth() != 3 {
			return false, nil
		}
		s.pop()
		s.pos += len("</row>")
		return true, r.closeRow()
	case !r.inData || s.depth() != 2 || !s.isBare() || !bytes.HasPrefix(b, []byte("<row ")):
	case r.quickNumber(b):
		return true, nil
	default:
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

// quickNumber reads <row r="7">, the next row without more to say.
func (r *sheetReader) quickNumber(b []byte) bool {
	const head = `<row r="`
	if len(b) < 32 || r.row.No >= maxRow || string(b[:len(head)]) != head {
		return false
	}
	r.expect(r.row.No + 1)
	n := len(head) + r.rowDigits
	if binary.LittleEndian.Uint64(b[len(head):])&r.rowMask != r.rowRef || b[n] != '"' || b[n+1] != '>' {
		r.rowMask = 0
		return false
	}
	r.begin(r.row.No+1, false)
	r.scan.push([]byte("row"))
	r.scan.pos += n + len(`">`)
	return true
}
