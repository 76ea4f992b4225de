package form

import (
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
)

// sinkNamed turns a row into the form's kind of record, field by field.
func (r *reader) sinkNamed(row *registerRow, s *surroundings) string {
	for _, need := range r.d.Needs {
		have := false
		code, say := issue.RowIncomplete, []string{}
		for _, name := range strings.Split(need, "|") {
			v := row.fields[name]
			if v == nil {
				v = s.labels[name]
			}
			have = have || v.filled() && v.bad == ""
			if v.unreadable() {
				code = v.bad
			}
			for i := range r.d.Columns {
				if r.d.Columns[i].Field == name {
					say = append(say, r.d.Columns[i].Name)
				}
			}
		}
		if !have {
			if code == issue.RowIncomplete {
				r.issue(code, row.first, "该行没有填“"+strings.Join(say, "”或“")+"”，无法载入")
			}
			return code
		}
	}
	r.put(r.d.Record, row.no, r.d.Columns, row.fields, s)
	return ""
}

// countSink turns the rows of a table of people or teams by counts into counts of a day, week or
// month.
type countSink struct {
	*register
	seen   rowSet
	dated  bool // each row names its day
	around surroundings
}

func newCountSink(g *register) registerSink {
	s := countSink{register: g, seen: rowSet{}, dated: g.d.Period == "day" && g.hasColumn("work_on")}
	if s.dated {
		s.around = surroundings{scope: g.scope(g.said), period: "day"}
		return s
	}
	var code string
	if s.around, code = g.surround(g.said); code != "" {
		return quarantineSink{g, code}
	}
	return s
}

func (s countSink) passed(int) {}
func (s countSink) end()       {}

func (s countSink) take(row *registerRow) {
	state := &s.state[row.at]
	counts, bad := row.counts()
	if counts == 0 && bad == "" && !row.anyBeyondIdentity() {
		state.preprinted = true
		return
	}
	if s.repeated(row, s.seen) {
		return
	}
	at, code := s.around, ""
	if s.dated {
		at.start, code = s.rowDay(row)
	}
	if code == "" {
		code = s.sinkCountRow(row, at)
	}
	if code == "" {
		state.loaded = true
	} else {
		state.code = code
	}
}

// counts says how many counts of a row hold something.
func (row *registerRow) counts() (n int, bad string) {
	for _, m := range row.metrics {
		for _, v := range []*parsed{m.plan, m.actual} {
			if v.filled() {
				n++
			}
			if v.unreadable() {
				bad = v.bad
			}
		}
	}
	return n, bad
}

// anyBeyondIdentity says whether a row says more than whose it is.
func (row *registerRow) anyBeyondIdentity() bool {
	for field, v := range row.fields {
		switch field {
		case "person_name", "employee_no", "team_name", "dept_name", "company_name", "work_on":
		default:
			if v.filled() {
				return true
			}
		}
	}
	return false
}

// rowDay is the day of a row with a date of its own.
func (r *reader) rowDay(row *registerRow) (time.Time, string) {
	v := row.fields["work_on"]
	if v == nil || v.none {
		r.issue(issue.DateMissing, row.first, "")
		return time.Time{}, issue.DateMissing
	}
	if v.bad != "" {
		return time.Time{}, v.bad
	}
	if v.date.Day == 0 {
		r.issue(issue.DateUnreadable, v.cell, "日期没有写到日")
		return time.Time{}, issue.DateUnreadable
	}
	on := r.date(row, "work_on")
	if on == nil {
		return time.Time{}, issue.DateUnreadable
	}
	if r.isFuture(*on) {
		r.issue(issue.DateFuture, v.cell, "")
		return time.Time{}, issue.DateFuture
	}
	return *on, ""
}

// sinkCountRow stores the counts of one person, team or department.
func (r *reader) sinkCountRow(row *registerRow, s surroundings) string {
	no, name := row.identity()
	team, dept := row.str("team_name"), row.str("dept_name")
	scope := "person"
	switch {
	case name != nil || no != nil:
	case row.fields["person_name"].unreadable():
		return row.fields["person_name"].bad
	case team != nil && r.d.Record == "period_metric":
		scope = "team"
	case dept != nil && r.d.Record == "period_metric":
		scope = "dept"
	default:
		return r.noName(row)
	}
	if team == nil && scope != "dept" {
		team = s.scope.team
	}
	if dept == nil {
		dept = s.scope.dept
	}
	numbers := 0
	for _, m := range row.metrics {
		for _, v := range []*parsed{m.plan, m.actual} {
			if v != nil && v.number != nil {
				numbers++
			}
		}
	}
	for i := range r.d.Metrics.Rows {
		m := row.metrics[i]
		if m == nil {
			continue
		}
		for _, v := range []*parsed{m.plan, m.actual} {
			if v != nil && v.none && numbers > 0 { // 无 is a zero where the rest of the row is filled in
				v.number = record.Ptr(0.0)
			}
		}
		field := &r.d.Metrics.Rows[i]
		if m.rate != nil {
			r.checkRate(field.Name, m.rate, m.actual.num(), m.plan.num())
		}
		if m.plan.address() == nil && m.actual.address() == nil {
			continue
		}
		r.putCount(row.no, field.Field, m, record.PeriodMetric{ScopeType: scope, EmployeeNo: no, PersonName: name, TeamName: team, DeptName: dept,
			PeriodType: s.period, PeriodStartOn: s.start})
	}
	r.putRemarks(row, s, scope, name, team)
	return ""
}

// putCount stores one count as the form's kind of record.
func (r *reader) putCount(row int, metric string, m *counted, about record.PeriodMetric) {
	if m.plan.num() == nil && m.actual.num() == nil && !m.plan.unreadable() && !m.actual.unreadable() {
		return
	}
	about.Place, about.Metric, about.Source = r.place(row), metric, r.d.Source
	about.Plan, about.Actual, about.PlanCell, about.ActualCell = m.plan.num(), m.actual.num(), m.plan.address(), m.actual.address()
	if r.d.Record != "check_metric" {
		r.out.Batch.PeriodMetrics = append(r.out.Batch.PeriodMetrics, about)
		return
	}
	r.out.Batch.CheckMetrics = append(r.out.Batch.CheckMetrics, record.CheckMetric{Place: about.Place, EmployeeNo: about.EmployeeNo, PersonName: about.PersonName,
		TeamName: about.TeamName, WorkOn: about.PeriodStartOn, Metric: metric, Plan: about.Plan, Actual: about.Actual,
		PlanCell: about.PlanCell, ActualCell: about.ActualCell, Source: r.d.Source})
}

// putRemarks stores the note.… columns of a row.
func (r *reader) putRemarks(row *registerRow, s surroundings, scope string, name, team *string) {
	for i := range r.d.Columns {
		kind, isNote := strings.CutPrefix(r.d.Columns[i].Field, "note.")
		v := row.fields[r.d.Columns[i].Field]
		if !isNote || !v.filled() {
			continue
		}
		r.out.Batch.Notes = append(r.out.Batch.Notes, record.Note{Place: r.place(row.no), ScopeType: scope, PersonName: name, TeamName: team,
			PeriodType: s.period, PeriodStartOn: s.start, Kind: kind, Body: v.text, Cells: record.Cells{"body": v.cell.Address()}})
	}
}
