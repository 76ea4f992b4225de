package workbook

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// checkBook insists on what every reader of a grid relies on: order, bounds, values only in the
// anchors of merges; and on an error with a code otherwise.
func checkBook(t *testing.T, book *Book, err error) {
	t.Helper()
	if err != nil {
		var known *ReadError
		if book != nil || !errors.As(err, &known) {
			t.Fatalf("got %v, %v", book, err)
		}
		return
	}
	for no, grid := range book.Grids {
		if grid.No != no+1 || grid.Sheet == "" {
			t.Fatalf("sheet %d is %d %q", no+1, grid.No, grid.Sheet)
		}
		under := map[[2]int]bool{}
		for _, m := range grid.Merges {
			if m.FirstRow < 1 || m.FirstCol < 1 || m.LastRow < m.FirstRow || m.LastCol < m.FirstCol || m.LastRow > maxRow || m.LastCol > maxCol {
				t.Fatalf("merge %+v", m)
			}
			if (m.LastRow-m.FirstRow+1)*(m.LastCol-m.FirstCol+1) < 10_000 {
				for place, hidden := range coverOf([]Merge{m}) {
					under[place] = under[place] || hidden
				}
			}
		}
		lastRow := 0
		for _, row := range grid.Rows {
			if row.No <= lastRow || row.No > maxRow || len(row.Cells) == 0 {
				t.Fatalf("row %d after %d with %d cells", row.No, lastRow, len(row.Cells))
			}
			lastRow = row.No
			lastCol := 0
			for _, cell := range row.Cells {
				if cell.Row != row.No || cell.Col <= lastCol || cell.Col > maxCol || cell.Kind == Empty {
					t.Fatalf("cell %+v after column %d of row %d", cell, lastCol, row.No)
				}
				if under[[2]int{cell.Row, cell.Col}] {
					t.Fatalf("cell %+v under a merge", cell)
				}
				lastCol = cell.Col
			}
		}
	}
}

func fuzzLimits() Limits { return Limits{Rows: 1000, Cells: 10_000, Merges: 1000}.withDefaults() }

// Whatever a text holds, reading it ends; and a table that was read, written as CSV, is read the
// same again.
func FuzzText(f *testing.F) {
	table := "姓名,备注\n张伟,\"a\r\n\"\"b\"\"\"\n李娜,\n"
	for _, seed := range []string{table, gbk(f, table), "sep=;\na;b\n", "a\tb\r1\t2", "\xFF\xFEa\x00,\x00b\x00", "=\"001\",'1\n\"\n", "a|b\n|\n||\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := parseText(context.Background(), data, fuzzLimits())
		checkBook(t, book, err)
		if err != nil || len(book.Grids[0].Rows) == 0 {
			return
		}
		for _, row := range book.Grids[0].Rows {
			for _, cell := range row.Cells {
				if strings.HasPrefix(cell.Text, "'") || strings.HasPrefix(cell.Text, "=") {
					return // would be taken for another way of writing text
				}
			}
			if row.No > 10_000 {
				return
			}
		}
		again, err := parseText(context.Background(), []byte("\uFEFFsep=,\n"+csvOf(t, book.Grids[0], ',')), fuzzLimits())
		if err != nil || told(again) != told(book) {
			t.Fatalf("%q read as\n%s\nwritten and read again as\n%s, %v", data, told(book), told(again), err)
		}
	})
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		fmt.Sprintf(excelPage, "utf-8", `<tr><td rowspan=2 colspan=3 class=xl24 x:num="1">a<td>b<tr><td hidden>c`),
		`<table><tr><td rowspan=0>a<td>b<table><tr><td>c</table></table>`, `<table><caption>a</caption><col span=3 hidden><tr style="display:none"><th>a<br>b<th>c</table>`,
		`<meta charset=gbk><table><td colspan=16384>a</table>`, `<style>.a{mso-number-format:"\0022\@";}</style><table>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := parseHTML(context.Background(), data, fuzzLimits())
		checkBook(t, book, err)
	})
}

func FuzzSpreadsheetML(f *testing.F) {
	for _, seed := range []string{
		xmlSheets(`<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="2" ss:StyleID="d"><Data ss:Type="DateTime">2026-03-05T00:00:00.000</Data></Cell></Row><Row><Cell ss:Index="3"><Data ss:Type="Number">1</Data></Cell></Row>`),
		`<Workbook xmlns="` + spreadsheetNS + `"><Worksheet/></Workbook>`, `<?xml version="1.0" encoding="gbk"?><a>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := parseSpreadsheetML(context.Background(), data, fuzzLimits())
		checkBook(t, book, err)
	})
}
