package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"aqs/ingest/form"
	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
	"aqs/internal/xlsxout"
)

// Statuses of raw.file.
const (
	statusLoaded     = "loaded"
	statusPartial    = "partial"
	statusRejected   = "rejected"
	statusDuplicate  = "duplicate"
	statusSuperseded = "superseded"
)

// fileResult is everything one file gives, ready to be stored.
type fileResult struct {
	sha        string // of the bytes that were read
	modified   *time.Time
	sheets     []sheetResult
	issues     []record.Issue
	form       string
	status     string
	rowsTotal  int
	rowsLoaded int
	long       *longFile // when sheets of it are too long to be held: what is missing yet
}

// sheetResult is one sheet's part in the sheet and row_ledger tables, and its records.
type sheetResult struct {
	no            int
	name          string
	hidden        bool
	form          string
	score         float64
	nearestForm   string
	nearestReason string
	ledger        []record.RowFate
	batch         *record.Batch // places without file, sheet and number; nil when there are none
	loaded        int
	quarantined   int
	unreadable    bool

	underMerge     int // values below merged cells
	rowsUnderMerge []int

	reading *form.Reading // kept for explain only
	survey  *form.Survey  // of a register too long to be held
}

// fileReader reads files with one form library; it is used by several goroutines.
type fileReader struct {
	forms    sheetReader
	limits   workbook.Limits
	asOf     time.Time
	longFrom int // bytes of a file whose long registers are not held whole; 0: never
	buffers  *fileBuffers
}

// fileBuffers are what files were read into and others may be; nil keeps none. Only files that were
// read with our own code give theirs back: a library that ran out of time may still be reading.
type fileBuffers struct{ pool sync.Pool }

func (b *fileBuffers) take() []byte {
	if b != nil {
		if kept, ok := b.pool.Get().(*[]byte); ok {
			return *kept
		}
	}
	return nil
}

func (b *fileBuffers) give(buffer []byte) {
	const most = 1 << 20 // a larger one would be held for the sake of one file
	if b != nil && cap(buffer) <= most {
		b.pool.Put(&buffer)
	}
}

// read reads a file whole. Whatever is wrong with the file is in the result; an error is the
// run's: cancelled, or a ledger that does not add up.
func (r fileReader) read(ctx context.Context, path, real string) (*fileResult, error) {
	buffer := r.buffers.take()
	data, err := workbook.ReadFileInto(buffer, real, r.limits)
	if err != nil {
		return rejected("", err)
	}
	sum := sha256.Sum256(data)
	result, err := r.parse(ctx, path, real, data)
	if result != nil {
		result.sha = hex.EncodeToString(sum[:])
		if result.long == nil && workbook.Sniff(data) == workbook.CarrierXLSX {
			r.buffers.give(data)
		}
	}
	return result, err
}

// parse reads a file's bytes.
func (r fileReader) parse(ctx context.Context, path, real string, data []byte) (*fileResult, error) {
	var result *fileResult
	var carrier workbook.Carrier
	var err error
	isLong := r.longFrom > 0 && len(data) >= r.longFrom
	if isLong {
		result, carrier, err = r.readSheets(ctx, path, real, data)
	}
	if !isLong || panickedLong(err) {
		var book *workbook.Book
		if book, err = workbook.Parse(ctx, data, r.limits); err == nil {
			carrier = workbook.Carrier(book.Carrier)
			result, err = r.recognise(path, book)
		}
	}
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if result, err = rejected("", err); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		soften(path, result.issues)
		return result, nil
	}
	result.issues = append(result.issues, misnamed(path, carrier)...)
	soften(path, result.issues)
	return result, nil
}

// rejected is the result of a file that could not be read at all.
func rejected(sha string, err error) (*fileResult, error) {
	var known *workbook.ReadError
	if !errors.As(err, &known) {
		return nil, err
	}
	return &fileResult{sha: sha, status: statusRejected, issues: []record.Issue{readIssue(known)}}, nil
}

