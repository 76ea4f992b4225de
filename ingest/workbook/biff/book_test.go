package biff

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	x "aqs/ingest/workbook/biff/bifftest"
)

var ample = Limits{Sheets: 100, Cells: 100_000, Merges: 1000}

// read opens a file and reads all its sheets with cells.
func read(data []byte, limits Limits) (*Book, []*Sheet, error) {
	book, err := Open(data, limits)
	if err != nil {
		return nil, nil, err
	}
	var sheets []*Sheet
	for i, entry := range book.Sheets {
		if !entry.HasCells {
			continue
		}
		sheet, err := book.ReadSheet(context.Background(), i)
		if err != nil {
			return nil, nil, err
		}
		sheets = append(sheets, sheet)
	}
	return book, sheets, nil
}

// show writes cells as a person can compare them.
func show(cells []Cell) string {
	var lines []string
	for _, cell := range cells {
		lines = append(lines, fmt.Sprintf("%d,%d %d %q %v", cell.Row, cell.Col, cell.Kind, cell.Text, cell.Number))
	}
	return strings.Join(lines, "\n")
}

func causeOf(err error) (Cause, bool) {
	var known *Error
	if !errors.As(err, &known) {
		return 0, false
	}
	return known.Cause, true
}

// every is a book with each kind of record that is read.
func every() x.Book {
	formula := func(row, col uint16, result string) []byte {
		return x.Record(idFormula, row, col, uint16(0), result, uint16(0), uint32(0), uint16(3), "\x1E\x01\x00")
	}
	return x.Book{
		Globals: [][]byte{
			x.Record(idCodePage, uint16(1200)), x.Record(idDate1904, uint16(0)),
			x.Format(200, `yyyy"年"m"月"`), x.XF(0), x.XF(14), x.XF(200),
		},
		After: [][]byte{x.SST("张伟", "拜访😀", "")},
		Sheets: []x.Sheet{
			{Name: "3月5日", Records: [][]byte{
				x.Record(idColInfo, uint16(2), uint16(3), uint16(2000), uint16(0), uint16(1), uint16(0)),
				x.Record(idRow, uint16(2), uint16(0), uint16(9), uint16(255), uint32(0), uint32(0x0120)),
				x.LabelSST(0, 0, 0), x.LabelSST(0, 1, 1),
				x.Record(idLabel, uint16(0), uint16(2), uint16(0), uint16(3), uint8(0), "ab\xE9"),
				x.Record(idRString, uint16(0), uint16(3), uint16(0), x.Text("富文本"), uint16(1), uint16(0), uint16(1)),
				x.Record(0x0201, uint16(0), uint16(4), uint16(0)),                       // BLANK
				x.Record(0x00BE, uint16(0), uint16(5), uint16(0), uint16(0), uint16(6)), // MULBLANK
				x.Number(1, 0, 1, 46086.5), x.Record(idRK, uint16(1), uint16(1), uint16(2), uint32(46086<<2|2)), // integer
				x.Record(idRK, uint16(1), uint16(2), uint16(0), uint32(110<<2|3)),   // integer / 100
				x.Record(idRK, uint16(1), uint16(3), uint16(0), uint32(0x3FF80000)), // 1.5
				x.Record(idRK, uint16(1), uint16(4), uint16(0), uint32(0xFFFFFFEE)), // -5
				x.Record(idMulRK, uint16(1), uint16(5), uint16(0), uint32(7<<2|2), uint16(1), uint32(8<<2|2), uint16(6)),
				x.Record(idBoolErr, uint16(2), uint16(0), uint16(0), uint8(1), uint8(0)),
				x.Record(idBoolErr, uint16(2), uint16(1), uint16(0), uint8(0x17), uint8(1)),
				formula(3, 0, string(x.Data(2.5))),
				formula(3, 1, "\x00\x00\x00\x00\x00\x00\xFF\xFF"), x.Record(0x04BC, "shared"), x.Record(idString, x.Text("结果")),
				formula(3, 2, "\x01\x00\x01\x00\x00\x00\xFF\xFF"),
				formula(3, 3, "\x02\x00\x2A\x00\x00\x00\xFF\xFF"),
				formula(3, 4, "\x03\x00\x00\x00\x00\x00\xFF\xFF"),
				formula(3, 5, "\x00\x00\x00\x00\x00\x00\xFF\xFF"), // its text is missing
				x.Number(3, 6, 0, 1),
				x.BOF(substreamPlot), x.Number(0, 9, 0, 99), x.EOF(), // an embedded chart's cache
				x.Record(idMergeCells, uint16(2), []uint16{5, 6, 0, 2}, []uint16{8, 8, 1, 4}),
			}},
			{Name: "图", Kind: 2},
			{Name: "藏", State: 2, Records: [][]byte{x.Number(0, 0, 0, 5)}},
		},
	}
}

