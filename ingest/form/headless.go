package form

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// headlessDef is an order of columns in which a register may come without any header. It is taken
// only when nothing else can be meant: the form's title is said somewhere, every row fits every
// type, and no other order fits.
type headlessDef struct {
	Columns []string `yaml:"columns"` // fields; of metrics the field, or field.plan, field.actual
	Falling bool     `yaml:"falling"` // the counts of a row never rise from left to right
}

// headlessColumn is one column of such an order.
type headlessColumn struct {
	name, kind, header string
}

// least rows that show a pattern
const headlessRows = 2

// columnsOf resolves an order of columns; an unknown name is an error.
func (d *definition) columnsOf(order headlessDef) ([]headlessColumn, error) {
	var columns []headlessColumn
	for _, name := range order.Columns {
		if i := slices.IndexFunc(d.Columns, func(f fieldDef) bool { return f.Field == name }); i >= 0 {
			columns = append(columns, headlessColumn{name, d.Columns[i].Type, firstOf(d.Columns[i].Aliases)})
			continue
		}
		metric, side, _ := strings.Cut(name, ".")
		words := map[string][]string{"": {""}, "plan": d.Metrics.PlanWords, "actual": d.Metrics.ActualWords}[side]
		i := slices.IndexFunc(d.Metrics.Rows, func(f fieldDef) bool { return f.Field == metric })
		if i < 0 || len(words) == 0 {
			return nil, fmt.Errorf("headless: 没有字段 %s; 建议: 写 columns 里的字段，或 metrics 的字段（可加 .plan、.actual）", name)
		}
		columns = append(columns, headlessColumn{name, d.Metrics.Rows[i].Type, words[0] + firstOf(d.Metrics.Rows[i].Aliases)})
	}
	return columns, nil
}

// checkHeadless refuses an order that could be mistaken for another table.
func (d *definition) checkHeadless() error {
	for _, order := range d.Headless {
		columns, err := d.columnsOf(order)
		if err != nil {
			return err
		}
		has := func(kind string) bool {
			return slices.ContainsFunc(columns, func(c headlessColumn) bool { return c.kind == kind })
		}
		if d.Layout != layoutRegister || len(columns) < 4 || !has(typeDate) || !has(typeName) {
			return fmt.Errorf("headless 只能用在 layout: register，至少四列，其中要有日期和姓名")
		}
	}
	return nil
}

// headlessFit is an order that a sheet's rows follow.
type headlessFit struct {
	d       *definition
	columns []headlessColumn
	start   int // index of the first row of the table
	col     int // its first column
}

// readHeadless reads a table without a header in an agreed order; nil when it is not unmistakable.
func (l *Library) readHeadless(g *workbook.Grid, c Context) *Reading {
	var fit *headlessFit
	for _, d := range l.forms {
		for _, order := range d.Headless {
			found := d.fitHeadless(g, order)
			if found == nil || !d.titledAt(g, c, found.start) {
				continue
			}
			if fit != nil {
				return nil // more than one order fits
			}
			fit = found
		}
	}
	if fit == nil {
		return nil
	}
	return l.readUnder(fit, g, c)
}

// readUnder reads the sheet with the header that it lacks.
func (l *Library) readUnder(fit *headlessFit, g *workbook.Grid, c Context) *Reading {
	headNo := g.Rows[fit.start].No - 1
	head := workbook.Row{No: headNo}
	var names []string
	for i, column := range fit.columns {
		head.Cells = append(head.Cells, workbook.Cell{Row: headNo, Col: fit.col + i, Kind: workbook.Text, Text: column.header})
		names = append(names, column.header)
	}
	above := slices.DeleteFunc(slices.Clone(g.Rows[:fit.start]), func(row workbook.Row) bool { return row.No == headNo })
	made := *g
	made.Rows = slices.Concat(above, []workbook.Row{head}, g.Rows[fit.start:])
	reading := l.Read(&made, c)
	if reading.FormID != fit.d.ID {
		return nil
	}
	if len(above) == fit.start { // nobody wrote the row of the header; else the title stands in it
		reading.Rows = slices.DeleteFunc(reading.Rows, func(f record.RowFate) bool { return f.RowNo == headNo })
	}
	for i := range reading.Issues {
		if rowOf(reading.Issues[i].Cell) == headNo {
			reading.Issues[i].Cell, reading.Issues[i].Value = "", ""
		}
	}
	for i := range reading.Trace {
		if t := &reading.Trace[i]; t.LabelCell != "" && rowOf(t.LabelCell) == headNo {
			t.LabelCell, t.LabelText, t.MatchedBy = "", "", "没有表头，按约定的列序"
		}
	}
	first := g.Rows[fit.start].Cells[0]
	reading.Issues = append(reading.Issues, issue.New(issue.HeaderAssumed, g.Sheet, first.Address(), "",
		"没有表头，按表样“"+fit.d.Name+"”约定的列序读作："+strings.Join(names, "、")))
	return reading
}

