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

// reportLeftovers looks at the cells that no part of the form took.
func (r *reader) reportLeftovers() {
	strays := map[*cell]int{}
	var heads []*cell
	for i := range r.page.rows {
		row := &r.page.rows[i]
		s := &r.state[i]
		var free []*cell
		for _, c := range row.cells {
			if !c.claimed {
				free = append(free, c)
			}
		}
		if len(free) == 0 {
			continue
		}
		touched := s.loaded || s.header || s.subtotal || s.note || s.duplicate || s.code != "" || s.preprinted
		if r.looksLikeNote(row, free) {
			s.note = true
			continue
		}
		if !touched {
			r.issue(issue.RowUnrecognised, free[0], "")
			continue
		}
		for j := 0; j < len(free); j++ {
			c := free[j]
			beside := j+1 < len(free) && free[j+1].Col <= c.lastCol+2
			if c.Kind == workbook.Text && (strings.HasSuffix(value.Squeeze(c.Text), ":") || beside) && len(c.Text) <= maxLabelRunes*3 {
				if beside { // an unknown label with its value, beside known ones
					r.unknownHeader(c, 1)
					r.keep(c, free[j+1])
					j++
				}
				continue
			}
			head := r.headAbove(i, c.Col)
			if !r.keep(head, c) {
				continue
			}
			if head == nil {
				r.issue(issue.ColumnUnknown, c, "该值不属于表样“"+r.d.Name+"”的任何栏目，原文另存")
				continue
			}
			if strays[head] == 0 {
				heads = append(heads, head)
			}
			strays[head]++
		}
	}
	for _, head := range heads {
		r.unknownHeader(head, strays[head])
	}
}

// headAbove finds the printed text over a stray value: the head of a column that nobody asked for.
func (r *reader) headAbove(at, col int) *cell {
	for i := at - 1; i >= 0 && i >= at-12; i-- {
		if c := r.page.over(r.page.rows[i].no, col); c != nil && r.state[i].header && c.claimed && c.Kind == workbook.Text {
			return c
		}
	}
	return nil
}

// looksLikeNote says whether what is left of a row is an explanation, a signature or decoration.
func (r *reader) looksLikeNote(row *pageRow, free []*cell) bool {
	if len(free) != len(row.cells) {
		return false
	}
	first := value.Squeeze(free[0].Text)
	for _, word := range [...]string{"注", "备注", "说明", "填表", "填写说明", "提示", "制表", "审核", "主管", "签字", "签名", "复核", "※", "*", "打印", "温馨", "领导", "经理"} {
		if free[0].Kind == workbook.Text && strings.HasPrefix(first, word) {
			return true
		}
	}
	for _, c := range free { // a section's title, or labels without any value
		if c.Kind != workbook.Text || !strings.HasSuffix(value.Squeeze(c.Text), ":") {
			return len(free) == 1 && c.Kind == workbook.Text && c.lastCol > c.Col && len(c.Text) <= 60 && !strings.ContainsAny(c.Text, "0123456789")
		}
	}
	return true
}

// unknownHeader reports a header that no alias matches, with the nearest fields.
func (r *reader) unknownHeader(c *cell, values int) {
	t, near := r.d.unknownTrace(c)
	message := "列“" + clipText(c.text(), 30) + "”不在表样“" + r.d.Name + "”中，" + itoa(values) + " 个值未归入任何字段，原文另存"
	if len(near) > 0 {
		message += "；最接近的是 " + strings.Join(near, "、")
	}
	r.issue(issue.ColumnUnknown, c, message)
	r.out.Trace = append(r.out.Trace, t)
}

// hints are the dates around the cells: title first, folder last. They are looked for once per
// sheet; callers get a copy.
func (r *reader) hints() []value.Hint {
	if !r.hinted {
		r.hinted, r.hintList = true, r.findHints()
	}
	return append([]value.Hint(nil), r.hintList...)
}

func (r *reader) findHints() []value.Hint {
	var hints []value.Hint
	add := func(source string, d value.Date) {
		if !d.IsZero() {
			hints = append(hints, value.Hint{Source: source, Date: d})
		}
	}
	if r.claim.title != nil {
		add("title", value.ScanDate(r.claim.title.Text))
	}
	add("sheet", value.ScanSheetDate(r.page.grid.Sheet))
	parts := strings.Split(r.ctx.Path, "/")
	file := parts[len(parts)-1]
	if dot := strings.LastIndexByte(file, '.'); dot > 0 {
		file = file[:dot]
	}
	add("file", fileDate(file))
	for i := len(parts) - 2; i >= 0; i-- {
		add("folder", value.ScanSheetDate(parts[i]))
	}
	return hints
}

// fileDate reads a date out of a file's name, which may begin with 0305.
func fileDate(name string) value.Date {
	if d := value.ScanDate(name); !d.IsZero() {
		return d
	}
	digits := 0
	for digits < len(name) && name[digits] >= '0' && name[digits] <= '9' {
		digits++
	}
	if digits == 4 {
		return value.ScanSheetDate(name[:4])
	}
	return value.Date{}
}

func round3(x float64) float64 { return math.Round(x*1000) / 1000 }

func (r *reader) isFuture(on time.Time) bool { return !r.ctx.AsOf.IsZero() && on.After(r.ctx.AsOf) }
