package biff

import "fmt"

// Cause says why a file cannot be read.
type Cause uint8

// The causes.
const (
	Damaged     Cause = iota // the structure contradicts itself
	Truncated                // the end is missing
	Encrypted                // a password is needed
	Foreign                  // a compound file without a workbook
	TooOld                   // Excel 2 to 4, or a single sheet without a workbook
	TooMany                  // a limit was reached
	UnknownText              // bytes of a code page that is not known
	PackageKey               // an encrypted OOXML package, not BIFF at all
)

// Error is why a file or one of its sheets cannot be read. Detail is Chinese, for people, and
// never holds a cell's text.
type Error struct {
	Cause  Cause
	Sheet  string // empty: the whole file
	Detail string
	Err    error // what the compound file's library said; not shown to people
}

// Error names the place and the cause.
func (e *Error) Error() string {
	text := "biff"
	if e.Sheet != "" {
		text += " sheet " + e.Sheet
	}
	text += ": " + e.Detail
	if e.Err != nil {
		text += fmt.Sprintf(" (%v)", e.Err)
	}
	return text
}

// Unwrap gives the library's error.
func (e *Error) Unwrap() error { return e.Err }

func damaged(format string, args ...any) error {
	return &Error{Cause: Damaged, Detail: fmt.Sprintf(format, args...)}
}
