package workbook

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// The writers below put a grid into the other carriers as Excel does, so that what is read from
// them can be compared with what was read from the xlsx.

// csvOf writes a sheet as Excel's "CSV": every row as wide as the widest, what is shown in cells.
func csvOf(t testing.TB, grid *Grid, delimiter rune) string {
	t.Helper()
	wide, tall := 0, 0
	for _, row := range grid.Rows {
		tall = row.No
		wide = max(wide, row.Cells[len(row.Cells)-1].Col)
	}
	records := make([][]string, tall)
	for i := range records {
		records[i] = make([]string, wide)
	}
	for _, row := range grid.Rows {
		for _, cell := range row.Cells {
			records[row.No-1][cell.Col-1] = cell.Text
		}
	}
	var out bytes.Buffer
	writer := csv.NewWriter(&out)
	writer.Comma, writer.UseCRLF = delimiter, true
	if err := writer.WriteAll(records); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// htmlOf writes a book as a web page with Excel's attributes.
func htmlOf(book *Book) string {
	var head, body strings.Builder
	styles := map[string]int{}
	for _, grid := range book.Grids {
		visible := ""
		if grid.Hidden {
			visible = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
		}
		fmt.Fprintf(&head, "<x:ExcelWorksheet><x:Name>%s</x:Name>%s</x:ExcelWorksheet>", html.EscapeString(grid.Sheet), visible)
		body.WriteString("<table>")
		merges := map[[2]int]Merge{}
		for _, m := range grid.Merges {
			merges[[2]int{m.FirstRow, m.FirstCol}] = m
		}
		last := 0
		under := coverOf(grid.Merges)
		for _, row := range padded(grid) {
			for ; last+1 < row.No; last++ {
				body.WriteString("<tr></tr>\n")
			}
			last = row.No
			hidden := ""
			if row.Hidden {
				hidden = " style='display:none'"
			}
			fmt.Fprintf(&body, "<tr height=19%s>", hidden)
			for _, cell := range row.Cells {
				if under[[2]int{cell.Row, cell.Col}] {
					continue
				}
				span := ""
				if m, found := merges[[2]int{cell.Row, cell.Col}]; found {
					span = fmt.Sprintf(" colspan=%d rowspan=%d", m.LastCol-m.FirstCol+1, m.LastRow-m.FirstRow+1)
				}
				body.WriteString("\n <td" + span + htmlCellOf(cell, styles) + "</td>")
			}
			body.WriteString("</tr>\n")
		}
		body.WriteString("</table>\n")
	}
	var css strings.Builder
	for code, class := range styles {
		var escaped strings.Builder
		for _, letter := range code {
			if letter == '"' {
				escaped.WriteString(`\0022`)
			} else if letter < unicode.MaxASCII && !unicode.IsLetter(letter) && !unicode.IsDigit(letter) {
				escaped.WriteString(`\` + string(letter))
			} else {
				escaped.WriteRune(letter)
			}
		}
		fmt.Fprintf(&css, ".xl%d\n\t{mso-style-parent:style0;\n\tmso-number-format:\"%s\";}\n", class, escaped.String())
	}
	return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">` +
		"<style>\n<!--\n" + css.String() + "-->\n</style><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>" + head.String() +
		"</x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><body>" + body.String() + "</body></html>"
}

func htmlCellOf(cell Cell, styles map[string]int) string {
	attrs := ""
	if cell.Format != "" {
		if styles[cell.Format] == 0 {
			styles[cell.Format] = len(styles) + 24
		}
		attrs = fmt.Sprintf(" class=xl%d", styles[cell.Format])
	}
	switch cell.Kind {
	case Number, Date:
		return attrs + fmt.Sprintf(` x:num="%s">shown`, cell.Text)
	case Bool:
		return attrs + " x:bool=" + cell.Text + ">" + cell.Text
	case Error:
		return attrs + " x:err>" + html.EscapeString(cell.Text)
	case UncachedResult:
		return attrs + ` x:fmla="=A1">`
	}
	if strings.Join(strings.Fields(cell.Text), " ") != strings.ReplaceAll(cell.Text, "\n", " ") {
		return attrs + ` x:str="` + html.EscapeString(cell.Text) + `">…` // spaces that a page would fold
	}
	return attrs + ">" + strings.ReplaceAll(html.EscapeString(cell.Text), "\n", "<br>\n  ")
}

// padded gives a grid's rows with empty cells from the first column on, and rows for merges that
// have no value.
func padded(grid *Grid) []Row {
	tall, wide := 0, 0
	cells := map[[2]int]Cell{}
	hidden := map[int]bool{}
	for _, row := range grid.Rows {
		hidden[row.No] = row.Hidden
		tall = row.No
		for _, cell := range row.Cells {
			cells[[2]int{cell.Row, cell.Col}] = cell
			wide = max(wide, cell.Col)
		}
	}
	for _, m := range grid.Merges {
		tall, wide = max(tall, m.LastRow), max(wide, m.LastCol)
	}
	rows := make([]Row, tall)
	for i := range rows {
		rows[i] = Row{No: i + 1, Hidden: hidden[i+1]}
		for col := 1; col <= wide; col++ {
			cell := cells[[2]int{i + 1, col}]
			cell.Row, cell.Col = i+1, col
			rows[i].Cells = append(rows[i].Cells, cell)
		}
	}
	return rows
}

// coverOf marks the places in merges besides their anchors.
func coverOf(merges []Merge) map[[2]int]bool {
	under := map[[2]int]bool{}
	for _, m := range merges {
		for row := m.FirstRow; row <= m.LastRow; row++ {
			for col := m.FirstCol; col <= m.LastCol; col++ {
				under[[2]int{row, col}] = row != m.FirstRow || col != m.FirstCol
			}
		}
	}
	return under
}

// spreadsheetMLOf writes a book as SpreadsheetML.
func spreadsheetMLOf(book *Book) string {
	var styles, sheets strings.Builder
	known := map[string]int{}
	for _, grid := range book.Grids {
		fmt.Fprintf(&sheets, `<Worksheet ss:Name="%s"><Table>`, html.EscapeString(grid.Sheet))
		merges := map[[2]int]Merge{}
		for _, m := range grid.Merges {
			merges[[2]int{m.FirstRow, m.FirstCol}] = m
		}
		under := coverOf(grid.Merges)
		for _, row := range padded(grid) {
			fmt.Fprintf(&sheets, `<Row ss:Index="%d" ss:Hidden="%d">`, row.No, map[bool]int{true: 1}[row.Hidden])
			for _, cell := range row.Cells {
				m, merged := merges[[2]int{cell.Row, cell.Col}]
				if under[[2]int{cell.Row, cell.Col}] || cell.Kind == Empty && !merged {
					continue
				}
				fmt.Fprintf(&sheets, ` <Cell ss:Index="%d"`, cell.Col)
				if merged {
					fmt.Fprintf(&sheets, ` ss:MergeAcross="%d" ss:MergeDown="%d"`, m.LastCol-m.FirstCol, m.LastRow-m.FirstRow)
				}
				if cell.Format != "" {
					if known[cell.Format] == 0 {
						known[cell.Format] = len(known) + 1
						fmt.Fprintf(&styles, `<Style ss:ID="s%d"><NumberFormat ss:Format="%s"/></Style>`, known[cell.Format], html.EscapeString(cell.Format))
					}
					fmt.Fprintf(&sheets, ` ss:StyleID="s%d"`, known[cell.Format])
				}
				sheets.WriteString(xmlCellOf(cell))
			}
			sheets.WriteString("</Row>\n")
		}
		visible := "SheetVisible"
		if grid.Hidden {
			visible = "SheetHidden"
		}
		fmt.Fprintf(&sheets, `</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>%s</Visible></WorksheetOptions></Worksheet>`, visible)
	}
	return `<?xml version="1.0"?><Workbook xmlns="` + spreadsheetNS + `" xmlns:ss="` + spreadsheetNS + `"><Styles>` + styles.String() + `</Styles>` + sheets.String() + `</Workbook>`
}

func xmlCellOf(cell Cell) string {
	kind, text := "String", cell.Text
	switch cell.Kind {
	case Empty:
		return "/>"
	case UncachedResult:
		return ` ss:Formula="=R1C1"/>`
	case Number, Date:
		kind = "Number"
	case Bool:
		kind, text = "Boolean", strconv.FormatFloat(cell.Number, 'f', 0, 64)
	case Error:
		kind = "Error"
	}
	return `><Data ss:Type="` + kind + `">` + strings.ReplaceAll(html.EscapeString(text), "\n", "&#10;") + `</Data></Cell>`
}

// sorted puts the merges of a book in order.
func sorted(book *Book) *Book {
	for _, grid := range book.Grids {
		slices.SortFunc(grid.Merges, func(a, b Merge) int { return cmp.Or(a.FirstRow-b.FirstRow, a.FirstCol-b.FirstCol) })
	}
	return book
}
