// Package bifftest makes .xls files for tests: records of the writer's choice, right or wrong, in a
// stream or in a compound file.
package bifftest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// Record makes one record. Parts are numbers of fixed size, strings as their bytes, and bytes.
func Record(id uint16, parts ...any) []byte {
	data := Data(parts...)
	return append(Data(id, uint16(len(data))), data...)
}

// Data puts parts together as little-endian bytes.
func Data(parts ...any) []byte {
	var out bytes.Buffer
	for _, part := range parts {
		switch value := part.(type) {
		case string:
			out.WriteString(value)
		case []byte:
			out.Write(value)
		default:
			if err := binary.Write(&out, binary.LittleEndian, value); err != nil {
				panic(fmt.Sprintf("bifftest: %T: %v", part, err))
			}
		}
	}
	return out.Bytes()
}

// Wide is text as UTF-16 units.
func Wide(text string) []byte { return Data(utf16.Encode([]rune(text))) }

// Text is an XLUnicodeString: count, flags, wide characters.
func Text(text string) []byte {
	wide := Wide(text)
	return Data(uint16(len(wide)/2), uint8(1), wide)
}

// BOF begins a substream of BIFF8.
func BOF(kind uint16) []byte {
	return Record(0x0809, uint16(0x0600), kind, uint16(0x0DBB), uint16(0x07CC), uint32(0), uint32(6))
}

// EOF ends a substream.
func EOF() []byte { return Record(0x000A) }

// XF is a style with a number format.
func XF(format uint16) []byte { return Record(0x00E0, uint16(0), format, make([]byte, 16)) }

// Format is a number format of the file's own.
func Format(id uint16, code string) []byte { return Record(0x041E, id, Text(code)) }

// Number is a number cell. Rows and columns are from 0.
func Number(row, col, style uint16, value float64) []byte {
	return Record(0x0203, row, col, style, value)
}

// LabelSST is a cell with a shared string.
func LabelSST(row, col uint16, index uint32) []byte {
	return Record(0x00FD, row, col, uint16(0), index)
}

// SST is the table of shared strings, in one record.
func SST(texts ...string) []byte {
	body := Data(uint32(len(texts)), uint32(len(texts)))
	for _, text := range texts {
		body = append(body, Text(text)...)
	}
	return Record(0x00FC, body)
}

// Sheet is one worksheet.
type Sheet struct {
	Name    string
	State   uint8 // 1 hidden, 2 very hidden
	Kind    uint8 // 0 worksheet, 2 chart
	Records [][]byte
}

// Book is a BIFF8 workbook.
type Book struct {
	Globals [][]byte // after BOF, before the list of sheets
	After   [][]byte // after the list of sheets
	Sheets  []Sheet
}

// Stream is the book's records.
func (b Book) Stream() []byte {
	entries := func(offset func(i int) uint32) []byte {
		var out []byte
		for i, sheet := range b.Sheets {
			wide := Wide(sheet.Name)
			out = append(out, Record(0x0085, offset(i), sheet.State, sheet.Kind, uint8(len(wide)/2), uint8(1), wide)...)
		}
		return out
	}
	globals := func(list []byte) []byte {
		return bytes.Join([][]byte{BOF(5), bytes.Join(b.Globals, nil), list, bytes.Join(b.After, nil), EOF()}, nil)
	}
	at := len(globals(entries(func(int) uint32 { return 0 })))
	var offsets []uint32
	var sheets []byte
	for _, sheet := range b.Sheets {
		kind := uint16(0x10)
		if sheet.Kind == 2 {
			kind = 0x20
		}
		offsets = append(offsets, uint32(at+len(sheets)))
		sheets = bytes.Join([][]byte{sheets, BOF(kind), bytes.Join(sheet.Records, nil), EOF()}, nil)
	}
	return append(globals(entries(func(i int) uint32 { return offsets[i] })), sheets...)
}
