package workbook

import (
	"context"

	"aqs/ingest/issue"
)

// Stream reads an xlsx file row by row, in the memory of a row. Each gets its sheet's grid
// without rows; a row's cells hold until the call returns. Merges stand behind the rows in the
// file, so values hidden below a merge are among the cells.
func Stream(ctx context.Context, data []byte, limits Limits, row func(*Grid, Row) error) error {
	if carrier := Sniff(data); carrier != CarrierXLSX {
		return &ReadError{Code: issue.FileNotWorkbook, Detail: "只有 xlsx 可以逐行读取"}
	}
	_, err := readXLSX(ctx, data, limits.withDefaults(), row)
	return err
}
