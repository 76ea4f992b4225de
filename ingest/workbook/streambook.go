package workbook

import (
	"context"
	"errors"
	"fmt"

	"aqs/ingest/issue"
)

// StreamBook is [Stream] that also gives the book: all its grids in order, without rows, and with
// the merges, which stand behind the rows and are not applied to them (see [Hider]). It is guarded
// as [Parse] is: by the limits, of which time is one, and against panics, those of row included.
func StreamBook(ctx context.Context, data []byte, limits Limits, row func(*Grid, Row) error) (book *Book, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			book, err = nil, &ReadError{Code: issue.FilePanic, Err: fmt.Errorf("panic: %v", cause)}
		}
	}()
	if carrier := Sniff(data); carrier != CarrierXLSX {
		return nil, &ReadError{Code: issue.FileNotWorkbook, Detail: "只有 xlsx 可以逐行读取"}
	}
	limits = limits.withDefaults()
	bounded, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	book, err = readXLSX(bounded, data, limits, row)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, &ReadError{Code: issue.FileTimeout, Detail: fmt.Sprintf("超过 %v", limits.Time)}
	}
	return book, err
}