const everyCell = `0,0 0 "张伟" 0
0,1 0 "拜访😀" 0
0,2 0 "abé" 0
0,3 0 "富文本" 0
1,0 1 "" 46086.5
1,1 1 "" 46086
1,2 1 "" 1.1
1,3 1 "" 1.5
1,4 1 "" -5
1,5 1 "" 7
1,6 1 "" 8
2,0 2 "" 1
2,1 3 "#REF!" 0
3,0 1 "" 2.5
3,1 0 "结果" 0
3,2 2 "" 1
3,3 3 "#N/A" 0
3,4 0 "" 0
3,5 4 "" 0
3,6 1 "" 1`

func TestEveryRecord(t *testing.T) {
	for name, data := range map[string][]byte{"container": x.File(every()), "bare stream": every().Stream()} {
		t.Run(name, func(t *testing.T) {
			book, sheets, err := read(data, ample)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(sheets[0].Cells); got != everyCell {
				t.Errorf("got\n%s\nwant\n%s", got, everyCell)
			}
			if got := fmt.Sprint(book.Sheets[0].Name, book.Sheets[0].Hidden, book.Sheets[1].HasCells, book.Sheets[2].Hidden, book.Date1904); got != "3月5日false false true false" {
				t.Errorf("sheets: %s", got)
			}
			if got := fmt.Sprint(sheets[0].HiddenCols, sheets[0].HiddenRows, sheets[0].Merges); got != "map[2:true 3:true] map[2:true] [{5 6 0 2} {8 8 1 4}]" {
				t.Errorf("hidden and merges: %s", got)
			}
			if got := fmt.Sprint(book.Styles, book.Formats, sheets[0].Cells[4].Style, sheets[0].Cells[5].Style); got != `[0 14 200] map[200:yyyy"年"m"月"] 1 2` {
				t.Errorf("formats: %s", got)
			}
		})
	}
}

func TestDate1904(t *testing.T) {
	made := every()
	made.Globals[1] = x.Record(idDate1904, uint16(1))
	book, _, err := read(made.Stream(), ample)
	if err != nil || !book.Date1904 {
		t.Errorf("got %+v, %v", book, err)
	}
}

// biff5 is a stream as Excel 95 writes it: byte strings in a code page.
func biff5(page uint16, name, text string) []byte {
	bof := func(kind uint16) []byte { return x.Record(idBOF, uint16(0x0500), kind, uint32(0)) }
	globals := func(offset int) []byte {
		return slices.Concat(bof(5), x.Record(idCodePage, page),
			x.Record(idFormat, uint16(164), uint8(len("m/d"+text)), "m/d"+text), x.Record(idXF, uint16(0), uint16(164), make([]byte, 12)),
			x.Record(idBoundSheet, uint32(offset), uint8(0), uint8(0), uint8(len(name)), name), x.EOF())
	}
	return slices.Concat(globals(len(globals(0))), bof(0x10),
		x.Record(idLabel, uint16(0), uint16(0), uint16(0), uint16(len(text)), text),
		x.Record(idRString, uint16(0), uint16(1), uint16(0), uint16(len(text)), text, uint8(1), uint8(0), uint8(1)),
		x.Record(idFormula, uint16(0), uint16(2), uint16(0), "\x00\x00\x00\x00\x00\x00\xFF\xFF", make([]byte, 8)),
		x.Record(idString, uint16(len(text)), text[:1]), x.Record(idContinue, text[1:]), x.EOF())
}

func TestCodePages(t *testing.T) {
	cases := []struct {
		page  uint16
		coder encoding.Encoding
		text  string
	}{
		{936, simplifiedchinese.GBK, "拜访网点"},
		{950, traditionalchinese.Big5, "拜訪網點"},
		{1252, charmap.Windows1252, "Zürich – €"},
		{0x8001, charmap.Windows1252, "naïve"},
		{0, encoding.Nop, "plain"},
	}
	for _, c := range cases {
		raw, err := c.coder.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		book, sheets, err := read(biff5(c.page, raw, raw), ample)
		if err != nil {
			t.Errorf("%d: %v", c.page, err)
			continue
		}
		want := fmt.Sprintf("0,0 0 %q 0\n0,1 0 %[1]q 0\n0,2 0 %[1]q 0", c.text)
		if got := show(sheets[0].Cells); got != want || book.Sheets[0].Name != c.text {
			t.Errorf("%d: got %s, sheet %s", c.page, got, book.Sheets[0].Name)
		}
		if code := book.Formats[int(book.Styles[0])]; code != "m/d"+c.text {
			t.Errorf("%d: format %q", c.page, code)
		}
	}
	for page, raw := range map[uint16]string{0: "\xB0\xDD", 12345: "\xB0\xDD", 936: "\xFF\xFF"} {
		_, _, err := read(biff5(page, "Sheet1", raw), ample)
		if cause, _ := causeOf(err); cause != UnknownText {
			t.Errorf("code page %d: got %v", page, err)
		}
	}
}