// readIssue tells why a file or sheet cannot be read. What the carrier's library said is left
// out: it may quote cells.
func readIssue(err *workbook.ReadError) record.Issue {
	made := issue.New(err.Code, "", "", "", "")
	switch {
	case err.Sheet != "" && err.Detail != "":
		made.Message += "（工作表「" + err.Sheet + "」：" + err.Detail + "）"
	case err.Sheet != "":
		made.Message += "（工作表「" + err.Sheet + "」）"
	case err.Detail != "":
		made.Message += "（" + err.Detail + "）"
	}
	return made
}

// recognise reads every sheet of a book. A panic of the form code is the file's issue, not the
// run's end.
func (r fileReader) recognise(path string, book *workbook.Book) (result *fileResult, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			result, err = panicked(book), nil
		}
	}()
	result = &fileResult{modified: book.Modified}
	around := form.Context{Path: path, AsOf: r.asOf, Modified: book.Modified}
	for _, grid := range book.Grids {
		if err := result.add(r, grid, around); err != nil {
			return nil, err
		}
	}
	result.conclude()
	return result, nil
}

// add reads a sheet.
func (f *fileResult) add(r fileReader, grid *workbook.Grid, around form.Context) error {
	sheet, issues, err := r.sheet(grid, around)
	if err != nil {
		return err
	}
	f.sheets = append(f.sheets, sheet)
	f.issues = append(f.issues, issues...)
	return nil
}

// panicked is the result of a file that the form code could not cope with: nothing of it is
// loaded, all of its rows are accounted for. What was panicked with may quote cells and is dropped.
func panicked(book *workbook.Book) *fileResult {
	result := &fileResult{modified: book.Modified, issues: []record.Issue{issue.New(issue.FilePanic, "", "", "", "")}}
	for _, grid := range book.Grids {
		sheet := newSheet(grid)
		sheet.ledger = allRows(grid, issue.FilePanic)
		sheet.underMerges()
		result.sheets = append(result.sheets, sheet)
	}
	result.conclude()
	result.status = statusRejected
	return result
}

func newSheet(grid *workbook.Grid) sheetResult {
	return sheetResult{no: grid.No, name: grid.Sheet, hidden: grid.Hidden, underMerge: grid.HiddenUnderMerge, rowsUnderMerge: grid.RowsUnderMerge}
}

// sheet reads one sheet and settles the fate of every row in it.
func (r fileReader) sheet(grid *workbook.Grid, around form.Context) (sheetResult, []record.Issue, error) {
	sheet := newSheet(grid)
	var issues []record.Issue
	switch {
	case grid.Unreadable != nil:
		sheet.unreadable = true
		made := issue.New(grid.Unreadable.Code, grid.Sheet, "", "", "")
		made.Message += "（" + grid.Unreadable.Detail + "）"
		issues = append(issues, made)
	case len(grid.Rows) == 0:
	case isOwn(grid):
		for _, row := range grid.Rows {
			sheet.ledger = append(sheet.ledger, record.RowFate{RowNo: row.No, Fate: record.NoteRow})
		}
	case grid.Hidden && !readsHidden(r.forms):
		sheet.skipHidden(grid, &issues)
	default:
		reading := r.forms.Read(grid, around)
		if reading.FormID == "" && grid.Hidden {
			sheet.skipHidden(grid, &issues)
			break
		}
		if reading.FormID == "" {
			issues = append(issues, sheet.unknown(grid, reading)...)
			break
		}
		if err := checkLedger(grid, reading.Rows); err != nil {
			return sheet, nil, err
		}
		issues = append(issues, sheet.take(reading)...)
	}
	issues = append(issues, sheet.underMerges()...)
	return sheet, issues, nil
}

// readsHidden says whether some form wants hidden sheets, by its stated policy.
func readsHidden(forms sheetReader) bool {
	library, ok := forms.(interface{ ReadsHidden() bool })
	return ok && library.ReadsHidden()
}

// skipHidden leaves a hidden sheet out, and says so.
func (s *sheetResult) skipHidden(grid *workbook.Grid, issues *[]record.Issue) {
	s.ledger = allRows(grid, issue.SheetHidden)
	*issues = append(*issues, issue.New(issue.SheetHidden, grid.Sheet, "", "",
		fmt.Sprintf("隐藏的工作表有 %d 行，未读取。", len(grid.Rows))))
}

