package workbook

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aqs/ingest/issue"
)

// readSheets puts together what Sheets hands over, by Rows or by Load.
func readSheets(data []byte, head int, load bool) (*Book, error) {
	return Sheets(context.Background(), data, Limits{}, head, func(sheet *Sheet) error {
		if load {
			return sheet.Load()
		}
		var rows []Row
		err := sheet.Rows(func(row Row) error {
			row.Cells = slices.Clone(row.Cells)
			rows = append(rows, row)
			return nil
		})
		sheet.Grid.Rows = rows
		return err
	})
}

// sheetsAgree says how Sheets differs from Parse; "" for not at all.
func sheetsAgree(data []byte, heads ...int) string {
	want, wantErr := Parse(context.Background(), data, Limits{})
	for _, head := range heads {
		for _, load := range []bool{false, true} {
			got, err := readSheets(data, head, load)
			a, b := &ReadError{}, &ReadError{}
			switch {
			case (err == nil) != (wantErr == nil):
				return fmt.Sprintf("head %d: %v, Parse: %v", head, err, wantErr)
			case err == nil && dumpBook(got) != dumpBook(want):
				return fmt.Sprintf("head %d, load %v: %s", head, load, firstDifference(dumpBook(got), dumpBook(want)))
			case err != nil && (!errors.As(err, &a) || !errors.As(wantErr, &b) || a.Code != b.Code || a.Sheet != b.Sheet):
				return fmt.Sprintf("head %d: %v, Parse: %v", head, err, wantErr)
			}
		}
	}
	return ""
}

func TestSheetsAsParse(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.xls*")
	must(t, err)
	forms, err := filepath.Glob("../../sample-data/inbox/*/*/*.xlsx")
	must(t, err)
	if paths = append(paths, forms[:min(len(forms), 40)]...); len(paths) < 40 {
		t.Fatalf("only %d files", len(paths))
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		must(t, err)
		if problem := sheetsAgree(data, 1, 3, 17, 1_000_000); problem != "" {
			t.Errorf("%s: %s", path, problem)
		}
	}
	for name, data := range mutationSources(t) {
		if problem := sheetsAgree(data, 1, 2); problem != "" {
			t.Errorf("%s: %s", name, problem)
		}
	}
}

// manyRows is a sheet of n rows, each with one cell to be seen and one hidden under a merge.
func manyRows(t testing.TB, n int, end string) []byte {
	var rows, merges strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" t="str"><v>第%d行</v></c><c r="B%d"><v>1</v></c></row>`, i, i, i, i)
		fmt.Fprintf(&merges, `<mergeCell ref="A%d:B%d"/>`, i, i)
	}
	parts := unpack(t, likeExcel(t, ""))
	parts[sheet1] = sheetHead + rows.String() + "</sheetData><mergeCells>" + merges.String() + "</mergeCells>" + end
	return pack(t, parts)
}

func TestSheetsTakesOrLeaves(t *testing.T) {
	data := manyRows(t, 5000, "</worksheet>")
	stop := errors.New("enough")
	seen, hidden := 0, 0
	book, err := Sheets(context.Background(), data, Limits{}, 10, func(sheet *Sheet) error {
		if sheet.Grid.No > 1 {
			return nil
		}
		if sheet.Whole || len(sheet.Grid.Merges) != 5000 || len(sheet.Grid.Rows) != 11 || len(sheet.Grid.Rows[0].Cells) != 1 || sheet.Book.Grids[0] != sheet.Grid {
			t.Errorf("whole %v, %d merges, %d rows", sheet.Whole, len(sheet.Grid.Merges), len(sheet.Grid.Rows))
		}
		err := sheet.Rows(func(row Row) error {
			if seen++; row.No != seen || row.Cells[0].Text != fmt.Sprintf("第%d行", seen) || len(row.Cells) != 1 {
				t.Fatalf("row %d: %+v", seen, row)
			}
			return nil
		})
		hidden = sheet.Grid.HiddenUnderMerge
		if sheet.Load() == nil {
			t.Error("rows were given twice")
		}
		return err
	})
	must(t, err)
	if seen != 5000 || hidden != 5000 || len(book.Grids[0].Rows) != 11 {
		t.Errorf("%d rows, %d hidden, %d kept", seen, hidden, len(book.Grids[0].Rows))
	}
	for name, take := range map[string]func(*Sheet) error{
		"callback": func(*Sheet) error { return stop },
		"row":      func(s *Sheet) error { return s.Rows(func(Row) error { return stop }) },
		"row, swallowed": func(s *Sheet) error {
			s.Rows(func(r Row) error { return map[bool]error{true: stop}[r.No > 20] })
			return nil
		},
	} {
		if book, err := Sheets(context.Background(), data, Limits{}, 10, take); err != stop || book != nil {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := Sheets(context.Background(), data, Limits{Rows: 4999}, 10, func(*Sheet) error { return nil }); err == nil {
		t.Error("the limit on rows does not hold for rows that nobody takes")
	}
	if _, err := Sheets(context.Background(), data, Limits{}, 10, func(*Sheet) error { panic("x") }); err == nil {
		t.Error("a panic of the callback is lost")
	}
}

// A long sheet counts only when it proved whole, whatever its callback took or made of it.
func TestSheetsNotWhole(t *testing.T) {
	for _, end := range []string{"", "</worksheet><x/>", "<sheetData/></worksheet>"} {
		data := manyRows(t, 500, end)
		for name, take := range map[string]func(*Sheet) error{
			"rows":      func(s *Sheet) error { return s.Rows(func(Row) error { return nil }) },
			"swallowed": func(s *Sheet) error { s.Load(); return nil },
			"left":      func(*Sheet) error { return nil },
		} {
			_, err := Sheets(context.Background(), data, Limits{}, 10, take)
			var known *ReadError
			if !errors.As(err, &known) || known.Code != issue.SheetTruncated || known.Sheet == "" {
				t.Errorf("%q, %s: got %v", end, name, err)
			}
		}
	}
}

// A text that looks like the end of the rows does not deceive the look ahead.
func TestSheetsLooksAhead(t *testing.T) {
	feign := func(text string) []byte {
		parts := unpack(t, likeExcel(t, ""))
		parts[sheet1] = sheetHead + `<row><c><v>1</v></c></row><row><c><v>1</v></c></row><row><c t="str"><v><![CDATA[` + text +
			`]]></v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet><?b ?>`
		return pack(t, parts)
	}
	for _, text := range []string{"</sheetData>", "</sheetData></worksheet>", "</sheetData><mergeCells>"} {
		if problem := sheetsAgree(feign(text), 1); problem != "" {
			t.Errorf("%s: %s", text, problem)
		}
	}
	// One that goes to the trouble of feigning a whole end is found out.
	lie := feign(`</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet><?a `)
	var known *ReadError
	if _, err := readSheets(lie, 1, false); !errors.As(err, &known) || known.Code != issue.SheetTruncated {
		t.Errorf("a feigned end gives %v", err)
	}
	if _, err := Parse(context.Background(), lie, Limits{}); err != nil {
		t.Errorf("the whole sheet gives %v", err)
	}
}
