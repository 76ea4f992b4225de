package workbook

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"aqs/ingest/issue"
)

// openRow reads what a row's start tag says (18.3.1.73).
func (r *sheetReader) openRow() error {
	no := r.row.No + 1
	r.rowMask = 0
	hidden := false
	for _, a := range r.scan.attrs {
		switch string(a.name) {
		case "r":
			given, ok := parseCount(a.value)
			if !ok || given < 1 || given > maxRow {
				return r.damaged("行号不正确", nil)
			}
			if given < no {
				return r.damaged("行的次序错乱", nil)
			}
			no = given
		case "hidden":
			hidden = isTrue(a.value)
		case "spans", "s", "customFormat", "ht", "customHeight", "outlineLevel", "collapsed", "thickTop", "thickBot", "ph":
		default:
			if bytes.IndexByte(a.name, ':') < 0 {
				return r.damaged("行的属性不正确", nil)
			}
		}
	}
	if no > maxRow {
		return r.damaged("行号不正确", nil)
	}
	r.begin(no, hidden)
	if r.scan.isBare() {
		r.expect(no)
	}
	return nil
}

func (r *sheetReader) begin(no int, hidden bool) {
	r.row = Row{No: no, Hidden: hidden}
	r.lastCol = 0
	r.store.begin()
}

// expect notes the row's number as the addresses of its cells must have it.
func (r *sheetReader) expect(no int) {
	var digits [8]byte // a number has at most seven
	r.rowDigits = len(strconv.AppendInt(digits[:0], int64(no), 10))
	digits[r.rowDigits] = '"'
	r.rowRef = binary.LittleEndian.Uint64(digits[:])
	r.rowMask = ^uint64(0) >> (8 * (7 - r.rowDigits))
}

// closeRow hands the row over, or keeps it, unless it has no values.
func (r *sheetReader) closeRow() error {
	r.rowMask = 0
	r.row.Cells = r.store.end()
	if len(r.row.Cells) == 0 {
		return nil
	}
	if r.rows++; r.rows > r.limits.Rows {
		return tooMany(fmt.Sprintf("行数超过 %d", r.limits.Rows))
	}
	if r.emit != nil {
		r.store.reuse()
		return r.emit(r.row)
	}
	if r.grid.Rows == nil {
		r.grid.Rows = make([]Row, 0, 32)
	}
	r.grid.Rows = append(r.grid.Rows, r.row)
	if r.rows == r.head+1 && r.head > 0 {
		return errHead
	}
	return nil
}

// openCell reads what a cell's start tag says (18.3.1.4).
func (r *sheetReader) openCell() error {
	r.cell = rawCell{col: r.lastCol + 1, kind: 'n', value: r.cell.value[:0]}
	for _, a := range r.scan.attrs {
		ok := true
		switch string(a.name) {
		case "r":
			var row int
			row, r.cell.col, ok = parseAddress(a.value)
			ok = ok && row == r.row.No
		case "s":
			if r.cell.style, ok = parseCount(a.value); !ok {
				return lost(r.row.No, "的格式编号不正确")
			}
		case "t":
			r.cell.kind, ok = cellKind(a.value)
		case "cm", "vm", "ph":
		default:
			ok = bytes.IndexByte(a.name, ':') >= 0
		}
		if !ok {
			return r.damaged("单元格的编号、类型或属性不正确", nil)
		}
	}
	return nil
}

// cellKind reads ST_CellType (18.18.11).
func cellKind(t []byte) (byte, bool) {
	switch string(t) {
	case "s", "b", "e", "d", "n":
		return t[0], true
	case "str":
		return 'S', true
	case "inlineStr":
		return 't', true
	}
	return 0, false
}

func lost(row int, detail string) error {
	return &ReadError{Code: issue.SheetRowsLost, Detail: fmt.Sprintf("第 %d 行%s", row, strings.TrimSpace(detail))}
}
