package workbook

import (
	"errors"
	"fmt"
)

// ReadError is why a file or one of its sheets cannot be read. Code is of ingest/issue's table;
// Detail is Chinese, for people, and never holds a cell's text.
type ReadError struct {
	Code   string
	Sheet  string // empty: the whole file
	Detail string
	Err    error // what the carrier's library said; not shown to people
}

// Error names the code and the place.
func (e *ReadError) Error() string {
	text := e.Code
	if e.Sheet != "" {
		text += " sheet " + e.Sheet
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if e.Err != nil {
		text += fmt.Sprintf(" (%v)", e.Err)
	}
	return text
}

// Unwrap gives the library's error.
func (e *ReadError) Unwrap() error { return e.Err }

// in names the sheet of an error that was found below the place that knows it.
func in(sheet string, err error) error {
	var known *ReadError
	if errors.As(err, &known) && known.Sheet == "" {
		copied := *known
		copied.Sheet = sheet
		return &copied
	}
	return err
}
