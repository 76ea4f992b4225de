// Package workbook turns the bytes of an office file into grids of cells, one per sheet.
//
// Grid is the seam between carriers (xlsx, xls, text, web pages, SpreadsheetML) and the forms:
// nothing of a carrier's library shows through it. A grid keeps what a careful person would see:
// the cell's own text or number, whether a number is shown as a date, merges, and what is hidden.
package workbook

import (
	"strconv"
	"time"
)

// Kind says what a cell holds.
type Kind uint8

// The kinds. A formula counts as the kind of its cached value.
const (
	Empty          Kind = iota
	Text                // a string, as stored
	Number              // a number not shown as a date
	Date                // a number whose format shows a date, time or both
	Bool                // TRUE or FALSE
	Error               // #REF!, #DIV/0! …
	UncachedResult      // a formula whose result was never calculated: no value to read
)

// Cell is one cell that holds something.
type Cell struct {
	Row, Col int // 1-based
	Kind     Kind
	Text     string  // Text, Error: as stored. Number, Date: the stored digits. Bool: "TRUE" or "FALSE"
	Number   float64 // Number, Date (a serial), Bool (0 or 1)
	// Format is the number format code of a Date, and of a Number whose format shows a percentage:
	// 2.9032 with "0%" is what people see as 290%. Empty for all others.
	Format string
}

// Address is the cell's A1 name.
func (c Cell) Address() string { return Address(c.Row, c.Col) }

// Row is one row with at least one non-empty cell, cells by column.
type Row struct {
	No     int // 1-based
	Hidden bool
	Cells  []Cell
}

// Merge is one merged range. Only its top-left cell has a value: what Excel hides below a merge
// is left out of the grid and counted in Grid.HiddenUnderMerge.
type Merge struct {
	FirstRow, FirstCol, LastRow, LastCol int // 1-based, inclusive
}

// Grid is one sheet.
type Grid struct {
	Sheet            string
	No               int // 1-based position in the workbook
	Hidden           bool
	Date1904         bool
	Rows             []Row // non-empty rows only, by number
	Merges           []Merge
	HiddenCols       map[int]bool
	HiddenUnderMerge int
	RowsUnderMerge   []int      // rows whose every value lies hidden under a merge; not in Rows
	Unreadable       *ReadError // why the sheet has no rows although the file is whole; else nil
}

// Book is one file.
type Book struct {
	Carrier  string     // "xlsx", "xls", "text", "html" or "xml"
	Modified *time.Time // the workbook's own last-modified property (UTC); nil when absent
	Grids    []*Grid    // in workbook order
}

// Address is the A1 name of a 1-based row and column.
func Address(row, col int) string {
	var letters [8]byte
	i := len(letters)
	for ; col > 0 && i > 0; col = (col - 1) / 26 {
		i--
		letters[i] = byte('A' + (col-1)%26)
	}
	return string(letters[i:]) + strconv.Itoa(row)
}