// take adds the reading of a sheet that a form took.
func (s *sheetResult) take(reading *form.Reading) []record.Issue {
	s.reading, s.score, s.form = reading, reading.Score, reading.FormID
	if closest, ok := nearest(reading); ok {
		s.nearestForm = closest.FormID
	}
	s.ledger, s.batch = reading.Rows, &reading.Batch
	return reading.Issues
}

// unknown adds the reading of a sheet that no form took.
func (s *sheetResult) unknown(grid *workbook.Grid, reading *form.Reading) []record.Issue {
	s.reading, s.score = reading, reading.Score
	closest, ok := nearest(reading)
	if ok {
		s.nearestForm = closest.FormID
	}
	code := unknownCode(reading)
	s.nearestReason = strings.Join(closest.Missing, "、")
	s.ledger = allRows(grid, code)
	return []record.Issue{unknownIssue(code, grid.Sheet, reading)}
}

// count sums up the ledger.
func (s *sheetResult) count() {
	s.loaded, s.quarantined = 0, 0
	for i := range s.ledger {
		switch s.ledger[i].Fate {
		case record.Loaded:
			s.loaded++
		case record.Quarantined:
			s.quarantined++
		}
	}
}

// isOwn recognises the sheets on which the program itself speaks to people, in files it handed
// back and in its templates: they come back with the rest and hold nothing to read.
func isOwn(grid *workbook.Grid) bool {
	first := grid.Rows[0]
	return first.No == 1 && first.Cells[0].Col == 1 && first.Cells[0].Text == xlsxout.OwnMark
}

// underMerges accounts for values that Excel hides below merged cells.
func (s *sheetResult) underMerges() []record.Issue {
	for _, row := range s.rowsUnderMerge {
		s.ledger = append(s.ledger, record.RowFate{RowNo: row, Fate: record.Quarantined, Code: issue.SheetBelowMerge})
	}
	if s.underMerge == 0 || s.form == "" {
		return nil
	}
	return []record.Issue{issue.New(issue.SheetBelowMerge, s.name, "", "",
		fmt.Sprintf("合并单元格下面藏着 %d 个看不见的值，未读取。", s.underMerge))}
}

func allRows(grid *workbook.Grid, code string) []record.RowFate {
	ledger := make([]record.RowFate, len(grid.Rows))
	for i, row := range grid.Rows {
		ledger[i] = record.RowFate{RowNo: row.No, Fate: record.Quarantined, Code: code}
	}
	return ledger
}

// checkLedger insists on one fate for every row of the grid and for no other.
func checkLedger(grid *workbook.Grid, ledger []record.RowFate) error {
	fates := make(map[int]int, len(ledger))
	for _, row := range ledger {
		fates[row.RowNo]++
	}
	for _, row := range grid.Rows {
		if fates[row.No] != 1 {
			return fmt.Errorf("%w: sheet %s row %d has %d fates", ErrLedger, grid.Sheet, row.No, fates[row.No])
		}
	}
	if len(ledger) != len(grid.Rows) {
		return fmt.Errorf("%w: sheet %s has %d rows and %d fates", ErrLedger, grid.Sheet, len(grid.Rows), len(ledger))
	}
	return nil
}

// conclude gives the file its totals, form and status.
func (f *fileResult) conclude() {
	rowsByForm := map[string]int{}
	open := false
	f.rowsTotal, f.rowsLoaded, f.form = 0, 0, ""
	for i := range f.sheets {
		sheet := &f.sheets[i]
		sheet.count()
		f.rowsTotal += len(sheet.ledger)
		f.rowsLoaded += sheet.loaded
		open = open || sheet.unreadable
		if !sheet.hidden {
			open = open || sheet.quarantined > len(sheet.rowsUnderMerge)
		}
		if sheet.form == "" {
			continue
		}
		rowsByForm[sheet.form] += len(sheet.ledger)
		// The first of equals, so that the answer does not hang on the order of a map.
		if f.form == "" || rowsByForm[sheet.form] > rowsByForm[f.form] {
			f.form = sheet.form
		}
	}
	switch {
	case open && f.form == "":
		f.status = statusRejected
	case open:
		f.status = statusPartial
	default:
		f.status = statusLoaded
	}
	if f.rowsTotal == 0 && !open {
		f.issues = append(f.issues, issue.New(issue.FileNothingToRead, "", "", "", ""))
	}
}
