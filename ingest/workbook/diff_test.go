package workbook

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// Every workbook of the sample data, and one with a bit of everything, reads as excelize and as
// the oracle read it: the same cells, the same raw values, the same merges, the same visibility.
func TestSameAsExcelize(t *testing.T) {
	files := mutationSources(t)
	root := "../../sample-data/inbox"
	must(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && Sniff(data) == CarrierXLSX {
			files[path] = data
		}
		return err
	}))
	if len(files) < 50 {
		t.Fatalf("only %d files", len(files))
	}
	cells, refused := 0, 0
	for path, data := range files {
		book, err := Parse(context.Background(), data, Limits{})
		if err != nil {
			if _, err := oracle(data); err == nil {
				t.Errorf("%s: the oracle reads it", path)
			}
			refused++
			continue
		}
		if want, err := oracle(data); err != nil || dumpBook(book) != want {
			t.Errorf("%s: differs from the oracle (%v): %s", path, err, firstDifference(dumpBook(book), want))
		}
		cells += sameAsExcelize(t, path, book, data)
	}
	t.Logf("%d files, %d cells equal; %d files refused, by the oracle too", len(files)-refused, cells, refused)
}

// sameAsExcelize compares a book with what excelize makes of the file.
func sameAsExcelize(t *testing.T, path string, book *Book, data []byte) (cells int) {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	must(t, err)
	defer file.Close()
	for _, grid := range book.Grids {
		if visible, err := file.GetSheetVisible(grid.Sheet); err != nil || visible == grid.Hidden {
			t.Errorf("%s, %s: visible=%v, %v", path, grid.Sheet, visible, err)
		}
		want, err := excelizeTexts(file, grid)
		must(t, err)
		if diff := cmp.Diff(want, ownTexts(grid)); diff != "" {
			t.Errorf("%s, %s (-excelize +ours):\n%s", path, grid.Sheet, diff)
		}
		cells += len(want)
		merges, err := file.GetMergeCells(grid.Sheet)
		must(t, err)
		if len(merges) != len(grid.Merges) {
			t.Fatalf("%s, %s: %d merges, excelize %d", path, grid.Sheet, len(grid.Merges), len(merges))
		}
		for i, merge := range merges {
			m := grid.Merges[i]
			if Address(m.FirstRow, m.FirstCol) != merge.GetStartAxis() || Address(m.LastRow, m.LastCol) != merge.GetEndAxis() {
				t.Errorf("%s, %s: merge %v, excelize %v", path, grid.Sheet, m, merge)
			}
		}
	}
	return cells
}
