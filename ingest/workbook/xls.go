package workbook

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/workbook/biff"
)

// parseXLS reads a workbook of Excel 5 to 2003 or of WPS (.xls, .et). Damage anywhere refuses the
// whole file: the format has no checksums, so a file that is wrong in one place is not believed
// in the others.
func parseXLS(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	file, err := biff.Open(data, biff.Limits{Sheets: limits.Sheets, Cells: limits.Cells, Merges: limits.Merges})
	if err != nil {
		return nil, explainXLS(err)
	}
	book := &Book{Carrier: string(CarrierXLS), Modified: file.Modified}
	reader := xlsReader{ctx: ctx, limits: limits, formats: make([]shown, len(file.Styles))}
	for i, id := range file.Styles {
		reader.formats[i] = showing(int(id), file.Formats)
	}
	for i, entry := range file.Sheets {
		if !entry.HasCells {
			continue
		}
		sheet, err := file.ReadSheet(ctx, i)
		if err != nil {
			return nil, explainXLS(err)
		}
		grid := &Grid{Sheet: cleanUTF8(entry.Name), No: i + 1, Hidden: entry.Hidden, Date1904: file.Date1904}
		if err := reader.fill(grid, sheet); err != nil {
			return nil, in(entry.Name, err)
		}
		book.Grids = append(book.Grids, grid)
	}
	return book, nil
}

// explainXLS gives the reader's causes their codes.
func explainXLS(err error) error {
	var known *biff.Error
	if !errors.As(err, &known) {
		return err
	}
	code := map[biff.Cause]string{
		biff.Damaged: issue.FileDamaged, biff.Truncated: issue.FileTruncated, biff.UnknownText: issue.EncodingDoubt,
		biff.Encrypted: issue.FileEncrypted, biff.PackageKey: issue.FileEncrypted,
		biff.Foreign: issue.FileNotWorkbook, biff.TooOld: issue.FileXLSUnsupported, biff.TooMany: issue.FileTooManyCells,
	}[known.Cause]
	return &ReadError{Code: code, Sheet: cleanUTF8(known.Sheet), Detail: known.Detail, Err: known.Err}
}

// xlsReader turns sheets of one file into grids.
type xlsReader struct {
	ctx     context.Context
	limits  Limits
	formats []shown // by style
}

// fill gives the grid the sheet's merges and rows.
func (r *xlsReader) fill(grid *Grid, sheet *biff.Sheet) error {
	for _, merge := range sheet.Merges {
		if merge.FirstRow != merge.LastRow || merge.FirstCol != merge.LastCol {
			grid.Merges = append(grid.Merges, Merge{
				FirstRow: int(merge.FirstRow) + 1, FirstCol: int(merge.FirstCol) + 1,
				LastRow: int(merge.LastRow) + 1, LastCol: int(merge.LastCol) + 1,
			})
		}
	}
	grid.HiddenCols = make(map[int]bool, len(sheet.HiddenCols))
	for col := range sheet.HiddenCols {
		grid.HiddenCols[col+1] = true
	}
	all := make([]Cell, 0, len(sheet.Cells)) // rows are slices of it
	for rest := sheet.Cells; len(rest) > 0; {
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		no, from := rest[0].Row, len(all)
		for ; len(rest) > 0 && rest[0].Row == no; rest = rest[1:] {
			if cell, holds := r.cell(&rest[0]); holds {
				all = append(all, cell)
			}
		}
		if len(all) == from {
			continue
		}
		row := Row{No: int(no) + 1, Hidden: sheet.HiddenRows[int(no)], Cells: all[from:len(all):len(all)]}
		if grid.Rows = append(grid.Rows, row); len(grid.Rows) > r.limits.Rows {
			return tooMany("行数超过 " + strconv.Itoa(r.limits.Rows))
		}
	}
	grid.hideUnderMerges()
	return nil
}

// cell gives a cell its kind; holds is false when there is nothing a person would see.
func (r *xlsReader) cell(from *biff.Cell) (made Cell, holds bool) {
	made = Cell{Row: int(from.Row) + 1, Col: int(from.Col) + 1, Text: from.Text, Number: from.Number}
	switch from.Kind {
	case biff.Number:
		made.Kind, made.Text = Number, digits(from.Number)
		if int(from.Style) < len(r.formats) {
			made.Kind, made.Format = r.formats[from.Style].kind, r.formats[from.Style].format
		}
	case biff.Bool:
		made.Kind, made.Text = Bool, "FALSE"
		if from.Number != 0 {
			made.Text = "TRUE"
		}
	case biff.Fault:
		made.Kind = Error
	case biff.Uncached:
		made.Kind = UncachedResult
	default:
		made.Kind = Text
		return made, strings.TrimSpace(made.Text) != ""
	}
	return made, true
}

// digits writes a number as an xlsx would store it: shortest digits that give the same number,
// without an exponent as far as a person would.
func digits(number float64) string {
	if size := math.Abs(number); size != 0 && (size < 1e-9 || size >= 1e21) {
		return strconv.FormatFloat(number, 'E', -1, 64)
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}
