package form

import (
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
)

// recordSink turns the rows of a register into one record each.
type recordSink struct {
	*register
	seen   rowSet
	around *surroundings
}

func newRecordSink(g *register) registerSink {
	s := recordSink{register: g, seen: rowSet{}}
	if _, named := recordType(g.d.Record); named {
		around, code := g.surround(g.said)
		if code != "" {
			return quarantineSink{g, code}
		}
		s.around = &around
	}
	return s
}

func (s recordSink) passed(int) {}
func (s recordSink) end()       {}

func (s recordSink) take(row *registerRow) {
	state := &s.state[row.at]
	if !row.any() {
		state.preprinted = true
		return
	}
	if s.repeated(row, s.seen) {
		return
	}
	code := ""
	switch s.d.Record {
	case "person":
		code = s.sinkPerson(row)
	case "outlet":
		code = s.sinkOutlet(row)
	case "product":
		code = s.sinkProduct(row)
	case "leave":
		code = s.sinkLeave(row)
	default:
		code = s.sinkNamed(row, s.around)
	}
	if code == "" {
		state.loaded = true
	} else {
		state.code = code
	}
}

// any says whether the row itself (not a merge from above) says anything.
func (row *registerRow) any() bool {
	for _, v := range row.fields {
		if v.filled() && v.cell.Row == row.no {
			return true
		}
	}
	return false
}

func (row *registerRow) str(field string) *string {
	v := row.fields[field]
	if v == nil || v.none {
		return nil
	}
	return v.str()
}

func (row *registerRow) cells() record.Cells {
	cells := record.Cells{}
	for field, v := range row.fields {
		optional(cells, field, v)
	}
	return cells
}

// date completes a date of the row; only its year may be missing.
func (r *reader) date(row *registerRow, name string) *time.Time {
	for i := range r.d.Columns {
		if r.d.Columns[i].Field == name {
			return r.resolveDate(row.fields[name], &r.d.Columns[i], r.monthHints())
		}
	}
	return nil
}

// identity is the employee number and name of a row; the number may stand beside the name.
func (row *registerRow) identity() (employeeNo, name *string) {
	employeeNo, name = row.str("employee_no"), row.str("person_name")
	if v := row.fields["person_name"]; employeeNo == nil && v != nil && v.employeeNo != "" {
		employeeNo = record.Ptr(v.employeeNo)
	}
	return employeeNo, name
}

func (r *reader) noName(row *registerRow) string {
	r.issue(issue.NameMissing, row.first, "")
	return issue.NameMissing
}

func (r *reader) sinkPerson(row *registerRow) string {
	no, name := row.identity()
	if no == nil && name == nil {
		return r.noName(row)
	}
	r.out.Batch.Persons = append(r.out.Batch.Persons, record.Person{
		Place: r.place(row.no), EmployeeNo: no, PersonName: name,
		Role: row.fields["role_text"].enumValue(), RoleText: row.str("role_text"),
		TeamName: row.str("team_name"), DeptName: row.str("dept_name"), CompanyName: row.str("company_name"),
		HiredOn: r.date(row, "hired_on"), LeftOn: r.date(row, "left_on"), JoinedTeamOn: r.date(row, "joined_team_on"),
		Grade: row.str("grade"), BaseSalaryYuan: row.fields["base_salary_yuan"].num(), AllowanceYuan: row.fields["allowance_yuan"].num(),
		Cells: row.cells(),
	})
	return ""
}

func (r *reader) sinkOutlet(row *registerRow) string {
	if row.str("outlet_name") == nil && row.str("outlet_code") == nil {
		return r.noName(row)
	}
	no, name := row.identity()
	r.out.Batch.Outlets = append(r.out.Batch.Outlets, record.Outlet{
		Place: r.place(row.no), OutletCode: row.str("outlet_code"), OutletName: row.str("outlet_name"),
		BankName: row.str("bank_name"), Grade: row.fields["grade"].enumValue(), EmployeeNo: no, PersonName: name,
		ValidFromOn: r.date(row, "valid_from_on"), ValidToOn: r.date(row, "valid_to_on"), Cells: row.cells(),
	})
	return ""
}

func (r *reader) sinkProduct(row *registerRow) string {
	if row.str("product_name") == nil {
		return r.noName(row)
	}
	r.out.Batch.Products = append(r.out.Batch.Products, record.Product{
		Place: r.place(row.no), ProductName: row.str("product_name"), PayMode: row.fields["pay_mode"].enumValue(),
		CommissionRate: row.fields["commission_rate"].num(), StdFactor: row.fields["std_factor"].num(), Cells: row.cells(),
	})
	return ""
}

func (r *reader) sinkLeave(row *registerRow) string {
	no, name := row.identity()
	if no == nil && name == nil {
		return r.noName(row)
	}
	start, end := r.date(row, "start_on"), r.date(row, "end_on")
	for i, on := range []*time.Time{start, end} {
		field := []string{"start_on", "end_on"}[i]
		if on != nil {
			continue
		}
		v := row.fields[field]
		if v == nil || v.none {
			r.issue(issue.DateMissing, row.first, "请假的开始或结束日期没有填")
			return issue.DateMissing
		}
		if v.bad != "" {
			return v.bad
		}
		return issue.DateUnreadable
	}
	if end.Before(*start) {
		r.issue(issue.DateImpossible, row.fields["end_on"].cell, "结束日期早于开始日期")
		return issue.DateImpossible
	}
	r.out.Batch.Leaves = append(r.out.Batch.Leaves, record.Leave{
		Place: r.place(row.no), EmployeeNo: no, PersonName: name, TeamName: row.str("team_name"),
		StartOn: *start, EndOn: *end, Kind: row.fields["kind_text"].enumValue(), KindText: row.str("kind_text"), Cells: row.cells(),
	})
	return ""
}