// rowOf is the row of an A1 address.
func rowOf(address string) int {
	no, _ := strconv.Atoi(strings.TrimLeft(address, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return no
}

// titledAt says whether the form's title stands right above the table, or in the names around it.
func (d *definition) titledAt(g *workbook.Grid, c Context, start int) bool {
	texts := []string{g.Sheet, path.Base(c.Path)}
	if start > 0 {
		texts = append(texts, g.Rows[0].Cells[0].Text)
	}
	for _, text := range texts {
		for _, phrase := range d.Title.Phrases {
			if strings.Contains(value.Squeeze(text), phrase) {
				return true
			}
		}
	}
	return false
}

// fitHeadless compares every row with an order. Above the table only a title may stand: one row of
// one text.
func (d *definition) fitHeadless(g *workbook.Grid, order headlessDef) *headlessFit {
	columns, err := d.columnsOf(order)
	if err != nil {
		return nil
	}
	fit := &headlessFit{d: d, columns: columns}
	if len(g.Rows) > 0 && len(g.Rows[0].Cells) == 1 && g.Rows[0].Cells[0].Kind == workbook.Text {
		fit.start = 1
	}
	if len(g.Rows) < fit.start+headlessRows || len(g.Rows[fit.start].Cells) == 0 {
		return nil
	}
	fit.col = g.Rows[fit.start].Cells[0].Col
	full := 0
	for _, row := range g.Rows[fit.start:] {
		if d.isTotalRow(row) {
			continue
		}
		if !fit.row(row, order.Falling, g.Date1904) {
			return nil
		}
		if len(row.Cells) == len(columns) {
			full++
		}
	}
	if full < headlessRows {
		return nil
	}
	return fit
}

func (d *definition) isTotalRow(row workbook.Row) bool {
	return len(row.Cells) > 0 && row.Cells[0].Kind == workbook.Text && slices.Contains(d.Totals, value.Squeeze(row.Cells[0].Text))
}

// row says whether a row fits: every value its type, dates and names in every row.
func (f *headlessFit) row(row workbook.Row, falling, date1904 bool) bool {
	have := map[string]bool{}
	last := math.Inf(1)
	for _, c := range row.Cells {
		at := c.Col - f.col
		if at < 0 || at >= len(f.columns) {
			return false
		}
		column := f.columns[at]
		if !fitsType(c, column, date1904) {
			return false
		}
		have[column.name] = true
		if falling && column.kind == typeCount || falling && column.kind == typeCountOr {
			if c.Number > last {
				return false
			}
			last = c.Number
		}
	}
	for _, column := range f.columns {
		if (column.kind == typeDate || column.kind == typeName) && !have[column.name] {
			return false
		}
	}
	return true
}

// fitsType is strict: what is doubtful under a header is no reason to go without one.
func fitsType(c workbook.Cell, column headlessColumn, date1904 bool) bool {
	switch column.kind {
	case typeDate:
		d, problem := value.ReadDate(c, date1904)
		return problem.Code == "" && d.Month > 0 && d.Day > 0 && c.Kind != workbook.Number
	case typeName:
		name, no := value.Name(c.Text)
		return c.Kind == workbook.Text && (isBoxName(name) || no != "")
	case typeCount, typeCountOr:
		return c.Kind == workbook.Number && c.Number >= 0 && c.Number == math.Trunc(c.Number) && c.Number < 10_000
	case typeYuan, typeRate, typeFactor:
		return c.Kind == workbook.Number && c.Number >= 0
	}
	if c.Kind != workbook.Text {
		return false
	}
	return column.name != "team_name" || aboutTeams(value.Squeeze(c.Text))
}

// missHeader tells how to add the header to a table that has none: a column of dates, one of
// names and some of numbers, from the first row on. Nothing of the cells is repeated.
func (l *Library) missHeader(g *workbook.Grid, reading *Reading) {
	start := 0
	if len(g.Rows) > 0 && len(g.Rows[0].Cells) == 1 && g.Rows[0].Cells[0].Kind == workbook.Text {
		start = 1
	}
	if len(g.Rows) < start+headlessRows {
		return
	}
	kinds := map[int]string{}
	for i, row := range g.Rows[start:] {
		for _, c := range row.Cells {
			kind := looksLike(c, g.Date1904)
			if known, seen := kinds[c.Col]; kind == "" || i > 0 && !seen || seen && known != kind {
				return
			}
			kinds[c.Col] = kind
		}
	}
	counts := map[string]int{}
	var cols []int
	for col, kind := range kinds {
		counts[kind]++
		cols = append(cols, col)
	}
	slices.Sort(cols)
	if counts["日期"] != 1 || counts["姓名"] != 1 || counts["数"] < 2 {
		return
	}
	at := slices.IndexFunc(l.forms, func(d *definition) bool { return len(d.Headless) > 0 })
	if at < 0 {
		return
	}
	var header []string
	for _, col := range cols {
		name := kinds[col]
		if name == "数" {
			name = "（这一列的指标名）"
		}
		header = append(header, name)
	}
	d := l.forms[at]
	near := Candidate{FormID: d.ID, FormName: d.Name, Score: round3(d.Threshold - 0.01), Threshold: d.Threshold,
		Missing: []string{"表头：第 " + itoa(g.Rows[start].No) + " 行就是数据，请在它上面加一行，写 " + strings.Join(header, "｜")}}
	reading.Candidates = append([]Candidate{near}, slices.DeleteFunc(reading.Candidates, func(c Candidate) bool { return c.FormID == d.ID })...)
	reading.Candidates = reading.Candidates[:min(len(reading.Candidates), candidatesShown)]
	reading.Score = near.Score
}

// looksLike classes a cell of a table without a header; empty: it may be anything.
func looksLike(c workbook.Cell, date1904 bool) string {
	if c.Kind == workbook.Number {
		return "数"
	}
	if d, problem := value.ReadDate(c, date1904); problem.Code == "" && d.Month > 0 && d.Day > 0 {
		return "日期"
	}
	if name, _ := value.Name(c.Text); c.Kind == workbook.Text && isBoxName(name) {
		return "姓名"
	}
	if c.Kind == workbook.Text && aboutTeams(value.Squeeze(c.Text)) {
		return "团队"
	}
	return ""
}
