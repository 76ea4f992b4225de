package form

import (
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// readSheet reads a form sheet that is about a person, team or department and a period: labels,
// counts, free texts, and any number of small tables, each with its own kind of record.
func (r *reader) readSheet() {
	f := r.scanForm()
	r.traceLabels(f)
	for i := range r.d.Metrics.Rows {
		if m := f.metrics[i]; m != nil {
			r.trace(r.d.Metrics.Rows[i].Field, r.d.Metrics.Rows[i].Name, m.label, m.alias, m.plan, m.actual)
		}
	}
	if !r.sheetSaysAnything(f) {
		r.wholeSheet(record.BlankForm, "")
		return
	}
	s, code := r.surround(f)
	if code == "" {
		code = r.lacksLabel(f)
	}
	if code != "" {
		r.wholeSheet(record.Quarantined, code)
		return
	}
	r.markLoaded(f)
	r.sheetCounts(f, s)
	r.sheetNotes(f, s)
	for _, block := range f.blocks {
		definition := &r.d.Blocks[block.header.block]
		for i := range block.rows {
			row := &block.rows[i]
			values := map[string]*parsed{}
			for j := range definition.Columns {
				if v := row.values[j]; v != nil {
					values[definition.Columns[j].Field] = v
				}
			}
			r.put(definition.Record, row.no, definition.Columns, values, &s)
		}
	}
	r.putBoxes(f.names, &s)
	r.putAcross(f.across, &s)
	if kind := r.d.Head; kind != "" && r.labelsFit(kind, f) {
		values := map[string]*parsed{}
		row := 0
		for i := range r.d.Labels {
			if got := f.fields[i]; got != nil && got.value.filled() {
				values[r.d.Labels[i].Field] = got.value
				if row == 0 {
					row = got.value.cell.Row
				}
			}
		}
		var fields []fieldDef
		for _, field := range r.d.Labels {
			if _, fits := kinds()[kind].fields[field.Field]; fits {
				fields = append(fields, field)
			}
		}
		r.put(kind, row, fields, values, &s)
	}
}

// labelsFit says whether a sheet's labels make a record of their own.
func (r *reader) labelsFit(kind string, f *formReading) bool {
	for i := range r.d.Labels {
		if got := f.fields[i]; got != nil && got.value.filled() {
			if _, fits := kinds()[kind].fields[r.d.Labels[i].Field]; fits {
				return true
			}
		}
	}
	return false
}

// sheetSaysAnything looks for a value beyond those that only say whose sheet it is.
func (r *reader) sheetSaysAnything(f *formReading) bool {
	for i := range r.d.Labels {
		switch r.d.Labels[i].Field {
		case "person_name", "employee_no", "team_name", "dept_name", "company_name", "work_on", "filled_on", "period", "month", "rater_name", "reporter", "headcount":
		default:
			if got := f.fields[i]; got != nil && got.value.filled() {
				return true
			}
		}
	}
	for _, m := range f.metrics {
		if m.plan.filled() || m.actual.filled() {
			return true
		}
	}
	for _, b := range f.blocks {
		if len(b.rows) > 0 {
			return true
		}
	}
	return len(f.names)+len(f.across) > 0
}

// lacksLabel quarantines a sheet that does not say whom it is about.
func (r *reader) lacksLabel(f *formReading) string {
	for _, need := range r.d.Needs {
		have := len(f.across) > 0 && !r.saysOwn(f) // the people across are named
		for _, name := range strings.Split(need, "|") {
			have = have || r.label(f, name).filled()
		}
		if !have {
			r.issue(issue.NameMissing, r.claim.title, "")
			return issue.NameMissing
		}
	}
	return ""
}

// saysOwn says whether a sheet has texts, counts or tables that are about whom its labels name.
func (r *reader) saysOwn(f *formReading) bool {
	across, names := f.across, f.names
	f.across, f.names = nil, nil
	own := r.sheetSaysAnything(f)
	f.across, f.names = across, names
	return own
}

func (r *reader) sheetCounts(f *formReading, s surroundings) {
	numbers := 0
	for _, m := range f.metrics {
		if m.plan.num() != nil || m.actual.num() != nil {
			numbers++
		}
	}
	for i := range r.d.Metrics.Rows {
		m := f.metrics[i]
		if m == nil {
			continue
		}
		for _, v := range []*parsed{m.plan, m.actual} {
			if v != nil && v.none && numbers > 0 {
				v.number = record.Ptr(0.0)
			}
		}
		at := 0
		for _, v := range []*parsed{m.plan, m.actual} {
			if v != nil && v.cell != nil {
				at = v.cell.Row
			}
		}
		if at == 0 {
			continue
		}
		if m.rate != nil {
			r.checkRate(r.d.Metrics.Rows[i].Name, m.rate, m.actual.num(), m.plan.num())
		}
		r.putCount(at, r.d.Metrics.Rows[i].Field, m, record.PeriodMetric{ScopeType: s.scope.kind, EmployeeNo: s.scope.employeeNo, PersonName: s.scope.person,
			TeamName: s.scope.team, DeptName: s.scope.dept, PeriodType: s.period, PeriodStartOn: s.start})
	}
}

// sheetNotes stores the free texts; a numbered list of work to do also becomes its items.
func (r *reader) sheetNotes(f *formReading, s surroundings) {
	for i := range r.d.Labels {
		field := &r.d.Labels[i]
		got := f.fields[i]
		kind, isNote := strings.CutPrefix(field.Field, "note.")
		if !isNote || got == nil || !got.value.filled() {
			continue
		}
		row := got.value.cell.Row
		cells := record.Cells{"body": got.value.cell.Address()}
		r.out.Batch.Notes = append(r.out.Batch.Notes, record.Note{Place: r.place(row), ScopeType: s.scope.kind, PersonName: s.scope.person, TeamName: s.scope.team,
			PeriodType: s.period, PeriodStartOn: s.start, Kind: kind, Body: got.value.text, Cells: cells})
		if kind != "next_plan" && kind != "plan" {
			continue
		}
		items := value.SplitList(got.value.text)
		start := s.start
		if kind == "next_plan" {
			switch s.period {
			case "week":
				start = start.AddDate(0, 0, 7)
			case "month":
				start = start.AddDate(0, 1, 0)
			default:
				start = start.AddDate(0, 0, 1)
			}
		}
		for _, item := range items {
			r.out.Batch.PlanItems = append(r.out.Batch.PlanItems, record.PlanItem{Place: r.place(row), ScopeType: s.scope.kind, EmployeeNo: s.scope.employeeNo,
				PersonName: s.scope.person, TeamName: s.scope.team, DeptName: s.scope.dept, PeriodType: s.period, PeriodStartOn: start,
				Activity: record.Ptr(item), Cells: record.Cells{"activity": got.value.cell.Address()}})
		}
	}
}
