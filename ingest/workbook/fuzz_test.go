package workbook

import (
	"context"
	"errors"
	"testing"
)

// Whatever bytes come as a workbook: no panic, no hang, and a grid in order or an error with a
// code. Where the bytes are a package that encoding/xml can read too, both say the same.
func FuzzParseXLSX(f *testing.F) {
	for _, seed := range mutationSources(f) {
		f.Add(seed)
	}
	f.Add([]byte("PK\x03\x04xl/"))
	limits := Limits{UnzippedBytes: 16 << 20, Rows: 10_000, Cells: 100_000, Merges: 1_000}.withDefaults()
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := parseXLSX(context.Background(), data, limits)
		checkOutcome(t, book, err)
		if err == nil && len(data) < 1<<16 {
			if problem := sheetsAgree(data, 1); problem != "" && Sniff(data) == CarrierXLSX {
				t.Fatal(problem)
			}
			likeOracle(t, data, book)
		}
	})
}

// likeOracle holds a book against the oracle, unless it says of a sheet that it could not be read:
// such a sheet is left before its end, where the oracle goes on and may stumble.
func likeOracle(t *testing.T, data []byte, book *Book) {
	t.Helper()
	for _, grid := range book.Grids {
		if grid.Unreadable != nil {
			return
		}
	}
	if want, err := oracle(data); err != nil || dumpBook(book) != want {
		t.Fatalf("differs from the oracle (%v): %s", err, firstDifference(dumpBook(book), want))
	}
}

// The same for a sheet's XML, which no checksum guards here: the short way to what fuzzing the
// whole package seldom reaches.
func FuzzSheetXML(f *testing.F) {
	for _, seed := range mutationSources(f) {
		f.Add(unpack(f, seed)[sheet1])
	}
	for _, seed := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>`,
		`<?xml version="1.0"?><!-- > --><worksheet xmlns="` + mainNS + `"><sheetData><row r='3'><c r='B3' t="s"><f a=">"/><v>0</v></c></row></sheetData></worksheet>`,
		`<a></b>`, `<`, `<a b="`, `</a>`, `<c/>`,
	} {
		f.Add(seed)
	}
	parts := unpack(f, likeExcel(f, ""))
	f.Fuzz(func(t *testing.T, sheet string) {
		if len(sheet) > 1<<16 {
			return
		}
		changed := map[string]string{}
		for name, part := range parts {
			changed[name] = part
		}
		changed[sheet1] = sheet
		data := pack(t, changed)
		book, err := parseXLSX(context.Background(), data, Limits{Merges: 1_000}.withDefaults())
		checkOutcome(t, book, err)
		if problem := sheetsAgree(data, 1); problem != "" {
			t.Fatal(problem)
		}
		if err == nil {
			likeOracle(t, data, book)
		}
	})
}

func checkOutcome(t *testing.T, book *Book, err error) {
	t.Helper()
	if err != nil {
		var known *ReadError
		if !errors.As(err, &known) || known.Code == "" {
			t.Fatalf("an error without a code: %v", err)
		}
		return
	}
	for _, grid := range book.Grids {
		lastRow := 0
		for _, row := range grid.Rows {
			if row.No <= lastRow || row.No > maxRow || len(row.Cells) == 0 {
				t.Fatalf("row %d after %d with %d cells", row.No, lastRow, len(row.Cells))
			}
			lastRow = row.No
			lastCol := 0
			for _, cell := range row.Cells {
				if cell.Row != row.No || cell.Col <= lastCol || cell.Col > maxCol || cell.Kind == Empty {
					t.Fatalf("row %d: cell %+v after column %d", row.No, cell, lastCol)
				}
				lastCol = cell.Col
			}
		}
	}
}
