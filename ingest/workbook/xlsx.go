package workbook

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/issue"
)

// parseXLSX reads an OOXML workbook twice: our own scan of the sheets' XML says which cells there
// are, excelize says what they hold, and [join] insists that the two agree. Everything that could
// exhaust memory or time is refused by the scan before excelize sees the file.
func parseXLSX(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	parts, err := openParts(data, limits)
	if err != nil {
		return nil, err
	}
	sheets, shared, err := parts.outline()
	if err != nil {
		return nil, err
	}
	if len(sheets) > limits.Sheets {
		return nil, tooMany("工作表过多")
	}
	sharedCount, err := parts.countSharedStrings(shared)
	if err != nil {
		return nil, err
	}
	scans, err := scanSheets(ctx, parts, sheets, limits)
	if err != nil {
		return nil, err
	}
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue:   true,
		UnzipSizeLimit: limits.UnzippedBytes,
		// Nothing is spilled to temporary files: what fits the limit fits memory.
		UnzipXMLSizeLimit: limits.UnzippedBytes,
	})
	if err != nil {
		return nil, &ReadError{Code: issue.FileDamaged, Err: err}
	}
	defer file.Close()
	date1904 := file.WorkBook != nil && file.WorkBook.WorkbookPr != nil && file.WorkBook.WorkbookPr.Date1904
	reader := xlsxReader{ctx: ctx, file: file, date1904: date1904, shared: sharedCount, formats: map[int]string{}}
	book := &Book{Carrier: string(CarrierXLSX), Modified: modified(file)}
	for i, sheet := range sheets {
		if sheet.part == "" {
			continue
		}
		grid := &Grid{Sheet: sheet.name, No: i + 1, Hidden: sheet.hidden, Date1904: date1904}
		if grid.Unreadable = scans[i].unreadable; grid.Unreadable == nil {
			if err := reader.fill(grid, scans[i].sheet); err != nil {
				return nil, in(sheet.name, err)
			}
		}
		scans[i] = scannedSheet{}
		book.Grids = append(book.Grids, grid)
	}
	return book, nil
}

type scannedSheet struct {
	sheet      *rawSheet
	unreadable *ReadError
}

// scanSheets scans every sheet before any is read: damage in the last one refuses the file.
func scanSheets(ctx context.Context, parts parts, sheets []sheetPart, limits Limits) ([]scannedSheet, error) {
	scans := make([]scannedSheet, len(sheets))
	for i, sheet := range sheets {
		if sheet.part == "" {
			continue
		}
		data, err := parts.read(sheet.part)
		if err != nil {
			return nil, in(sheet.name, err)
		}
		scanned, err := scanSheet(ctx, data, limits)
		var known *ReadError
		if errors.As(err, &known) && known.Code == issue.SheetUnreadable {
			known.Sheet = sheet.name
			scans[i].unreadable = known
			continue
		}
		if err != nil {
			return nil, in(sheet.name, err)
		}
		scans[i].sheet = scanned
		if limits.Cells -= scanned.cells; limits.Cells < 0 {
			return nil, in(sheet.name, tooMany("全部工作表的单元格过多"))
		}
	}
	return scans, nil
}

// modified is the workbook's own last-modified property. Programs that copy files keep it, so it
// orders resubmissions better than the file's time does.
func modified(file *excelize.File) *time.Time {
	props, err := file.GetDocProps()
	if err != nil || props == nil || props.Modified == "" {
		return nil
	}
	at, err := time.Parse(time.RFC3339, props.Modified)
	if err != nil {
		return nil
	}
	at = at.UTC()
	return &at
}
