package form

import (
	"reflect"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// Several logs may be stacked on one sheet, a week of days one below the other. Read as one form,
// their rows would run together into a day that nobody had; so the sheet is cut at the titles and
// every part is read by itself.

// labelReach is how many rows below its title a form names its person or date.
const labelReach = 4

// split cuts a form sheet at its titles. One part, or none, means that nothing is to be cut.
func (c *claim) split(p *page) []*workbook.Grid {
	if c.d.Layout == layoutRegister {
		return nil
	}
	var starts []int
	for i := range p.rows {
		if c.isTitleRow(p, i) {
			starts = append(starts, i)
		}
	}
	if len(starts) < 2 {
		return nil
	}
	starts[0] = 0 // what stands above the first title belongs to it
	var parts []*workbook.Grid
	for n, start := range starts {
		end := len(p.rows)
		if n+1 < len(starts) {
			end = starts[n+1]
		}
		part := *p.grid
		part.Rows = p.grid.Rows[start:end]
		parts = append(parts, &part)
	}
	return parts
}

// isTitleRow says whether a row begins a form: its first cell is a title, and the person, team
// or date is asked for soon below. A row of data may hold the title's words, too.
func (c *claim) isTitleRow(p *page, at int) bool {
	if len(p.rows[at].cells) == 0 || len(p.rows[at].cells) > 3 {
		return false
	}
	first := p.rows[at].cells[0]
	if first.head.Key == "" || len(first.Text) > 120 || first.hits != nil {
		return false
	}
	titled := false
	for _, phrase := range c.d.Title.Phrases {
		titled = titled || strings.Contains(first.head.Key, phrase)
	}
	if !titled {
		return false
	}
	for i := at + 1; i <= at+labelReach && i < len(p.rows); i++ {
		for _, cell := range p.rows[i].cells {
			hits := cell.hits
			for _, pair := range cell.pairs {
				hits = append(hits[:len(hits):len(hits)], pair.hits...)
			}
			for _, h := range hits {
				if h.form != c.d.no || h.kind != slotLabel {
					continue
				}
				switch c.d.Labels[h.index].Field {
				case "person_name", "employee_no", "team_name", "work_on", "period":
					return true
				}
			}
		}
	}
	return false
}

// readParts reads every part of a stacked sheet and joins the readings.
func (l *Library) readParts(parts []*workbook.Grid, c Context) *Reading {
	var whole *Reading
	for _, part := range parts {
		reading := l.Read(part, c)
		if reading.FormID == "" { // the rest of the sheet is known, so nobody else reports this part
			reading.Issues = append(reading.Issues, issue.New(reading.Rows[0].Code, part.Sheet, "A"+itoa(part.Rows[0].No), "", ""))
		}
		if whole == nil {
			whole = reading
			continue
		}
		joinBatches(&whole.Batch, &reading.Batch)
		whole.Rows = append(whole.Rows, reading.Rows...)
		whole.Issues = append(whole.Issues, reading.Issues...)
		whole.Trace = append(whole.Trace, reading.Trace...)
		if whole.FormID == "" && reading.FormID != "" {
			whole.FormID, whole.FormName, whole.Score, whole.Candidates = reading.FormID, reading.FormName, reading.Score, reading.Candidates
		}
	}
	return whole
}

// joinBatches appends one part's records to another's; days keep their own metrics, visits and
// sales. It goes over the fields of the struct, so that a new kind of record cannot be forgotten.
func joinBatches(into, from *record.Batch) {
	offset := len(into.Days)
	for i := range from.DayMetrics {
		from.DayMetrics[i].DayNo += offset
	}
	for i := range from.Visits {
		from.Visits[i].DayNo += offset
	}
	for i := range from.Sales {
		from.Sales[i].DayNo += offset
	}
	target, source := reflect.ValueOf(into).Elem(), reflect.ValueOf(from).Elem()
	for i := range target.NumField() {
		target.Field(i).Set(reflect.AppendSlice(target.Field(i), source.Field(i)))
	}
}
