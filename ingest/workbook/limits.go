package workbook

import (
	"time"

	"aqs/ingest/issue"
)

// Limits bound what one file may cost. A zero field means its default.
type Limits struct {
	FileBytes     int64         // size on disk
	UnzippedBytes int64         // sum of all parts after decompression
	Rows          int           // rows with values, per sheet
	Cells         int           // cells with values, per file
	Merges        int           // merged ranges, per sheet
	Sheets        int           // sheets, per file
	Time          time.Duration // reading one file
	Passwords     Passwords     // tried on encrypted workbooks; by default there are none
}

// DefaultLimits suit hand-filled workbooks with ample room: the largest register seen in the
// measurements has 7.5 million cells.
func DefaultLimits() Limits {
	return Limits{
		FileBytes:     64 << 20,
		UnzippedBytes: 1 << 30, // sheets are read as they are inflated: only texts stay
		Rows:          maxRow,
		Cells:         10_000_000,
		Merges:        100_000,
		Sheets:        1_000,
		Time:          2 * time.Minute,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	orDefault(&l.FileBytes, d.FileBytes)
	orDefault(&l.UnzippedBytes, d.UnzippedBytes)
	orDefault(&l.Rows, d.Rows)
	orDefault(&l.Cells, d.Cells)
	orDefault(&l.Merges, d.Merges)
	orDefault(&l.Sheets, d.Sheets)
	orDefault(&l.Time, d.Time)
	return l
}

func orDefault[T int | int64 | time.Duration](value *T, fallback T) {
	if *value <= 0 {
		*value = fallback
	}
}

func tooMany(detail string) error {
	return &ReadError{Code: issue.FileTooManyCells, Detail: detail}
}
