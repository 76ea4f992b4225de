package biff

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

const (
	lastCol = 255    // of an .xls
	maxCol  = 16_383 // of any workbook: a cell beyond 255 is odd, but it is there
)

// cell reads a record that gives one cell or, with MULRK, a run of them. Each begins with row,
// column and style (2.5.13).
func (r *sheetReader) cell(item record) error {
	data := item.data
	made := Cell{
		Row: binary.LittleEndian.Uint16(data), Col: binary.LittleEndian.Uint16(data[2:]),
		Style: binary.LittleEndian.Uint16(data[4:]),
	}
	body := data[6:]
	switch item.id {
	case idMulRK:
		return r.numbers(made, data)
	case idNumber: // 2.4.180
		return r.number(made, math.Float64frombits(binary.LittleEndian.Uint64(body)))
	case idRK: // 2.4.220
		return r.number(made, rkNumber(binary.LittleEndian.Uint32(body)))
	case idBoolErr: // 2.4.24
		return r.add(boolOrFault(made, body[0], body[1] != 0))
	case idLabelSST: // 2.4.149
		index := binary.LittleEndian.Uint32(body)
		if uint64(index) >= uint64(len(r.book.strings)) {
			return damaged("第 %d 行的单元格所指的文字不在文字表中", int(made.Row)+1)
		}
		made.Text = r.book.strings[index]
		return r.add(made)
	case idFormula:
		return r.formula(made, body)
	}
	return r.label(made, item) // LABEL and RSTRING
}

// numbers reads a run of numbers in one row (MULRK, 2.4.175).
func (r *sheetReader) numbers(made Cell, data []byte) error {
	run := data[4 : len(data)-2]
	last := int(binary.LittleEndian.Uint16(data[len(data)-2:]))
	if len(run)%6 != 0 || int(made.Col)+len(run)/6-1 != last {
		return damaged("数值记录的长度与列号不符")
	}
	for ; len(run) > 0; run = run[6:] {
		made.Style = binary.LittleEndian.Uint16(run)
		if err := r.number(made, rkNumber(binary.LittleEndian.Uint32(run[2:]))); err != nil {
			return err
		}
		made.Col++
	}
	return nil
}

// rkNumber unpacks a number of 30 bits (RkNumber, 2.5.217): an integer or the upper part of a
// float, either of them perhaps to be divided by 100.
func rkNumber(packed uint32) float64 {
	const isHundredfold, isInteger = 1, 2
	var number float64
	if packed&isInteger != 0 {
		number = float64(int32(packed) >> 2)
	} else {
		number = math.Float64frombits(uint64(packed&^3) << 32)
	}
	if packed&isHundredfold != 0 {
		number /= 100
	}
	return number
}

func (r *sheetReader) number(made Cell, value float64) error {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return damaged("第 %d 行有单元格不是数值", int(made.Row)+1)
	}
	made.Kind, made.Number = Number, value
	return r.add(made)
}

// formula reads a formula's cached result (2.4.127, FormulaValue 2.5.133).
func (r *sheetReader) formula(made Cell, body []byte) error {
	if r.stale { // programs that cannot calculate leave zeros here
		made.Kind = Uncached
		return r.add(made)
	}
	if body[6] != 0xFF || body[7] != 0xFF {
		return r.number(made, math.Float64frombits(binary.LittleEndian.Uint64(body)))
	}
	switch body[0] {
	case 0: // a text, in the STRING record that follows
		made.Kind = Uncached
		err := r.add(made)
		r.waiting = err == nil
		return err
	case 1, 2:
		return r.add(boolOrFault(made, body[2], body[0] == 2))
	case 3: // an empty text
		return r.add(made)
	}
	return damaged("第 %d 行的公式结果不正确", int(made.Row)+1)
}

// result completes the formula before it.
func (r *sheetReader) result(p *pieces) error {
	text, err := r.string(p)
	if err != nil {
		return err
	}
	last := &r.sheet.Cells[len(r.sheet.Cells)-1]
	last.Kind, last.Text = Text, text
	return nil
}

// label reads a text that stands in the cell (LABEL, 2.4.148; RSTRING, whose formatting runs
// follow the text).
func (r *sheetReader) label(made Cell, item record) error {
	p := r.walk.continued(item)
	p.skip(6)
	text, err := r.string(p)
	if err != nil {
		return err
	}
	made.Text = text
	return r.add(made)
}

// string reads a counted string of the book's version.
func (r *sheetReader) string(p *pieces) (string, error) {
	count := int(p.u16())
	var raw []byte
	if r.book.unicode {
		raw = p.text(nil, count)
	} else {
		raw = p.bytes(count)
	}
	switch {
	case p.failed:
		return "", damaged("文字记录过短")
	case bytes.IndexByte(raw, 0) >= 0:
		return "", errZeros()
	case r.book.unicode:
		return string(raw), nil
	}
	return r.book.decode(raw)
}

// errZeros is for texts with zeros in them: nobody can type them, but a lost sector looks so.
func errZeros() error { return damaged("文字中有空字节") }

// boolOrFault makes a cell of a Bes (2.5.12) or of the same two bytes of a formula's result.
func boolOrFault(made Cell, value byte, isFault bool) Cell {
	if isFault {
		made.Kind, made.Text = Fault, faultName(value)
		return made
	}
	made.Kind = Bool
	if value != 0 {
		made.Number = 1
	}
	return made
}

// faultName is the name of an error value (BErr, 2.5.10).
func faultName(code byte) string {
	switch code {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	case 0x2A:
		return "#N/A"
	case 0x2B:
		return "#GETTING_DATA"
	}
	return fmt.Sprintf("#ERR%d", code)
}

// add keeps a cell whose place and style make sense.
func (r *sheetReader) add(made Cell) error {
	b := r.book
	switch {
	case made.Col > maxCol:
		return damaged("第 %d 行有单元格的列号不正确", int(made.Row)+1)
	case int(made.Style) >= len(b.Styles) && len(b.Styles) > 0:
		return damaged("第 %d 行有单元格的样式不存在", int(made.Row)+1)
	}
	if b.cells++; b.cells > b.limits.Cells {
		return &Error{Cause: TooMany, Detail: fmt.Sprintf("单元格超过 %d 个", b.limits.Cells)}
	}
	r.sheet.Cells = append(r.sheet.Cells, made)
	return nil
}
