// Package xlsxout writes workbooks for people: templates to fill in and files handed back with
// marks.
//
// A text is always stored as a text: one that begins with = + - or @ never becomes a formula, and
// nothing can be written but values, styles, comments, links within the book and drop-downs.
// Equal books give equal bytes.
package xlsxout

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"aqs/ingest/workbook"
)

// Value is what a cell holds: nothing, a text or a number.
type Value struct {
	text     string
	number   float64
	isNumber bool
}

// Text is a text as written; an empty one leaves the cell empty.
func Text(text string) Value { return Value{text: text} }

// Number is a number; a date is one too, shown as its style says.
func Number(x float64) Value { return Value{number: x, isNumber: true} }

// Date is a day as Excel keeps it.
func Date(on time.Time) Value {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	return Number(on.Sub(epoch).Hours() / 24)
}

func (v Value) empty() bool { return !v.isNumber && v.text == "" }

// Area is a range of cells, 1-based and inclusive.
type Area struct{ FirstRow, FirstCol, LastRow, LastCol int }

func (a Area) ref() string {
	return workbook.Address(a.FirstRow, a.FirstCol) + ":" + workbook.Address(a.LastRow, a.LastCol)
}

type cell struct {
	row, col int
	value    Value
	style    Style
}

type comment struct {
	row, col int
	text     string
}

type link struct{ cell, sheet, target string }

type dropDown struct {
	area    Area
	choices []string
	from    string // a range of another sheet instead of choices
}

// Sheet is one sheet; see [Book.Sheet].
type Sheet struct {
	Name      string
	Hidden    bool
	Landscape bool
	Frozen    int  // rows at the top that stay when scrolling
	Filter    Area // head and rows that filter buttons stand over; none when empty

	cells    []cell
	index    map[[2]int]int
	merges   []Area
	widths   map[int]float64
	heights  map[int]float64
	comments []comment
	links    []link
	lists    []dropDown
}

// Book is one workbook.
type Book struct {
	Title      string
	Identifier string    // document property by which the program knows its own work again
	Modified   time.Time // document property; the same for equal contents
	Sheets     []*Sheet
}

// Sheet adds a sheet. A name that Excel would refuse, or that is taken, is changed to one it takes.
func (b *Book) Sheet(name string) *Sheet {
	sheet := &Sheet{Name: b.freeName(name), index: map[[2]int]int{}, widths: map[int]float64{}, heights: map[int]float64{}}
	b.Sheets = append(b.Sheets, sheet)
	return sheet
}

// maxSheetName is Excel's limit, in characters.
const maxSheetName = 31

func (b *Book) freeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`:\/?*[]`, r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
	name = strings.Trim(cut(name, maxSheetName), "'")
	if name == "" {
		name = "表"
	}
	for n, base := 2, name; ; n++ {
		taken := false
		for _, s := range b.Sheets {
			taken = taken || strings.EqualFold(s.Name, name)
		}
		if !taken {
			return name
		}
		suffix := fmt.Sprintf("(%d)", n)
		name = cut(base, maxSheetName-len(suffix)) + suffix
	}
}

// cut shortens a text to n UTF-16 units, in which Excel counts.
func cut(text string, n int) string {
	units := 0
	for i, r := range text {
		units++
		if r > 0xffff {
			units++
		}
		if units > n {
			return text[:i]
		}
	}
	return text
}

// Put writes a cell; a later value for the same cell replaces the earlier one.
func (s *Sheet) Put(row, col int, value Value, style Style) {
	key := [2]int{row, col}
	if at, there := s.index[key]; there {
		s.cells[at].value, s.cells[at].style = value, style
		return
	}
	s.index[key] = len(s.cells)
	s.cells = append(s.cells, cell{row, col, value, style})
}

// PutMerged writes a value into a merged range.
func (s *Sheet) PutMerged(area Area, value Value, style Style) {
	for row := area.FirstRow; row <= area.LastRow; row++ {
		for col := area.FirstCol; col <= area.LastCol; col++ {
			s.Put(row, col, Value{}, style)
		}
	}
	s.Put(area.FirstRow, area.FirstCol, value, style)
	s.Merge(area)
}

// Merge joins a range.
func (s *Sheet) Merge(area Area) {
	if area.FirstRow != area.LastRow || area.FirstCol != area.LastCol {
		s.merges = append(s.merges, area)
	}
}

// Restyle changes how a cell looks, whatever it holds; an empty cell gets a look as well.
func (s *Sheet) Restyle(row, col int, change func(Style) Style) {
	if at, there := s.index[[2]int{row, col}]; there {
		s.cells[at].style = change(s.cells[at].style)
		return
	}
	s.Put(row, col, Value{}, change(Style{}))
}

// Width sets a column's width in characters.
func (s *Sheet) Width(col int, characters float64) { s.widths[col] = characters }

// Height sets a row's height in points.
func (s *Sheet) Height(row int, points float64) { s.heights[row] = points }

// Comment pins a note to a cell; several notes of a cell are joined.
func (s *Sheet) Comment(row, col int, text string) {
	for i := range s.comments {
		if c := &s.comments[i]; c.row == row && c.col == col {
			c.text += "\n\n" + text
			return
		}
	}
	s.comments = append(s.comments, comment{row, col, text})
}

// Link makes a cell lead to a cell of another sheet of the book.
func (s *Sheet) Link(row, col int, to *Sheet, target string) {
	s.links = append(s.links, link{workbook.Address(row, col), to.Name, target})
}

// DropDown offers choices for a range. Other values stay possible: a list that is out of date
// must not keep anybody from writing what happened.
func (s *Sheet) DropDown(area Area, choices []string) {
	if len(choices) > 0 {
		s.lists = append(s.lists, dropDown{area: area, choices: choices})
	}
}

// DropDownFrom offers the cells of one column of another sheet.
func (s *Sheet) DropDownFrom(area Area, from *Sheet, column, first, last int) {
	if last >= first {
		a := Area{first, column, last, column}
		s.lists = append(s.lists, dropDown{area: area, from: quoted(from.Name) + "!" + absolute(a)})
	}
}

func absolute(a Area) string {
	dollar := func(row, col int) string {
		name := workbook.Address(row, col)
		digit := strings.IndexAny(name, "0123456789")
		return "$" + name[:digit] + "$" + name[digit:]
	}
	return dollar(a.FirstRow, a.FirstCol) + ":" + dollar(a.LastRow, a.LastCol)
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// DisplayWidth is how many columns of a terminal or half-widths of a cell a text takes, its
// longest line.
func DisplayWidth(text string) int {
	widest := 0
	for _, line := range strings.Split(text, "\n") {
		width := 0
		for _, r := range line {
			width++
			if utf8.RuneLen(r) >= 3 {
				width++
			}
		}
		widest = max(widest, width)
	}
	return widest
}

// OwnMark is the first cell of a sheet on which the program speaks to people. The reader knows it
// by this text, so that a workbook may come back with it.
const OwnMark = "〔aqs 说明页：程序不读取本页〕"
