package form

import (
	"math"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
)

// figure is one number of a cross-tab.
type figure struct {
	metric int
	column groupColumn
	value  *parsed
}

// readCrosstab reads a table of metrics by groups, and the labels and blocks around it.
func (r *reader) readCrosstab() {
	x := &r.claim.crosstab
	figures := r.readFigures(x)
	f := r.scanForm()
	for i := range r.d.Labels {
		field := &r.d.Labels[i]
		if got := f.fields[i]; got != nil {
			r.trace(field.Field, field.Name, got.label, got.alias, got.value)
		} else if field.Weight >= 0.5 {
			r.trace(field.Field, field.Name, nil, "")
		}
	}
	if !r.anyContent(figures, f) {
		r.wholeSheet(record.BlankForm, "")
		return
	}
	var code string
	if r.d.Record == "target" {
		code = r.sinkTargets(figures, f)
	} else {
		code = r.sinkFigures(figures, f)
	}
	if code != "" {
		r.wholeSheet(record.Quarantined, code)
		return
	}
	r.markLoaded(f)
}

func (r *reader) anyContent(figures []figure, f *formReading) bool {
	for _, g := range figures {
		if g.value.filled() {
			return true
		}
	}
	for _, b := range f.blocks {
		if len(b.rows) > 0 {
			return true
		}
	}
	for i, field := range r.d.Labels {
		if got := f.fields[i]; got != nil && strings.HasPrefix(field.Field, "note.") && got.value.filled() {
			return true
		}
	}
	return false
}

// readFigures reads every cell of the table and claims its header.
func (r *reader) readFigures(x *crosstab) []figure {
	for _, at := range x.headers {
		r.headerRow(at)
	}
	var figures []figure
	for _, row := range x.rows {
		field := &r.d.Metrics.Rows[row.metric]
		r.mark(row.cell).header = true
		no := r.page.rows[row.at].no
		var values []*parsed
		for _, column := range x.columns {
			c := r.page.at(no, column.col)
			if c == nil || c.claimed {
				continue
			}
			c.claimed = true
			if column.kind == groupIgnore {
				continue
			}
			read := field
			if column.kind == groupRate || column.side == rate {
				read = &fieldDef{Field: field.Field, Name: field.Name + "达成率", Type: typeRate}
			}
			unit := row.cell.head.Unit
			if read != field {
				unit = "%"
			}
			v := r.parse(read, c, nil, unit)
			if v == nil {
				continue
			}
			figures = append(figures, figure{row.metric, column, v})
			values = append(values, v)
		}
		r.trace(field.Field, field.Name, row.cell, row.alias, values...)
	}
	r.unknownGroups(x)
	return figures
}

// unknownGroups reports the columns of the table that belong to no group.
func (r *reader) unknownGroups(x *crosstab) {
	known := map[int]bool{}
	for _, c := range x.columns {
		known[c.col] = true
	}
	counts, order := map[int]int{}, []int{}
	for _, row := range x.rows {
		for _, c := range r.page.rows[row.at].cells {
			if c.Col <= x.metricCol || known[c.Col] || c.claimed {
				continue
			}
			if counts[c.Col] == 0 {
				order = append(order, c.Col)
			}
			counts[c.Col]++
			c.claimed = true
			r.keep(x.headOf(r.page, c.Col), c)
		}
	}
	for _, col := range order {
		head := x.headOf(r.page, col)
		if head == nil {
			r.issue(issue.ColumnUnknown, nil, "有一列没有表头，"+itoa(counts[col])+" 个值未归入任何字段，原文另存")
			continue
		}
		if _, ignored := find(head.hits, r.d.no, slotIgnore); !ignored {
			r.unknownHeader(head, counts[col])
		}
	}
}

// label gives the value of a label by its field.
func (r *reader) label(f *formReading, field string) *parsed {
	for i := range r.d.Labels {
		if r.d.Labels[i].Field == field {
			if got := f.fields[i]; got != nil && got.value != nil && !got.value.none {
				return got.value
			}
		}
	}
	return nil
}

// scope says whom the figures are about.
type scope struct {
	kind                           string
	employeeNo, person, team, dept *string
}

func (r *reader) scope(f *formReading) scope {
	s := scope{kind: "person", person: r.label(f, "person_name").str(), employeeNo: r.label(f, "employee_no").str(),
		team: r.label(f, "team_name").str(), dept: r.label(f, "dept_name").str()}
	if v := r.label(f, "person_name"); v != nil && v.employeeNo != "" && s.employeeNo == nil {
		s.employeeNo = record.Ptr(v.employeeNo)
	}
	title := ""
	if r.claim.title != nil {
		title = r.claim.title.head.Key
	}
	aboutTeam := strings.Contains(title, "团队") || strings.Contains(title, "小组") || r.label(f, "headcount").filled()
	switch {
	case s.person != nil && !aboutTeam:
	case s.team != nil:
		s.kind, s.person, s.employeeNo = "team", nil, nil
	case s.dept != nil:
		s.kind, s.person, s.employeeNo = "dept", nil, nil
	case s.person == nil:
		s.kind = ""
	}
	return s
}

// checkRate compares a written rate with the recomputed one; half a percent is rounding.
func (r *reader) checkRate(name string, written *parsed, numerator, denominator *float64) {
	if written == nil || written.number == nil || numerator == nil || denominator == nil || *denominator == 0 {
		return
	}
	real := *numerator / *denominator
	if !sameRate(real, *written.number) {
		r.issue(issue.RateMismatch, written.cell, "“"+name+"”写的是 "+percent(*written.number)+"，重新计算是 "+percent(real))
	}
}

// sameRate allows for rounding, and for the doubt whether a 2.9 under 达成率% is 290 % or 2.9 %.
func sameRate(real, written float64) bool {
	for _, w := range [...]float64{written, written * 100, written / 100} {
		if math.Abs(real-w) <= 0.0051 {
			return true
		}
	}
	return false
}

func percent(x float64) string { return number(math.Round(x*10000)/100) + "%" }

// duplicateColumn keeps the value of a column that says what one before it said, and tells of the
// column once.
func (r *reader) duplicateColumn(g figure, told map[*cell]bool) {
	r.keep(g.column.cell, g.value.cell)
	if !told[g.column.cell] {
		told[g.column.cell] = true
		r.issue(issue.ColumnDuplicate, g.column.cell, "“"+clipText(g.column.cell.text(), 30)+"”与前面的列意思相同，只取前一列，后一列的值原文另存")
	}
}

// headOf is the lowest header text over a column.
func (x *crosstab) headOf(p *page, col int) *cell {
	for i := len(x.headers) - 1; i >= 0; i-- {
		if head := p.over(p.rows[x.headers[i]].no, col); head != nil {
			return head
		}
	}
	return nil
}
