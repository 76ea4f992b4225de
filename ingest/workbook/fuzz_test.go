package workbook

import (
	"context"
	"testing"
)

// Whatever a sheet's XML holds, the scan ends, and what it gives is in order.
func FuzzScanSheet(f *testing.F) {
	for _, seed := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
		`<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
		`<worksheet><cols><col min="1" max="16384" hidden="1"/></cols><sheetData/><mergeCells><mergeCell ref="A1:C3"/></mergeCells></worksheet>`,
		`<?xml version="1.0"?><!-- > --><worksheet><sheetData><row r='3'><c r='B3' t="s"><f a=">"/><v>0</v></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>`,
		`<a></b>`, `<`, `<a b="`, `</a>`, `<c/>`,
	} {
		f.Add([]byte(seed))
	}
	limits := Limits{Rows: 100, Cells: 1000, Merges: 100}.withDefaults()
	f.Fuzz(func(t *testing.T, data []byte) {
		sheet, err := scanSheet(context.Background(), data, limits)
		if err != nil {
			return
		}
		lastRow := 0
		for _, row := range sheet.rows {
			if row.no <= lastRow || row.no > maxRow || len(row.cells) == 0 {
				t.Fatalf("row %d after %d with %d cells", row.no, lastRow, len(row.cells))
			}
			lastRow = row.no
			lastCol := 0
			for _, cell := range row.cells {
				if cell.col <= lastCol || cell.col > maxCol {
					t.Fatalf("column %d after %d", cell.col, lastCol)
				}
				lastCol = cell.col
			}
		}
	})
}
