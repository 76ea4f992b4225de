package template

import (
	"slices"

	"aqs/ingest/form"
	"aqs/internal/xlsxout"
)

// blankRows is how many empty rows a register has.
const blankRows = 40

// register draws a table with a header row. A register of days has a row for everybody and every
// work day; any other has empty rows.
func (p *painter) register() {
	p.newSheet(sheetName(p.form.Name))
	type column struct {
		field form.Field
		part  string
	}
	var columns []column
	for _, f := range p.form.Columns {
		columns = append(columns, column{f, "column"})
		if f.Field == lastHead(p.form.Columns) {
			for _, m := range p.form.Metrics {
				if m.IsRate {
					continue
				}
				if p.form.PlanWord != "" && p.form.Record == "day" {
					plan := m
					plan.Label = p.form.PlanWord + m.Label
					columns = append(columns, column{plan, "plan"})
					m.Label = p.form.DoneWord + m.Label
				}
				columns = append(columns, column{m, "done"})
			}
		}
	}
	p.titled(len(columns), p.prefix())
	head := 2
	if p.form.Period == "week" { // a register of days has its dates in the rows
		p.form.Labels = slices.DeleteFunc(slices.Clone(p.form.Labels), func(label form.Field) bool {
			return slices.ContainsFunc(p.form.Columns, func(f form.Field) bool { return f.Field == label.Field })
		})
		head = p.labels(2, len(columns), p.known.of(p.team), p.mondays()[0])
	}
	for i, c := range columns {
		p.sheet.Put(head, i+1, xlsxout.Text(c.field.Label), xlsxout.Style{Look: xlsxout.Header})
		p.sheet.Width(i+1, columnWidth(c.field))
	}
	p.sheet.Height(head, 24)
	rows := p.rows()
	for i, given := range rows {
		p.record++
		for j, c := range columns {
			var value any
			if given != nil && c.part == "column" {
				value = given(c.field)
			}
			p.box(at(head+1+i, j+1), c.field, c.part, value)
		}
	}
	for j, c := range columns {
		p.choices(xlsxout.Area{FirstRow: head + 1, FirstCol: j + 1, LastRow: head + len(rows), LastCol: j + 1}, c.field)
	}
	p.sheet.Frozen, p.sheet.Landscape = head, len(columns) > 7
}

// lastHead is the column behind which the counts stand: the last that says who and when.
func lastHead(columns []form.Field) string {
	last := ""
	for i, f := range columns {
		switch f.Field {
		case "work_on", "person_name", "employee_no", "team_name", "company_name", "dept_name", "status", "week_start_on", "month_start_on":
			last = f.Field
		}
		if i == 0 {
			last = f.Field
		}
	}
	return last
}

// rows are the register's rows, with what is filled in already.
func (p *painter) rows() []func(form.Field) any {
	list := []func(form.Field) any{}
	if p.form.Record == "day" {
		for _, on := range p.workdays {
			for _, who := range p.members {
				list = append(list, func(f form.Field) any { return p.given(f, who, on) })
			}
		}
	}
	if len(list) == 0 {
		list = make([]func(form.Field) any, blankRows)
	}
	return list
}

// prefix is the month and team in front of a title.
func (p *painter) prefix() string {
	text := ""
	if p.form.Record == "day" || p.form.Period == "month" || p.form.Period == "week" || p.form.Period == "day" {
		text = p.month.Format("2006年1月")
	}
	return p.team + text
}

func columnWidth(f form.Field) float64 {
	width := float64(xlsxout.DisplayWidth(f.Label) + 4)
	switch f.Type {
	case "date", "name", "employee_no", "yuan":
		return max(width, 13)
	case "datetime", "period":
		return max(width, 19)
	case "count", "count_or_names", "rate", "factor", "status", "yes_no", "amount", "month":
		return max(width, 9)
	case "longtext":
		return max(width, 36)
	}
	return max(width, 18)
}

// sheetName is a form's name without what stands in brackets.
func sheetName(name string) string {
	for i, r := range name {
		if r == '（' || r == '(' {
			return name[:i]
		}
	}
	return name
}
