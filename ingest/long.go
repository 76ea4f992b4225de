package ingest

import (
	"context"
	"errors"
	"time"

	"aqs/ingest/form"
	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// A register of half a million rows fits into no sensible memory: not its cells, not its records.
// Its file is read twice. The first time every sheet is looked at, short ones are read as always,
// and the file proves whole; the second time the records of the long ones go to the warehouse as
// they are read, in a transaction of the file's own. Nothing of a file is stored in between.

// longFrom is the size of a file from which its sheets are not held whole as a matter of course:
// some ten thousand rows.
const longFrom = 1 << 20

// longHead is how many rows of a long sheet are enough to tell what it is.
const longHead = 400

// longFile is what the second reading needs of the first.
type longFile struct {
	reader fileReader
	path   string
	real   string
	data   []byte
}

// readSheets reads a file's sheets, long registers up to the point where their records would come.
func (r fileReader) readSheets(ctx context.Context, path, real string, data []byte) (result *fileResult, carrier workbook.Carrier, err error) {
	result = &fileResult{}
	long := false
	book, err := workbook.Sheets(ctx, data, r.limits, longHead, func(found *workbook.Sheet) error {
		around := form.Context{Path: path, AsOf: r.asOf, Modified: found.Book.Modified}
		survey, err := r.survey(found, around)
		if err != nil {
			return err
		}
		if survey != nil {
			sheet := sheetResult{no: found.Grid.No, name: found.Grid.Sheet, survey: survey}
			sheet.underMerge, sheet.rowsUnderMerge = found.Grid.HiddenUnderMerge, found.Grid.RowsUnderMerge
			result.sheets = append(result.sheets, sheet)
			long = true
			return nil
		}
		return result.add(r, found.Grid, around)
	})
	if err != nil {
		return nil, "", err
	}
	result.modified = book.Modified
	if long {
		result.long = &longFile{reader: r, path: path, real: real, data: data}
	} else {
		result.conclude()
	}
	return result, workbook.Carrier(book.Carrier), nil
}

// survey looks at a sheet that is not held whole. Unless it is a register, the sheet is loaded and
// there is nothing to survey.
func (r fileReader) survey(found *workbook.Sheet, around form.Context) (*form.Survey, error) {
	if found.Whole {
		return nil, nil
	}
	var survey *form.Survey
	if !found.Grid.Hidden && !isOwn(found.Grid) {
		survey = r.forms.Survey(found.Grid, around)
	}
	if survey == nil {
		return nil, found.Load()
	}
	if err := found.Rows(func(row workbook.Row) error {
		survey.Row(row)
		return nil
	}); err != nil {
		return nil, err
	}
	survey.Done()
	return survey, nil
}

// errLongFailed: the second reading went wrong where the first did not, by a defect of the program.
var errLongFailed = errors.New("long file cannot be read again")

// records gives the records of a file's sheets in order, and completes the result: the issues and
// the ledger of a long sheet are known when its last row is read. The batches are the caller's.
func (f *fileResult) records(ctx context.Context, emit func(sheet int, batch *record.Batch) error) error {
	again := f.long
	limits := again.reader.limits
	limits.Time = 100 * max(limits.Time, time.Minute) // the first reading kept to the limit; this one waits for the disk
	at := 0
	failed := error(nil) // of the caller's, to be told from those of reading
	_, err := workbook.Sheets(ctx, again.data, limits, longHead, func(found *workbook.Sheet) error {
		if at >= len(f.sheets) {
			return errLongFailed
		}
		sheet, no := &f.sheets[at], at
		at++
		give := func(batch *record.Batch) error {
			failed = emit(no, batch)
			return failed
		}
		if sheet.survey == nil {
			if sheet.batch == nil {
				return nil
			}
			return give(sheet.batch)
		}
		reading, err := sheet.survey.Read(found.Rows, give)
		if err != nil {
			return err
		}
		f.issues = append(f.issues, sheet.take(reading)...)
		f.issues = append(f.issues, sheet.underMerges()...)
		sheet.survey = nil
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case failed != nil:
		return failed
	case err != nil:
		return errors.Join(errLongFailed, err)
	}
	f.conclude()
	soften(again.path, f.issues)
	again.data = nil
	return nil
}

// whole reads the file of a long sheet as any other: what to fall back to.
func (f *longFile) whole(ctx context.Context) (*fileResult, error) {
	read := f.reader
	read.longFrom = 0
	return read.read(ctx, f.path, f.real)
}

// panickedLong says that reading failed because form code panicked while a sheet was looked at.
func panickedLong(err error) bool {
	var known *workbook.ReadError
	return errors.As(err, &known) && known.Code == issue.FilePanic
}
