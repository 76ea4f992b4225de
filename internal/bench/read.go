package bench

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/workbook"
)

// Outcome is what one process says it did, as JSON on its standard output.
type Outcome struct {
	Cells   int64    `json:"cells"` // that hold something
	Sum     float64  `json:"sum"`   // of the numbers, by the reader's own idea of a number
	Rows    int64    `json:"rows"`  // stored, for those that store
	Version string   `json:"version"`
	Ingest  struct { // of aqs ingest --json
		FilesSeen      int   `json:"files_seen"`
		FilesRead      int   `json:"files_read"`
		FilesUnchanged int   `json:"files_unchanged"`
		RowsLoaded     int64 `json:"rows_loaded"`
	} `json:"ingest"`
}

// Truth is what a workload holds, with the sums under each idea of a number that a reader may have.
type Truth struct {
	Cells    int64
	Numbers  float64 // numbers that are not dates
	Serials  float64 // with dates as serials
	Numerals float64 // with dates and with texts that could be numbers: all a reader of raw strings can see
}

// Read reads every workbook of a folder one after the other in one of the ways that Go has.
func Read(ctx context.Context, way, dir string) (Outcome, error) {
	paths, err := workbooks(dir)
	if err != nil {
		return Outcome{}, err
	}
	own := &ownReader{}
	read := map[string]func(context.Context, string, *Outcome) error{
		"own": own.file, "grid": readGrid, "excelize": readExcelize, "inflate": newInflater().file, "bytes": bytesOnly,
	}[way]
	if read == nil {
		return Outcome{}, fmt.Errorf("bench: no reader %q", way)
	}
	var out Outcome
	for _, path := range paths {
		if err := read(ctx, path, &out); err != nil {
			return out, fmt.Errorf("bench: %s: %s: %w", way, path, err)
		}
	}
	return out, nil
}

// limits let the largest workload in: what is measured is reading, not refusing.
func limits() workbook.Limits {
	return workbook.Limits{FileBytes: 1 << 30, UnzippedBytes: 8 << 30, Cells: 100_000_000}
}

// headRows are what the program looks at before it takes a sheet row by row.
const headRows = 200

// ownReader reads as the program does: into one buffer, short sheets as a whole, long ones row by row.
type ownReader struct{ buffer []byte }

func (r *ownReader) file(ctx context.Context, path string, out *Outcome) error {
	data, err := workbook.ReadFileInto(r.buffer, path, limits())
	if err != nil {
		return err
	}
	r.buffer = data
	_, err = workbook.Sheets(ctx, data, limits(), headRows, func(sheet *workbook.Sheet) error {
		if sheet.Grid.Unreadable != nil {
			return sheet.Grid.Unreadable
		}
		return sheet.Rows(func(row workbook.Row) error {
			eachCell(row, out.add)
			return nil
		})
	})
	return err
}

// readGrid has all rows of a file in memory at once.
func readGrid(ctx context.Context, path string, out *Outcome) error {
	book, err := workbook.Open(ctx, path, limits())
	if err != nil {
		return err
	}
	return visit(book, out.add)
}

func (o *Outcome) add(cell *workbook.Cell) {
	o.Cells++
	if cell.Kind == workbook.Number {
		o.Sum += cell.Number
	}
}

// eachCell calls back for the cells with a value.
func eachCell(row workbook.Row, each func(*workbook.Cell)) {
	for i := range row.Cells {
		if row.Cells[i].Kind != workbook.UncachedResult {
			each(&row.Cells[i])
		}
	}
}

// visit calls back for every cell of a book that has a value.
func visit(book *workbook.Book, each func(*workbook.Cell)) error {
	for _, grid := range book.Grids {
		if grid.Unreadable != nil {
			return grid.Unreadable
		}
		for _, row := range grid.Rows {
			eachCell(row, each)
		}
	}
	return nil
}

// readExcelize uses excelize the way that is fastest with it: the row iterator and raw values.
func readExcelize(_ context.Context, path string, out *Outcome) error {
	file, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true, UnzipSizeLimit: 8 << 30, UnzipXMLSizeLimit: 8 << 30})
	if err != nil {
		return err
	}
	defer file.Close()
	for _, sheet := range file.GetSheetList() {
		rows, err := file.Rows(sheet)
		if err != nil {
			return err
		}
		for rows.Next() {
			values, err := rows.Columns()
			if err != nil {
				return err
			}
			for _, value := range values {
				if value == "" {
					continue
				}
				out.Cells++
				out.Sum += numeral(value)
			}
		}
		if err := rows.Error(); err != nil {
			return err
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	return nil
}

// numeral is a text's value as a finite number, or 0.
func numeral(text string) float64 {
	if c := text[0]; c != '-' && c != '+' && c != '.' && (c < '0' || c > '9') {
		return 0
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		return 0
	}
	return number
}
