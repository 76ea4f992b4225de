// Package paper is a sheet of paper with a grid on it: what the simulator's forms are drawn on
// before they become a workbook.
//
// It keeps the forms free of any office library, and it knows the address of every value as it is
// put down, which is what lets the simulator's truth name the cell of each figure. Drawing is in
// order, and a drawn book always gives the same bytes.
package paper

import (
	"fmt"
	"strconv"
	"time"
)

// Kind says what a value is stored as.
type Kind uint8

// The kinds of values.
const (
	Nothing Kind = iota // only a style: a box to fill in
	Text
	Number
	Failed   // a formula's error: #REF!
	Formula  // a formula with the number it gave last
	Uncached // a formula that nobody ever computed
)

// Value is what one cell holds.
type Value struct {
	Kind   Kind
	Text   string
	Number float64
}

// Blank is an empty box.
func Blank() Value { return Value{} }

// Str is a text; an empty one is an empty box, because people leave boxes empty, not "".
func Str(text string) Value {
	if text == "" {
		return Value{}
	}
	return Value{Kind: Text, Text: text}
}

// Num is a number.
func Num(x float64) Value { return Value{Kind: Number, Number: x} }

// Error is a cell that shows an error such as #REF!.
func Error(text string) Value { return Value{Kind: Failed, Text: text} }

// Computed is a formula and the number it gave when the book was saved.
func Computed(formula string, x float64) Value {
	return Value{Kind: Formula, Text: formula, Number: x}
}

// Unsaved is a formula without a result, as libraries write it.
func Unsaved(formula string) Value { return Value{Kind: Uncached, Text: formula} }

// Int is a whole number.
func Int(n int) Value { return Num(float64(n)) }

// Day is a date as Excel keeps it: a serial number of the 1900 system. The style decides how it
// is shown.
func Day(on time.Time) Value { return Num(Serial(on)) }

// Serial counts days from Excel's epoch, which is 1899-12-30 for every date after February 1900.
func Serial(at time.Time) float64 {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	return at.Sub(epoch).Hours() / 24
}

// Written is the value as it is stored in the cell: what a reader of raw cells sees.
func (v Value) Written() string {
	switch v.Kind {
	case Uncached:
		return ""
	case Number, Formula:
		return strconv.FormatFloat(v.Number, 'f', -1, 64)
	}
	return v.Text
}

// Rect is a range of cells, 1-based and inclusive.
type Rect struct{ Row1, Col1, Row2, Col2 int }

type cell struct {
	row, col int
	value    Value
	style    Style
}

// Sheet is one sheet. The zero value is not useful; see [Book.Sheet].
type Sheet struct {
	Name      string
	Hidden    bool
	Landscape bool
	Frozen    int // rows at the top that stay when scrolling

	cells   []cell
	index   map[[2]int]int
	merges  []Rect
	under   []cell    // texts that a merge hides
	widths  []float64 // of columns 1, 2, …
	noRows  []int     // hidden
	noCols  []int     // hidden
	heights map[int]float64
}

// Book is one workbook.
type Book struct {
	Path     string // below the inbox, with /
	Author   string
	Modified time.Time // when it was saved last: goes into the document's properties
	Sheets   []*Sheet
}

// Sheet adds a sheet with the given column widths.
func (b *Book) Sheet(name string, widths ...float64) *Sheet {
	sheet := &Sheet{Name: name, widths: widths, index: map[[2]int]int{}, heights: map[int]float64{}}
	b.Sheets = append(b.Sheets, sheet)
	return sheet
}

// Put writes a value and returns its address. Writing a cell twice is a mistake in a form's
// drawing and panics: truth would name a cell that holds something else.
func (s *Sheet) Put(row, col int, value Value, style Style) string {
	key := [2]int{row, col}
	if at, taken := s.index[key]; taken {
		if s.cells[at].value.Kind != Nothing {
			panic(fmt.Sprintf("paper: %s of sheet %s is written twice", Address(row, col), s.Name))
		}
		s.cells[at].value, s.cells[at].style = value, style
		return Address(row, col)
	}
	s.index[key] = len(s.cells)
	s.cells = append(s.cells, cell{row, col, value, style})
	return Address(row, col)
}

// PutMerged writes a value into a merged range and returns the address of its first cell.
func (s *Sheet) PutMerged(area Rect, value Value, style Style) string {
	for row := area.Row1; row <= area.Row2; row++ {
		for col := area.Col1; col <= area.Col2; col++ {
			if row != area.Row1 || col != area.Col1 {
				s.Put(row, col, Blank(), style)
			}
		}
	}
	if area.Row1 != area.Row2 || area.Col1 != area.Col2 {
		s.merges = append(s.merges, area)
	}
	return s.Put(area.Row1, area.Col1, value, style)
}

// HideRow hides a row, as a filter does.
func (s *Sheet) HideRow(row int) { s.noRows = append(s.noRows, row) }

// HideCol hides a column.
func (s *Sheet) HideCol(col int) { s.noCols = append(s.noCols, col) }

// Under leaves a text in a cell that a merge hides: what stood there before somebody merged.
func (s *Sheet) Under(row, col int, text string) {
	s.under = append(s.under, cell{row: row, col: col, value: Str(text)})
}

// CopyRow puts the cells of a row into another, empty one, as copying and pasting does; merged
// ranges are not copied.
func (s *Sheet) CopyRow(from, to int) {
	for _, c := range s.cells {
		if c.row == from {
			s.Put(to, c.col, c.value, c.style)
		}
	}
}

// IsMerged says whether a merged range covers a cell.
func (s *Sheet) IsMerged(row, col int) bool {
	for _, m := range s.merges {
		if row >= m.Row1 && row <= m.Row2 && col >= m.Col1 && col <= m.Col2 {
			return true
		}
	}
	return false
}

// Height sets a row's height in points.
func (s *Sheet) Height(row int, points float64) { s.heights[row] = points }

// Row writes values side by side from a column on.
func (s *Sheet) Row(row, col int, style Style, texts ...string) {
	for i, text := range texts {
		s.Put(row, col+i, Str(text), style)
	}
}

// Address is the A1 name of a 1-based row and column.
func Address(row, col int) string {
	letters := ""
	for ; col > 0; col = (col - 1) / 26 {
		letters = string(rune('A'+(col-1)%26)) + letters
	}
	return letters + strconv.Itoa(row)
}
