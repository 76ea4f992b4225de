package form

import (
	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// isLabelRow recognises a row among or below the rows of a register that holds labels: 检查人：李娜.
func (r *reader) isLabelRow(at int) bool {
	row := &r.page.rows[at]
	if len(r.d.Labels) == 0 || len(row.cells) > 8 {
		return false
	}
	first := row.cells[0]
	for i := range first.pairs {
		if _, found := find(first.pairs[i].hits, r.d.no, slotLabel); found {
			return true
		}
	}
	if _, found := find(first.hits, r.d.no, slotLabel); found {
		_, isColumn := find(first.hits, r.d.no, slotColumn)
		return !isColumn
	}
	return false
}

func (g *register) readLabelRow(at int) {
	row := &g.page.rows[at]
	for _, c := range row.cells {
		g.readLabels(c, g.said)
	}
	g.state[at].header = true
	for i := range g.d.Labels {
		if got := g.said.fields[i]; got != nil && got.value.filled() && got.value.cell.Row == row.no {
			g.state[at].loaded = true
		}
	}
}

// dateSection recognises a row that holds nothing but a date: the head of the rows below it.
func (r *reader) dateSection(at int) *parsed {
	row := &r.page.rows[at]
	if len(row.cells) == 0 || len(row.cells) > 2 {
		return nil
	}
	dated := false
	for i := range r.d.Columns {
		dated = dated || r.d.Columns[i].Field == "work_on"
	}
	c := row.cells[0]
	if !dated || c.Kind == workbook.Number {
		return nil
	}
	date, problem := value.ReadDate(c.Cell, r.page.grid.Date1904)
	if len(row.cells) == 2 { // 3月5日 | 星期四
		if next, bad := value.ReadDate(row.cells[1].Cell, false); bad.Code != "" || next.Weekday == 0 || !next.IsZero() {
			return nil
		}
	}
	if problem.Code != "" || date.Day == 0 || date.Month == 0 {
		return nil
	}
	for _, cell := range row.cells {
		r.mark(cell).header = true
	}
	return &parsed{cell: c, date: date, hasDate: true}
}

// isDitto recognises the marks for "as above".
func isDitto(text string) bool {
	switch value.Squeeze(text) {
	case "同上", "〃", "″", "\"", "''", "“", "”", "同前", "上同":
		return true
	}
	return false
}

// fillAbove takes over from the row above what the form says may be left blank.
func (r *reader) fillAbove(row, above *registerRow) {
	for i := range r.d.Columns {
		f := &r.d.Columns[i]
		if f.Fill != "above" || row.fields[f.Field] != nil || above.fields[f.Field] == nil {
			continue
		}
		row.fields[f.Field] = above.fields[f.Field]
		if r.silent {
			continue
		}
		if r.inherited == nil {
			r.inherited = map[string]int{}
		}
		r.inherited[f.Name]++
	}
}

// keepUnknown keeps what no column of a row took.
func (r *reader) keepUnknown(at int, columns registerColumns, lost map[int]int) {
	for _, c := range r.page.rows[at].cells {
		if c.claimed {
			continue
		}
		c.claimed = true
		var head *cell
		for _, col := range columns.unknown {
			if c.Col >= col.col && c.Col <= col.cell.lastCol {
				head = col.cell
			}
		}
		if r.keep(head, c) {
			lost[c.Col]++
		}
	}
}

func (r *reader) traceLabels(f *formReading) {
	for i := range r.d.Labels {
		field := &r.d.Labels[i]
		if got := f.fields[i]; got != nil {
			r.trace(field.Field, field.Name, got.label, got.alias, got.value)
		} else if field.Weight >= 0.5 {
			r.trace(field.Field, field.Name, nil, "")
		}
	}
}

// hasColumn says whether the sheet has a column for a field.
func (r *reader) hasColumn(field string) bool {
	for _, c := range r.claim.header.columns {
		if c.field >= 0 && r.d.Columns[c.field].Field == field {
			return true
		}
	}
	return false
}

// dayAround gives a day of a register what the sheet says once for all rows: person and team.
func (r *reader) dayAround(b *dayBuilder, row *registerRow, f *formReading) {
	if b.day.PersonName == nil && b.day.EmployeeNo == nil && !r.hasColumn("person_name") && !r.hasColumn("employee_no") {
		for i := range r.d.Labels {
			if got := f.fields[i]; got != nil && (r.d.Labels[i].Field == "person_name" || r.d.Labels[i].Field == "employee_no") {
				b.set(&r.d.Labels[i], got.alias, got.value)
			}
		}
		if b.day.PersonName == nil && b.day.EmployeeNo == nil && r.claim.hints.person != "" {
			b.day.PersonName = record.Ptr(r.claim.hints.person)
			if !r.toldName {
				r.issue(issue.NameFromHint, nil, "表内没有姓名，按“"+r.claim.hints.person+"”（工作表名或文件名）归属")
				r.toldName = true
			}
		}
	}
	if b.day.TeamName == nil {
		if v := r.label(f, "team_name"); v != nil {
			b.day.TeamName = v.str()
			optional(b.cells, "team_name", v)
		}
	}
}

// dayOfSheet is the day of all rows of a register without a date column.
func (r *reader) dayOfSheet(f *formReading, b *dayBuilder) value.Resolved {
	if r.sheetDate == nil {
		b.workOn = r.label(f, "work_on")
		resolved := r.dayDate(f, b)
		r.sheetDate = &resolved
	}
	return *r.sheetDate
}
