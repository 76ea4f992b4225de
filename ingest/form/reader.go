package form

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// Two forms whose scores are closer than this are not told apart.
const tieMargin = 0.02

// candidatesShown is how many forms a reading names.
const candidatesShown = 3

// Read recognises a sheet and reads it. Every non-empty row of the grid gets one fate; of a sheet
// that no form takes, nothing is kept but the counts.
func (l *Library) Read(g *workbook.Grid, c Context) *Reading {
	p, claims := l.recognise(g, c)
	reading := newReading(claims)
	if code := verdict(claims); code != "" {
		if code == issue.FormUnknown && !g.Hidden {
			if headless := l.readHeadless(g, c); headless != nil {
				return headless
			}
			l.missHeader(g, reading)
			if reading.IsNearly() {
				code = issue.FormNearly
			}
		}
		if code == issue.FormAmbiguous {
			reading.Candidates[0].Missing = append(reading.Candidates[0].Missing, "与表样“"+claims[1].d.Name+"”同样相符，无法判断")
		}
		for _, row := range g.Rows {
			reading.Rows = append(reading.Rows, record.RowFate{RowNo: row.No, Fate: record.Quarantined, Code: code})
		}
		if len(claims) > 0 {
			reading.Trace = claims[0].explainMiss(p)
		}
		return reading
	}
	best := &claims[0]
	if best.d.skips(g) {
		return l.readVisible(best.d, g, c)
	}
	if parts := best.split(p); len(parts) > 1 {
		return l.readParts(parts, c)
	}
	r := l.newReader(p, best, c, reading)
	r.findMoneyUnit()
	switch best.d.Layout {
	case layoutForm:
		if best.d.Record == "day" {
			r.readForm()
		} else {
			r.readSheet()
		}
	case layoutCalendar:
		r.readCalendar()
	case layoutRegister:
		r.readRegister()
	case layoutCrosstab:
		r.readCrosstab()
	}
	r.finish()
	return reading
}

// reader reads one sheet with one form.
type reader struct {
	library    *Library
	page       *page
	claim      *claim
	d          *definition
	ctx        Context
	out        *Reading
	state      []rowState
	moneyUnit  string // 单位：万元 somewhere on the sheet
	hinted     bool
	hintList   []value.Hint
	tableHeads map[int]bool      // rows that are the header of a table
	unnamed    map[int]*cell     // rows of a table of counts, by their unknown labels
	blockUnits map[string]string // block.field → unit of its header
	shared     map[*cell]*parsed // merged cells that several rows of a register share
	weekOn     time.Time         // Monday of the week that the sheet is about
	toldName   bool
	daysOut    int             // days handed on already
	counts     map[string]int  // findings by code
	silent     bool            // surveying: nothing is reported
	rateCell   *cell           // over the column of rates that are compared, not loaded
	sheetDate  *value.Resolved // of a register whose rows are all of one day
	inherited  map[string]int  // values taken from the row above, by field
	withheld   map[*cell]int   // private values that were left out, by header
	mentioned  map[string]bool // names and 工号 whose first cell is noted
}

// rowState gathers what happened to a row; finish makes one fate of it.
type rowState struct {
	loaded, header, subtotal, note, duplicate, preprinted bool
	code                                                  string // a reason to quarantine
}

func clipText(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n]) + "…"
}

func (r *reader) mark(c *cell) *rowState {
	c.claimed = true
	return &r.state[r.page.index(c.Row)]
}

// place is where a record was read.
func (r *reader) place(row int) record.Place {
	return record.Place{Sheet: r.page.grid.Sheet, RowNo: row}
}

// findMoneyUnit looks for a 单位：万元 that stands alone above a table.
func (r *reader) findMoneyUnit() {
	for i := range r.page.rows[:min(titleRows, len(r.page.rows))] {
		for _, c := range r.page.rows[i].cells {
			if c.Kind != workbook.Text || len(c.Text) > 60 || !strings.Contains(c.Text, "单位") {
				continue
			}
			text := strings.Trim(value.Squeeze(c.Text), "()[]【】")
			at := strings.LastIndex(text, "单位:")
			if at < 0 {
				continue
			}
			if unit := value.UnitOf(text[at:]); strings.HasSuffix(unit, "元") {
				r.moneyUnit = unit
				r.mark(c).note = true
			}
		}
	}
}

// finish gives every row its fate and sorts what was found.
func (r *reader) finish() {
	r.reportLeftovers()
	r.reportKept()
	r.sumIssues()
	r.sortTrace()
	r.out.Rows = make([]record.RowFate, len(r.page.rows))
	for i := range r.page.rows {
		r.out.Rows[i] = r.fate(i)
	}
	column := func(cell string) (row, col int) {
		for _, ch := range cell {
			if ch >= '0' && ch <= '9' {
				row = row*10 + int(ch-'0')
			} else {
				col = col*26 + int(ch-'A') + 1
			}
		}
		return row, col
	}
	slices.SortStableFunc(r.out.Issues, func(a, b record.Issue) int {
		rowA, colA := column(a.Cell)
		rowB, colB := column(b.Cell)
		return cmp.Or(cmp.Compare(rowA, rowB), cmp.Compare(colA, colB), cmp.Compare(a.Code, b.Code))
	})
}

func (r *reader) fate(i int) record.RowFate {
	s, row := &r.state[i], &r.page.rows[i]
	f := record.RowFate{RowNo: row.no}
	switch {
	case row.blank:
		f.Fate = record.BlankForm // nothing but spaces
	case s.loaded:
		f.Fate = record.Loaded
	case s.code != "":
		f.Fate, f.Code = record.Quarantined, s.code
	case s.duplicate:
		f.Fate = record.Duplicate
	case s.subtotal:
		f.Fate = record.Subtotal
	case s.header:
		f.Fate = record.Header
	case s.note:
		f.Fate = record.NoteRow
	case s.preprinted:
		f.Fate = record.BlankForm
	default:
		f.Fate, f.Code = record.Quarantined, issue.RowUnrecognised
	}
	return f
}

func round3(x float64) float64 { return math.Round(x*1000) / 1000 }
