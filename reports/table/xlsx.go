package table

import (
	"math"
	"time"

	"aqs/internal/xlsxout"
)

// Excel's own limits, and a width beyond which a column is unreadable.
const (
	maxRows  = 1_000_000
	maxText  = 32_000
	maxWidth = 60
)

// Book makes a workbook with a sheet per table: title, a line of where the figures come from, the
// head with filter buttons, and the rows. stamp is the day of the figures; equal tables give equal
// bytes. Texts stay texts, whatever they begin with.
func Book(title, origin string, stamp time.Time, tables []Table) ([]byte, error) {
	book := &xlsxout.Book{Title: title, Modified: stamp}
	for _, t := range tables {
		t.draw(book.Sheet(t.Title), origin)
	}
	return book.Bytes()
}

func (t Table) draw(sheet *xlsxout.Sheet, origin string) {
	sheet.Landscape = true
	sheet.Put(1, 1, xlsxout.Text(t.Title), xlsxout.Style{Look: xlsxout.Caption, Format: "@"})
	note := origin
	if t.Note != "" {
		note += "　" + t.Note
	}
	sheet.Put(2, 1, xlsxout.Text(short(note)), xlsxout.Style{Look: xlsxout.Caption, Format: "@"})
	const head = 3
	sheet.Frozen = head
	sheet.Height(2, 15)
	for i, column := range t.Columns {
		sheet.Put(head, i+1, xlsxout.Text(headOf(column)), xlsxout.Style{Look: xlsxout.Header})
		sheet.Width(i+1, t.width(i))
	}
	if len(t.Rows) == 0 {
		sheet.Put(head+1, 1, xlsxout.Text(t.Empty), xlsxout.Style{Look: xlsxout.Caption})
		return
	}
	for r, row := range t.Rows[:min(len(t.Rows), maxRows)] {
		for i, cell := range row.Cells {
			value, style := cell.excel(t.Columns[i].Kind)
			sheet.Put(head+1+r, i+1, value, style)
		}
	}
	sheet.Filter = xlsxout.Area{FirstRow: head, FirstCol: 1, LastRow: head + min(len(t.Rows), maxRows), LastCol: len(t.Columns)}
}

func headOf(column Column) string {
	switch column.Kind {
	case Wan:
		return column.Name + "（元）" // in full here: a workbook is for reckoning
	case Yuan:
		return column.Name + "（元）"
	}
	return column.Name
}

func (c Cell) excel(kind Kind) (xlsxout.Value, xlsxout.Style) {
	style := xlsxout.Style{Look: xlsxout.Box}
	switch {
	case kind == Date && c.Date.OK:
		style.Format = "yyyy-mm-dd"
		return xlsxout.Date(c.Date.T), style
	case kind.IsNumber() && c.Num.OK:
		style.Format = numberFormat(kind, c.Num.V)
		return xlsxout.Number(c.Num.V), style
	}
	style.Format = "@"
	return xlsxout.Text(short(c.Text)), style
}

func numberFormat(kind Kind, v float64) string {
	switch kind {
	case Percent:
		return "0.0%"
	case Decimal:
		return "#,##0.00"
	case Count:
		if v != math.Trunc(v) {
			return "#,##0.0"
		}
	}
	return "#,##0"
}

func (t Table) width(column int) float64 {
	widest := xlsxout.DisplayWidth(headOf(t.Columns[column]))
	for _, row := range t.Rows[:min(len(t.Rows), 200)] {
		widest = max(widest, xlsxout.DisplayWidth(Show(t.Columns[column].Kind, row.Cells[column])))
	}
	return float64(min(widest, maxWidth-4) + 4)
}

// short keeps a text within a cell.
func short(text string) string {
	if len(text) <= maxText {
		return text
	}
	runes := []rune(text)
	return string(runes[:min(len(runes), maxText/4)]) + "…"
}
