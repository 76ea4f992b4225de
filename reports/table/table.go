// Package table is a table of figures before it becomes HTML or a sheet of a workbook: both show the
// same cells, so the two cannot disagree.
package table

import (
	"math"
	"strconv"

	"aqs/reports/data"
)

// Kind says what a column holds, and so how it is shown.
type Kind uint8

// The kinds.
const (
	Text    Kind = iota // one line
	Long                // a sentence; wraps
	Count               // whole number, one decimal where there is one
	Decimal             // two decimals
	Percent             // a fraction, shown as 83.2%
	Wan                 // yuan, shown in 万元
	Yuan                // yuan, shown in full
	Date                // a day
	Source              // file ! sheet ! cell
)

// IsNumber tells whether cells of the kind stand at the right.
func (k Kind) IsNumber() bool { return k >= Count && k <= Yuan }

// Column is the head of a column.
type Column struct {
	Name string
	Kind Kind
}

// Cell is one value: a number, a day or a text. A number that is absent shows Text, the reason.
type Cell struct {
	Text   string
	Num    data.Num
	Date   data.Date
	Href   string // page the text leads to
	Note   string // after a number on a page, such as its n
	Metric string // in the catalogue: what the drawer explains
}

// Row is one line. Scope and Period name the side file and the period of its figures.
type Row struct {
	Scope, Period string
	Level         int // depth in the organisation, for the indent
	Cells         []Cell
}

// Table is a whole table.
type Table struct {
	ID      string // unique in its page
	Title   string // also the name of the sheet
	Note    string // a sentence above the rows
	Empty   string // what stands there without rows
	Columns []Column
	Rows    []Row
	Book    string // the workbook that has it, relative to the page
}

// pageRows is how many rows a page shows; a longer table stands complete in its workbook.
const pageRows = 120

// Page is what an HTML page shows of the rows.
func (t Table) Page() []Row { return t.Rows[:min(len(t.Rows), pageRows)] }

// Show gives the cell as text, as a column of the kind shows it.
func Show(kind Kind, c Cell) string {
	switch {
	case kind == Date && c.Date.OK:
		return c.Date.String()
	case !kind.IsNumber():
		return c.Text
	case !c.Num.OK && c.Text != "":
		return "— " + c.Text
	case !c.Num.OK:
		return "—"
	case kind == Percent:
		return Fixed(c.Num.V*100, 1) + "%" + c.Note
	case kind == Wan:
		return Fixed(c.Num.V/1e4, 2)
	case kind == Yuan:
		return Fixed(c.Num.V, 0)
	case kind == Decimal:
		return Fixed(c.Num.V, 2)
	case math.Abs(c.Num.V-math.Round(c.Num.V)) > 1e-9:
		return Fixed(c.Num.V, 1)
	}
	return Fixed(c.Num.V, 0)
}

// Fixed shows v with a fixed number of decimals, grouped by thousands, with a real minus sign.
func Fixed(v float64, decimals int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole := len(text)
	if decimals > 0 {
		whole -= decimals + 1
	}
	var out []byte
	isZero := true
	for i := range len(text) {
		if i > 0 && i < whole && (whole-i)%3 == 0 {
			out = append(out, ',')
		}
		isZero = isZero && (text[i] == '0' || text[i] == '.')
		out = append(out, text[i])
	}
	if v < 0 && !isZero {
		return "−" + string(out)
	}
	return string(out)
}
