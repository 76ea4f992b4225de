package ingest

import (
	"context"
	"errors"
	"time"

	"aqs/ingest/form"
	"aqs/ingest/workbook"
	"aqs/internal/warehouse"
)

// DefaultSettle is how long a file must have rested before the command reads it.
const DefaultSettle = 2 * time.Second

// Options say what to ingest, and where to.
type Options struct {
	Inbox    string
	RawPath  string
	FormsDir string    // the user's own forms and aliases; empty: none
	AsOf     time.Time // the run's day, midnight UTC; a log dated after it is rejected
	Workers  int       // files read at a time; 0: one per core
	Limits   workbook.Limits
	// Settle leaves files that were modified within this time before now for the next run: they
	// may still be growing. 0 reads every file.
	Settle    time.Duration
	Warehouse warehouse.Config
	// Progress is called from one goroutine after each file that had to be read; may be nil.
	Progress func(done, total int, path string)
	// After is called when everything is stored, with the warehouse still open: opening it once
	// more is half of what a run without news costs. May be nil.
	After func(ctx context.Context, session *warehouse.Session) error

	reader      sheetReader // tests put their own in place of the form library
	fingerprint string      // of that reader
	longFrom    int         // tests make short files long ones
}

// sheetReader is what the pipeline needs of the form library.
type sheetReader interface {
	Read(*workbook.Grid, form.Context) *form.Reading
	Survey(*workbook.Grid, form.Context) *form.Survey
}

// Summary tells what one run did (FilesSeen, FilesRead, FilesUnchanged, FilesPending) and what
// the whole warehouse holds after it (all others).
type Summary struct {
	FilesSeen        int              `json:"files_seen"`       // workbooks in the inbox
	FilesRead        int              `json:"files_read"`       // opened in this run
	FilesUnchanged   int              `json:"files_unchanged"`  // known already
	FilesPending     int              `json:"files_pending"`    // left for the next run
	FilesOther       int              `json:"files_other"`      // no workbook by name; ignored
	FilesLoaded      int              `json:"files_loaded"`     //
	FilesPartial     int              `json:"files_partial"`    // some rows or sheets are quarantined
	FilesRejected    int              `json:"files_rejected"`   // nothing was loaded
	FilesDuplicate   int              `json:"files_duplicate"`  //
	FilesSuperseded  int              `json:"files_superseded"` // older contents of a path
	FilesVanished    int              `json:"files_vanished"`   // records kept, file gone
	RowsTotal        int64            `json:"rows_total"`
	RowsLoaded       int64            `json:"rows_loaded"`
	Fates            map[string]int64 `json:"fates"`
	IssuesBySeverity map[string]int64 `json:"issues_by_severity"`
}

// Sentinel errors of Run, Status, Explain and Forget.
var (
	// ErrLedger: the rows of a file and its lines in the ledger do not add up. A defect of the
	// program, never of a file.
	ErrLedger = errors.New("row ledger does not add up")
	// ErrSchema: raw.duckdb was written by another version.
	ErrSchema = errors.New("raw database has another schema version")
	// ErrInbox: the inbox folder cannot be read.
	ErrInbox = errors.New("inbox cannot be read")
	// ErrUnknownFile: no such file in the warehouse.
	ErrUnknownFile = errors.New("file is not in the warehouse")
)

// Error is a failure with what a person can do about it.
type Error struct {
	Message string // Chinese
	Hint    string // Chinese: 建议
	Err     error  // the cause; may be nil

	kind error // one of the sentinels above, for programs; the message says it for people
}

// Error gives the Chinese message and the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + "：" + e.Err.Error()
}

// Unwrap gives the kind and the cause.
func (e *Error) Unwrap() []error {
	var all []error
	for _, err := range []error{e.kind, e.Err} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}
