package workbook

import (
	"context"
	"encoding/binary"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// texts lists a grid's texts by address, whatever their kinds.
func texts(grid *Grid) string {
	var out strings.Builder
	for _, row := range grid.Rows {
		for _, cell := range row.Cells {
			if cell.Text != "" {
				fmt.Fprintf(&out, "%s=%q\n", cell.Address(), cell.Text)
			}
		}
	}
	return out.String()
}

// Every sample workbook put into the other carriers is read as it is read from the xlsx: the same
// texts at the same addresses from a csv, and the same book from a page and from SpreadsheetML.
func TestSamplesInOtherCarriers(t *testing.T) {
	ctx := context.Background()
	encodings := []func(string) string{
		func(s string) string { return s },
		func(s string) string { return "\uFEFF" + s },
		func(s string) string { return gbk(t, s) },
		func(s string) string { return "\xFF\xFE" + utf16Text(s, binary.LittleEndian) },
		func(s string) string { return utf16Text(s, binary.BigEndian) },
	}
	books, sheets, plain := 0, 0, 0
	inbox := filepath.Join("..", "..", "sample-data", "inbox")
	err := filepath.WalkDir(inbox, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), "~$") {
			return err
		}
		book, err := Open(ctx, path, Limits{})
		if err != nil {
			return nil // broken on purpose
		}
		books++
		for _, grid := range book.Grids {
			if len(grid.Rows) == 0 {
				continue
			}
			sheets++
			text := encodings[sheets%len(encodings)](csvOf(t, grid, []rune{',', '\t', ';', '|'}[sheets%4]))
			got, err := Parse(ctx, []byte(text), Limits{})
			if err != nil {
				t.Errorf("%s!%s as csv: %v", path, grid.Sheet, err)
				continue
			}
			plain++
			if a, b := texts(got.Grids[0]), texts(grid); a != b {
				t.Errorf("%s!%s as csv:\n%s\nwant\n%s", path, grid.Sheet, a, b)
			}
		}
		for name, data := range map[string]string{"html": gbk(t, htmlOf(book)), "xml": spreadsheetMLOf(book)} {
			got, err := Parse(ctx, []byte(data), Limits{})
			if err != nil {
				t.Errorf("%s as %s: %v", path, name, err)
				continue
			}
			for i, grid := range got.Grids {
				if grid.Hidden != book.Grids[i].Hidden {
					t.Errorf("%s!%s as %s: hidden %v", path, grid.Sheet, name, grid.Hidden)
				}
			}
			// The order of merges is the carrier's.
			if a, b := told(sorted(got)), told(sorted(book)); a != b {
				t.Errorf("%s as %s:\n%s\nwant\n%s", path, name, a, b)
			}
		}
		return nil
	})
	if err != nil || books < 50 || sheets < 500 {
		t.Errorf("read %d books, %d sheets, %v", books, sheets, err)
	}
	t.Logf("%d books, %d sheets, %d of them as csv", books, sheets, plain)
}
