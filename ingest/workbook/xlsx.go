package workbook

import (
	"context"
	"errors"

	"aqs/ingest/issue"
)

// xlsxFile is an OOXML package whose sheets are known and not yet read.
type xlsxFile struct {
	parts   *parts
	sheets  []string // the part of each of book's grids
	book    *Book    // grids without rows
	limits  Limits
	left    int // cells that the file may still have
	shared  []string
	formats []shown
	store   cellStore
}

// parseXLSX reads an OOXML workbook (ECMA-376) with our own strict reader: a part that is not
// whole, not well-formed or not what Excel would write refuses the file. Only a sheet in an
// unknown encoding is left out alone.
func parseXLSX(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	return readXLSX(ctx, data, limits, nil)
}

// readXLSX reads all sheets; with emit, their rows go there and not into the grids. A row's cells
// then hold until it returns, and merges are not applied: they stand behind the rows.
func readXLSX(ctx context.Context, data []byte, limits Limits, emit func(*Grid, Row) error) (*Book, error) {
	file, err := openXLSX(ctx, data, limits)
	if err != nil {
		return nil, err
	}
	for i, grid := range file.book.Grids {
		reader := file.reader(grid)
		if emit != nil {
			reader.emit = func(row Row) error { return emit(grid, row) }
		}
		if err := file.read(ctx, i, reader, reader.run); err != nil {
			return nil, err
		}
		grid.hideUnderMerges()
	}
	return file.book, nil
}

// openXLSX reads everything but the sheets.
func openXLSX(ctx context.Context, data []byte, limits Limits) (*xlsxFile, error) {
	parts, err := openParts(data, limits)
	if err != nil {
		return nil, err
	}
	about, err := parts.outline(ctx)
	if err != nil {
		return nil, err
	}
	if len(about.sheets) > limits.Sheets {
		return nil, tooMany("工作表过多")
	}
	file := &xlsxFile{parts: parts, limits: limits, left: limits.Cells}
	file.store.texts.most = 64 << 10
	if file.formats, err = parts.styles(ctx, about.styles); err != nil {
		return nil, err
	}
	if file.shared, err = parts.sharedStrings(ctx, about.shared, limits); err != nil {
		return nil, err
	}
	file.book = &Book{Carrier: string(CarrierXLSX), Modified: about.modified}
	for i, sheet := range about.sheets {
		if sheet.part == "" {
			continue // a chart
		}
		file.sheets = append(file.sheets, sheet.part)
		file.book.Grids = append(file.book.Grids, &Grid{Sheet: sheet.name, No: i + 1, Hidden: sheet.hidden, Date1904: about.date1904})
	}
	return file, nil
}

func (f *xlsxFile) reader(grid *Grid) *sheetReader {
	return &sheetReader{
		limits: f.limits, left: f.left, shared: f.shared, formats: f.formats, date: grid.Date1904, grid: grid, store: &f.store,
	}
}

// read opens the part of a sheet, has it walked by run, and says on which sheet an error is.
func (f *xlsxFile) read(ctx context.Context, i int, reader *sheetReader, run func() error) error {
	err := f.parts.readSheet(ctx, f.sheets[i], reader, run)
	f.left = reader.left
	var known *ReadError
	if errors.As(err, &known) && known.Sheet == "" {
		known.Sheet = reader.grid.Sheet
		if known.Code == issue.SheetUnreadable {
			reader.grid.Unreadable, err = known, nil
		}
	}
	return err
}
