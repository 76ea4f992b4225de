package workbook

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// The workbooks of testdata/foreign were written by openpyxl, SheetJS, ExcelJS and LibreOffice; the
// JSON beside each is what openpyxl reads from it (README.md there). Three readers that share no
// code must agree: ours, openpyxl through that JSON, and excelize at test time.

// foreignBook is one JSON file. A cell is [kind], [kind, value] or [kind, value, format].
type foreignBook struct {
	Date1904 bool           `json:"date1904"`
	Sheets   []foreignSheet `json:"sheets"`
}

type foreignSheet struct {
	Name       string           `json:"name"`
	Hidden     bool             `json:"hidden"`
	Merges     []string         `json:"merges"`
	HiddenRows []int            `json:"hidden_rows"`
	HiddenCols []int            `json:"hidden_cols"`
	Cells      map[string][]any `json:"cells"`
}

func foreignFiles(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/foreign/*.xlsx")
	must(t, err)
	writers := map[string]int{}
	for _, path := range paths {
		writer, _, _ := strings.Cut(filepath.Base(path), "-")
		writers[writer]++
	}
	for _, writer := range []string{"openpyxl", "sheetjs", "exceljs", "libreoffice"} {
		if writers[writer] < 4 {
			t.Fatalf("%d workbooks by %s, want 4 or more", writers[writer], writer)
		}
	}
	return paths
}

func TestForeignWorkbooksAsOpenpyxlReadsThem(t *testing.T) {
	for _, path := range foreignFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(strings.TrimSuffix(path, ".xlsx") + ".json")
			must(t, err)
			var want foreignBook
			must(t, json.Unmarshal(text, &want))
			book, err := Open(context.Background(), path, Limits{})
			must(t, err)
			if len(book.Grids) != len(want.Sheets) {
				t.Fatalf("%d sheets, want %d", len(book.Grids), len(want.Sheets))
			}
			for i, grid := range book.Grids {
				if grid.Date1904 != want.Date1904 {
					t.Errorf("%s: 1904 is %v", grid.Sheet, grid.Date1904)
				}
				if diff := cmp.Diff(want.Sheets[i], foreignReading(t, grid, want.Sheets[i].Cells)); diff != "" {
					t.Errorf("%s (-openpyxl +ours):\n%s", grid.Sheet, diff)
				}
			}
		})
	}
}

// foreignReading puts a grid into the words of the JSON. Formats are compared where the JSON has
// one; a serial that is within a millisecond of openpyxl's is given as openpyxl's, who rounds.
func foreignReading(t *testing.T, grid *Grid, want map[string][]any) foreignSheet {
	t.Helper()
	if grid.Unreadable != nil {
		t.Fatal(grid.Unreadable)
	}
	read := foreignSheet{
		Name: grid.Sheet, Hidden: grid.Hidden, Cells: map[string][]any{},
		Merges: []string{}, HiddenRows: []int{}, HiddenCols: []int{},
	}
	for _, merge := range grid.Merges {
		read.Merges = append(read.Merges, Address(merge.FirstRow, merge.FirstCol)+":"+Address(merge.LastRow, merge.LastCol))
	}
	slices.Sort(read.Merges)
	for col, hidden := range grid.HiddenCols {
		if hidden {
			read.HiddenCols = append(read.HiddenCols, col)
		}
	}
	slices.Sort(read.HiddenCols)
	for _, row := range grid.Rows {
		if row.Hidden {
			read.HiddenRows = append(read.HiddenRows, row.No)
		}
		for _, cell := range row.Cells {
			read.Cells[cell.Address()] = foreignCell(t, cell, want[cell.Address()])
		}
	}
	return read
}

func foreignCell(t *testing.T, cell Cell, want []any) []any {
	t.Helper()
	var read []any
	switch cell.Kind {
	case Text:
		read = []any{"text", cell.Text}
	case Number:
		read = []any{"number", cell.Number}
	case Date:
		read = []any{"date", cell.Number}
		if serial, ok := at(want, 1).(float64); ok && math.Abs(serial-cell.Number) < 1e-3/86400 {
			read[1] = serial
		}
	case Bool:
		read = []any{"bool", cell.Text == "TRUE"}
	case Error:
		read = []any{"error", cell.Text}
	case UncachedResult:
		read = []any{"uncached"}
	default:
		t.Fatalf("%s: kind %d", cell.Address(), cell.Kind)
	}
	if at(want, 2) != nil {
		read = append(read, cell.Format)
	}
	return read
}

func at(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

// Excelize is the second witness: cell by cell the same raw text, and nothing that we leave out
// but what lies under a merge, holds only spaces, or was never calculated.
func TestForeignWorkbooksAsExcelizeReadsThem(t *testing.T) {
	for _, path := range foreignFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			book, err := Open(context.Background(), path, Limits{})
			must(t, err)
			file, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
			must(t, err)
			defer file.Close()
			if diff := cmp.Diff(file.GetSheetList(), sheetNames(book)); diff != "" {
				t.Fatalf("sheets (-excelize +ours):\n%s", diff)
			}
			for _, grid := range book.Grids {
				want, err := excelizeTexts(file, grid)
				must(t, err)
				for _, fault := range excelizeFaults() {
					if fault.file == filepath.Base(path) && fault.sheet == grid.Sheet {
						if want[fault.cell] != fault.excelize {
							t.Errorf("%s: excelize no longer reads %s wrongly", fault.cell, fault.excelize)
						}
						want[fault.cell] = fault.right
					}
				}
				if diff := cmp.Diff(want, ownTexts(grid)); diff != "" {
					t.Errorf("%s (-excelize +ours):\n%s", grid.Sheet, diff)
				}
			}
		})
	}
}

// excelizeFault is a cell that excelize reads wrongly, with openpyxl and us of another opinion.
type excelizeFault struct{ file, sheet, cell, excelize, right string }

func excelizeFaults() []excelizeFault {
	return []excelizeFault{{
		// The escape of a carriage return (ECMA-376 part 1, 22.9.2.19 ST_Xstring) is undone in
		// shared strings, not in t="str".
		"sheetjs-form-nosst.xlsx", "3月5日", "B3",
		"1.走访交行大学城支行\n2.整理<客户>资料 & \"建议书\"_x000d_\n3.　全角空格　",
		"1.走访交行大学城支行\n2.整理<客户>资料 & \"建议书\"\r\n3.　全角空格　",
	}}
}

func sheetNames(book *Book) []string {
	var names []string
	for _, grid := range book.Grids {
		names = append(names, grid.Sheet)
	}
	return names
}

func ownTexts(grid *Grid) map[string]string {
	texts := map[string]string{}
	for _, row := range grid.Rows {
		for _, cell := range row.Cells {
			if cell.Kind != UncachedResult {
				texts[cell.Address()] = cell.Text
			}
		}
	}
	return texts
}

func excelizeTexts(file *excelize.File, grid *Grid) (map[string]string, error) {
	texts := map[string]string{}
	rows, err := file.Rows(grid.Sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for no := 1; rows.Next(); no++ {
		values, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		for i, value := range values {
			if strings.TrimSpace(value) == "" || isUnderMerge(grid.Merges, no, i+1) {
				continue
			}
			address := Address(no, i+1)
			kind, err := file.GetCellType(grid.Sheet, address)
			switch {
			case err != nil:
				return nil, fmt.Errorf("%s: %w", address, err)
			case kind == excelize.CellTypeBool:
				value = map[string]string{"1": "TRUE", "0": "FALSE"}[value]
			case kind == excelize.CellTypeDate: // excelize leaves the ISO text; a grid has the serial
				serial, ok := isoSerial(value, grid.Date1904)
				if !ok {
					return nil, fmt.Errorf("%s: not an ISO date: %s", address, value)
				}
				value = strconv.FormatFloat(serial, 'f', -1, 64)
			}
			texts[address] = value
		}
	}
	return texts, rows.Error()
}

func isUnderMerge(merges []Merge, row, col int) bool {
	return slices.ContainsFunc(merges, func(m Merge) bool {
		return row >= m.FirstRow && row <= m.LastRow && col >= m.FirstCol && col <= m.LastCol &&
			(row != m.FirstRow || col != m.FirstCol)
	})
}
