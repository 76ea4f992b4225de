package workbook

import (
	"context"
	"errors"

	"aqs/ingest/issue"
)

// parseXLSX reads an OOXML workbook (ECMA-376) with our own strict reader: a part that is not
// whole, not well-formed or not what Excel would write refuses the file. Only a sheet in an
// unknown encoding is left out alone.
func parseXLSX(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	return readXLSX(ctx, data, limits, nil)
}

// rowFunc takes the rows of a sheet as they are read. A row's cells hold until it returns, and
// merges are not applied: they stand behind the rows.
type rowFunc func(*Grid, Row) error

// readXLSX reads all sheets; with emit, their rows go there and not into the grids, so that a
// sheet of any length takes the memory of a row.
func readXLSX(ctx context.Context, data []byte, limits Limits, emit rowFunc) (*Book, error) {
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
	formats, err := parts.styles(ctx, about.styles)
	if err != nil {
		return nil, err
	}
	shared, err := parts.sharedStrings(ctx, about.shared, limits)
	if err != nil {
		return nil, err
	}
	book := &Book{Carrier: string(CarrierXLSX), Modified: about.modified}
	left := limits.Cells
	for i, sheet := range about.sheets {
		if sheet.part == "" {
			continue
		}
		grid := &Grid{Sheet: sheet.name, No: i + 1, Hidden: sheet.hidden, Date1904: about.date1904, HiddenCols: map[int]bool{}}
		reader := &sheetReader{limits: limits, left: left, shared: shared, formats: formats, date: about.date1904, grid: grid}
		reader.store.texts.most = 64 << 10
		if emit != nil {
			reader.emit = func(row Row) error { return emit(grid, row) }
		}
		err := parts.readSheet(ctx, sheet.part, reader)
		var known *ReadError
		if errors.As(err, &known) {
			known.Sheet = sheet.name
			if known.Code == issue.SheetUnreadable {
				grid.Unreadable, err = known, nil
			}
		}
		if err != nil {
			return nil, err
		}
		left = reader.left
		grid.hideUnderMerges()
		book.Grids = append(book.Grids, grid)
	}
	return book, nil
}
