package workbook

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/issue"
)

// xlsxReader takes values out of excelize's row iterator.
type xlsxReader struct {
	ctx      context.Context
	file     *excelize.File
	date1904 bool
	shared   int            // entries in the shared string table
	formats  map[int]string // style → date format code; "" when the style shows no date
}

// fill reads one sheet's values into the grid, cell by scanned cell.
func (r *xlsxReader) fill(grid *Grid, scanned *rawSheet) error {
	grid.Merges, grid.HiddenCols = scanned.merges, scanned.hiddenCols
	if len(scanned.rows) == 0 {
		return nil
	}
	rows, err := r.file.Rows(grid.Sheet)
	if err != nil {
		return &ReadError{Code: issue.SheetRowsLost, Err: err}
	}
	defer rows.Close()
	under := newMergeSweep(scanned.merges)
	at := 0 // of the iterator
	for i, raw := range scanned.rows {
		if i%1024 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		for ; at < raw.no; at++ {
			if !rows.Next() {
				return lost(raw.no, "行读不到", rows.Error())
			}
			if at+1 < raw.no {
				if values, err := rows.Columns(); err != nil || anyText(values) {
					return lost(at+1, "多出内容", err)
				}
			}
		}
		values, err := rows.Columns()
		if err != nil {
			return lost(raw.no, "行读不全", err)
		}
		if err := r.row(grid, raw, values, under); err != nil {
			return err
		}
	}
	return rows.Error()
}

func lost(row int, detail string, err error) error {
	return &ReadError{Code: issue.SheetRowsLost, Detail: fmt.Sprintf("第 %d 行%s", row, detail), Err: err}
}

func anyText(values []string) bool {
	for _, value := range values {
		if value != "" {
			return true
		}
	}
	return false
}

// row joins one scanned row with the iterator's values and insists that both saw the same cells.
func (r *xlsxReader) row(grid *Grid, raw rawRow, values []string, under *mergeSweep) error {
	row := Row{No: raw.no, Hidden: raw.hidden, Cells: make([]Cell, 0, len(raw.cells))}
	hidden, next := 0, 0
	under.enter(raw.no)
	for _, scanned := range raw.cells {
		if anyText(values[min(next, len(values)):min(scanned.col-1, len(values))]) {
			return lost(raw.no, "有错位的单元格", nil)
		}
		next = scanned.col
		text := ""
		if scanned.col <= len(values) {
			text = values[scanned.col-1]
		}
		if err := r.check(raw.no, scanned, text); err != nil {
			return err
		}
		cell, holds := r.cell(raw.no, scanned, text)
		switch {
		case !holds:
		case under.covers(scanned.col):
			hidden++
		default:
			row.Cells = append(row.Cells, cell)
		}
	}
	if anyText(values[min(next, len(values)):]) {
		return lost(raw.no, "有错位的单元格", nil)
	}
	grid.HiddenUnderMerge += hidden
	switch {
	case len(row.Cells) > 0:
		grid.Rows = append(grid.Rows, row)
	case hidden > 0:
		grid.RowsUnderMerge = append(grid.RowsUnderMerge, raw.no)
	}
	return nil
}

// check compares what the scan saw of a cell with what the library made of it.
func (r *xlsxReader) check(row int, scanned rawCell, text string) error {
	switch scanned.kind {
	case 's':
		if scanned.hasText && (scanned.shared < 0 || scanned.shared >= r.shared) {
			return &ReadError{Code: issue.SharedStringBroken, Detail: "单元格 " + Address(row, scanned.col)}
		}
		if table := r.file.SharedStrings; scanned.hasText && text == "" && (table == nil || len(table.SI) != r.shared) {
			return &ReadError{Code: issue.SharedStringBroken, Detail: "文字表读不全"}
		}
	default:
		if scanned.hasText && text == "" {
			return lost(row, "的单元格 "+Address(row, scanned.col)+" 读不到", nil)
		}
	}
	return nil
}

// cell gives a cell its kind; holds is false when there is nothing a person would see.
func (r *xlsxReader) cell(row int, scanned rawCell, text string) (cell Cell, holds bool) {
	cell = Cell{Row: row, Col: scanned.col, Text: cleanUTF8(text)}
	if !scanned.hasValue && scanned.hasFormula {
		cell.Kind, cell.Text = UncachedResult, ""
		return cell, true
	}
	switch scanned.kind {
	case 'b':
		cell.Kind, cell.Text = Bool, "FALSE"
		if text == "1" || strings.EqualFold(text, "true") {
			cell.Text, cell.Number = "TRUE", 1
		}
		return cell, scanned.hasText
	case 'e':
		cell.Kind = Error
		return cell, scanned.hasText
	case 'd':
		if serial, ok := isoSerial(text, r.date1904); ok {
			cell.Kind, cell.Number, cell.Format = Date, serial, "yyyy-mm-dd"
			cell.Text = strconv.FormatFloat(serial, 'f', -1, 64)
			return cell, true
		}
	case 'n':
		number, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if err == nil && !math.IsInf(number, 0) && !math.IsNaN(number) {
			cell.Kind, cell.Number = Number, number
			if format := r.dateFormat(scanned.style); format != "" {
				cell.Kind, cell.Format = Date, format
			}
			return cell, true
		}
	}
	cell.Kind = Text
	return cell, strings.TrimSpace(cell.Text) != ""
}

// dateFormat is the code of a style's number format when it shows a date or time.
func (r *xlsxReader) dateFormat(style int) string {
	code, known := r.formats[style]
	if !known {
		code = r.lookUpDateFormat(style)
		r.formats[style] = code
	}
	return code
}

func (r *xlsxReader) lookUpDateFormat(style int) string {
	styles := r.file.Styles
	if styles == nil || styles.CellXfs == nil || style < 0 || style >= len(styles.CellXfs.Xf) {
		return ""
	}
	id := styles.CellXfs.Xf[style].NumFmtID
	if id == nil {
		return ""
	}
	if styles.NumFmts != nil {
		for _, format := range styles.NumFmts.NumFmt {
			if format != nil && format.NumFmtID == *id {
				if isDateCode(format.FormatCode) {
					return format.FormatCode
				}
				return ""
			}
		}
	}
	code, _ := builtinDate(*id)
	return code
}

// isoSerial turns the ISO 8601 text of a t="d" cell into a serial of the workbook's epoch.
func isoSerial(text string, date1904 bool) (float64, bool) {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC().Sub(epoch).Hours() / 24, true
		}
	}
	return 0, false
}

// cleanUTF8 keeps text that DuckDB can keep: it reads anything else back as the empty string.
func cleanUTF8(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return strings.ToValidUTF8(text, "�")
}