func TestCauses(t *testing.T) {
	whole := every().Stream()
	with := func(change func(b *x.Book)) []byte {
		b := every()
		change(&b)
		return b.Stream()
	}
	add := func(records ...[]byte) []byte {
		return with(func(b *x.Book) { b.Sheets[2].Records = append(b.Sheets[2].Records, records...) })
	}
	global := func(records ...[]byte) []byte {
		return with(func(b *x.Book) { b.Globals = append(b.Globals, records...) })
	}
	// at changes the offset of the first entry in the list of sheets.
	at := func(offset uint32) []byte {
		changed := bytes.Clone(whole)
		copy(changed[bytes.Index(changed, x.Data(uint16(idBoundSheet)))+4:], x.Data(offset))
		return changed
	}
	third := uint32(bytes.LastIndex(whole, x.BOF(0x10)))
	cases := []struct {
		name string
		data []byte
		want Cause
	}{
		{"empty", nil, Truncated},
		{"text", []byte("姓名,日期\r\n张伟,2026-3-5\r\n"), Damaged},
		{"another record first", x.Record(0x0034, "abcdef"), Damaged},
		{"zeros behind the cells", slices.Concat(whole[:len(whole)-4], make([]byte, 512)), Damaged},
		{"Excel 2", x.Record(0x0009, uint32(0)), TooOld},
		{"Excel 3", x.Record(0x0209, uint16(0), uint32(0)), TooOld},
		{"Excel 4", x.Record(0x0409, uint16(0), uint32(0)), TooOld},
		{"a sheet alone", slices.Concat(x.BOF(0x10), x.EOF()), TooOld},
		{"a sheet as web programs write it", x.Record(idBOF, []uint16{0, 0x10, 0, 0}), TooOld},
		{"unknown version", x.Record(idBOF, []uint16{0x0700, 5, 0, 0}), Damaged},
		{"XOR obfuscation", global(x.Record(idFilePass, []uint16{0, 1, 2})), Encrypted},
		{"RC4", global(x.Record(idFilePass, []uint16{1, 1, 1}, make([]byte, 48))), Encrypted},
		{"encrypted package", x.Container(x.Stream{Name: "EncryptionInfo"}, x.Stream{Name: "EncryptedPackage"}), PackageKey},
		{"word", x.Container(x.Stream{Name: "WordDocument"}), Foreign},
		{"no sheets", with(func(b *x.Book) { b.Sheets = nil }), Damaged},
		{"sheets of one name", with(func(b *x.Book) { b.Sheets[2].Name = b.Sheets[0].Name }), Damaged},
		{"globals do not end", bytes.Replace(whole, x.Record(0x000A), x.Record(0x0010), 1), Damaged},
		{"sheet does not end", bytes.Replace(whole, slices.Concat(x.EOF(), x.BOF(0x20)), slices.Concat(x.Record(0x0011), x.BOF(0x20)), 1), Damaged},
		{"last sheet does not end", slices.Concat(whole[:len(whole)-4], x.Record(0x0034)), Truncated},
		{"sheet behind the end", at(uint32(len(whole))), Truncated},
		{"sheet far behind the end", at(0xFFFFFFFF), Truncated},
		{"sheet within a record", at(third + 2), Truncated},
		{"sheet at a chart", at(third - 24), Damaged},
		{"sheet at the globals", at(0), Damaged},
		{"string not in the table", add(x.LabelSST(1, 0, 3)), Damaged},
		{"style does not exist", add(x.Number(1, 0, 3, 1)), Damaged},
		{"two values for a cell", add(x.Number(0, 0, 0, 6)), Damaged},
		{"not a number", add(x.Record(idNumber, []uint16{1, 0, 0}, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F")), Damaged},
		{"short number", add(x.Record(idNumber, []uint16{1, 0, 0}, "1234567")), Damaged},
		{"short cell", add(x.Record(idNumber, []uint16{1, 0})), Damaged},
		{"short run of numbers", add(x.Record(idMulRK, []uint16{1, 0, 0, 1, 2, 1})), Damaged},
		{"column", add(x.Number(1, 60_000, 0, 1)), Damaged},
		{"formula result", add(x.Record(idFormula, []uint16{1, 0, 0}, "\x09\x00\x00\x00\x00\x00\xFF\xFF", make([]byte, 8))), Damaged},
		{"reversed merge", add(x.Record(idMergeCells, uint16(1), []uint16{6, 5, 0, 2})), Damaged},
		{"short merges", add(x.Record(idMergeCells, uint16(2), []uint16{5, 6, 0, 2})), Damaged},
		{"short label", add(x.Record(idLabel, []uint16{1, 0, 0, 9}, "\x00abc")), Damaged},
		{"zeros in a label", add(x.Record(idLabel, []uint16{1, 0, 0, 3}, "\x00a\x00b")), Damaged},
		{"zeros in a shared string", with(func(b *x.Book) { b.After[0] = x.SST("a", "b\x00", "c") }), Damaged},
		{"half a character", add(x.Record(idLabel, []uint16{1, 0, 0, 2}, "\x01abc"), x.Record(idContinue, "\x01d")), Damaged},
		{"strings missing", with(func(b *x.Book) {
			b.After[0] = x.Record(idSST, uint32(9), uint32(9), x.Text("a"), x.Text("bcdefghijklmnopqrstuvwxyz"))
		}), Damaged},
		{"strings beyond belief", with(func(b *x.Book) { b.After[0] = x.Record(idSST, uint32(9), uint32(1<<31), x.Text("a")) }), Damaged},
		{"two string tables", with(func(b *x.Book) { b.After = append(b.After, x.SST("a")) }), Damaged},
		{"sheet within a sheet", add(x.BOF(0x10)), Damaged},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := read(c.data, ample)
			cause, known := causeOf(err)
			if !known || cause != c.want {
				t.Errorf("got %v (cause %d), want cause %d", err, cause, c.want)
			}
		})
	}
	for name, limits := range map[string]Limits{
		"sheets": {Sheets: 2, Cells: 99, Merges: 9}, "cells": {Sheets: 9, Cells: 20, Merges: 9}, "merges": {Sheets: 9, Cells: 99, Merges: 1},
	} {
		_, _, err := read(whole, limits)
		if cause, _ := causeOf(err); cause != TooMany {
			t.Errorf("limit on %s: got %v", name, err)
		}
	}
}

// A sheet that says that its formulas were not calculated has no results to read.
func TestUncalculatedSheet(t *testing.T) {
	made := x.Book{Sheets: []x.Sheet{{Name: "a", Records: [][]byte{
		x.Record(idUncalced, uint16(0)), x.Number(0, 0, 0, 1), x.Record(idFormula, []uint16{0, 1, 0}, make([]byte, 16)),
	}}}}
	_, sheets, err := read(made.Stream(), ample)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(sheets[0].Cells); got != "0,0 1 \"\" 1\n0,1 4 \"\" 0" {
		t.Errorf("got %s", got)
	}
}

func TestCellsOutOfOrder(t *testing.T) {
	made := x.Book{Sheets: []x.Sheet{{Name: "a", Records: [][]byte{
		x.Number(9, 1, 0, 3), x.Number(9, 0, 0, 2), x.Number(1, 5, 0, 1), x.Number(9, 0, 0, 2), // the last one again
	}}}}
	_, sheets, err := read(made.Stream(), ample)
	if err != nil {
		t.Fatal(err)
	}
	if got := show(sheets[0].Cells); got != "1,5 1 \"\" 1\n9,0 1 \"\" 2\n9,1 1 \"\" 3" {
		t.Errorf("got %s", got)
	}
}

// Sheets that share their bytes would let a small file become a large book.
func TestOverlappingSheets(t *testing.T) {
	made := x.Book{}
	for i := range 50 {
		made.Sheets = append(made.Sheets, x.Sheet{Name: fmt.Sprint(i)})
	}
	for i := range 200 {
		made.Sheets[49].Records = append(made.Sheets[49].Records, x.Number(uint16(i), 0, 0, 1))
	}
	stream := made.Stream()
	last := x.Data(uint32(bytes.LastIndex(stream, x.BOF(0x10))))
	for at := 0; ; at++ {
		next := bytes.Index(stream[at:], x.Data(uint16(idBoundSheet)))
		if next < 0 {
			break
		}
		at += next
		copy(stream[at+4:], last)
	}
	_, _, err := read(stream, ample)
	if cause, _ := causeOf(err); err == nil || cause != Damaged {
		t.Errorf("got %v", err)
	}
}
