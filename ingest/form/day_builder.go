package form

import (
	"math"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// dayBuilder gathers one person's day.
type dayBuilder struct {
	r            *reader
	no           int // row
	day          record.Day
	cells        record.Cells
	metrics      []record.DayMetric
	visits       []record.Visit
	sales        []record.Sale
	workOn       *parsed
	name         *parsed
	submitted    *parsed
	premiumTotal *parsed
	none         []noneMark
	statusCell   *cell
	numbers      int // metrics with a number
	content      bool
}

// noneMark is a 无 in a count cell: a zero when the rest of the day is filled in.
type noneMark struct {
	metric int
	plan   bool
}

// set stores a labelled value or a register's column.
func (b *dayBuilder) set(field *fieldDef, alias string, v *parsed) {
	if v == nil {
		return
	}
	optional(b.cells, field.Field, v)
	switch field.Field {
	case "employee_no":
		b.day.EmployeeNo = v.str()
	case "person_name":
		b.day.PersonName, b.name = v.str(), v
		if v.employeeNo != "" && b.day.EmployeeNo == nil {
			b.day.EmployeeNo = record.Ptr(v.employeeNo)
		}
	case "team_name":
		b.day.TeamName = v.str()
	case "company_name":
		b.day.CompanyName = v.str()
	case "work_on":
		b.workOn = v
		delete(b.cells, "work_on")
	case "day_plan":
		b.day.DayPlan = textUnlessNone(v)
		b.content = b.content || v.filled()
	case "reflection":
		b.day.Reflection = textUnlessNone(v)
		b.content = b.content || v.filled()
	case "submitted_at":
		b.submitted = v
	case "premium_total_yuan":
		b.day.PremiumTotalYuan = v.number
		if v.number != nil {
			b.premiumTotal = v
		}
		b.content = b.content || v.filled()
	case "status":
		b.status(v, strings.Contains(alias, "请假"))
	}
}

func textUnlessNone(v *parsed) *string {
	if v.none {
		return nil
	}
	return v.str()
}

// status reads an attendance cell. A tick under 出勤 is an ordinary day; under 请假 it is leave.
func (b *dayBuilder) status(v *parsed, asksLeave bool) {
	if !v.filled() {
		return
	}
	b.content = true
	if status, ok := value.DayStatus(v.text); ok {
		b.day.Status, b.day.StatusText = record.Ptr(status), v.str()
		b.statusCell = v.cell
		return
	}
	if yes, ok := value.YesNo(v.text); ok && asksLeave {
		if yes {
			b.day.Status, b.day.StatusText, b.statusCell = record.Ptr("leave"), v.str(), v.cell
		}
		return
	}
	b.day.StatusText = v.str()
}

// metric adds one count. 请假 in its cell is the day's status and no count.
func (b *dayBuilder) metric(field *fieldDef, planned, done *parsed) {
	m := record.DayMetric{Metric: field.Field}
	for _, v := range []*parsed{planned, done} {
		if v == nil || v.cell == nil {
			continue
		}
		if v.halfDay != "" {
			b.content = true
			if b.day.StatusText == nil {
				b.day.StatusText = v.str()
				b.cells["status"] = v.cell.Address()
			}
			b.r.issue(issue.StatusInCount, v.cell, "半天的状态，记在当日备注，不计为 0")
			continue
		}
		if v.status != "" {
			b.content = true
			if b.day.Status == nil {
				b.day.Status, b.day.StatusText = record.Ptr(v.status), v.str()
				b.statusCell = v.cell
				b.cells["status"] = v.cell.Address()
				b.r.issue(issue.StatusInCount, v.cell, "")
			} else if *b.day.Status != v.status {
				b.r.issue(issue.StatusInCount, v.cell, "当日的状态已由另一格写明，这里的“"+clipText(v.text, 20)+"”未采用")
			}
			continue
		}
		if v.number != nil {
			b.numbers++
		}
		b.content = b.content || v.filled()
		if v.none {
			b.none = append(b.none, noneMark{len(b.metrics), v == planned})
		}
		if v == planned {
			m.Plan, m.PlanCell = v.number, v.address()
		} else {
			m.Actual, m.ActualCell = v.number, v.address()
		}
	}
	if m.PlanCell == nil && m.ActualCell == nil {
		return
	}
	for _, v := range []*parsed{done, planned} {
		if v != nil && v.cell != nil {
			m.RowNo = v.cell.Row
			break
		}
	}
	m.Sheet = b.r.page.grid.Sheet
	b.metrics = append(b.metrics, m)
}

func (b *dayBuilder) visit(d *blockDef, row *blockRow) {
	v := record.Visit{Place: b.r.place(row.no), Cells: record.Cells{}}
	for j := range d.Columns {
		field, got := &d.Columns[j], row.values[j]
		if got == nil || got.none {
			continue
		}
		optional(v.Cells, field.Field, got)
		switch field.Field {
		case "outlet_name":
			v.OutletName = got.str()
		case "customer_name":
			v.CustomerName = got.str()
		case "purpose_text":
			v.PurposeText, v.Purpose = got.str(), got.enumValue()
		case "time_text":
			v.TimeText = got.str()
			if from, to, ok := value.ReadTimes(got.text); ok {
				v.FromMinute, v.ToMinute = &from, &to
			}
		case "prepared_text":
			v.PreparedText = got.str()
		case "analysis":
			v.Analysis = got.str()
		case "result":
			v.Result = got.str()
		case "next_step":
			v.NextStep = got.str()
		case "next_on":
			v.NextOn = b.r.resolveDate(got, field, b.r.hints())
		case "is_planned":
			v.IsPlanned = b.yesNo(got, field)
		case "is_done":
			v.IsDone = b.yesNo(got, field)
		}
	}
	b.content = true
	b.visits = append(b.visits, v)
}

func (b *dayBuilder) yesNo(v *parsed, field *fieldDef) *bool {
	yes, ok := value.YesNo(v.text)
	if !ok {
		b.r.issue(issue.ValueUnreadable, v.cell, "“"+field.Name+"”应填是或否")
		return nil
	}
	return &yes
}

func (b *dayBuilder) sale(d *blockDef, row *blockRow) {
	values := map[string]*parsed{}
	for j := range d.Columns {
		values[d.Columns[j].Field] = row.values[j]
	}
	b.addSale(row.no, values)
}

// addSale adds one line of sales, unless its cells say 无 or nothing.
func (b *dayBuilder) addSale(rowNo int, values map[string]*parsed) bool {
	s := record.Sale{Place: b.r.place(rowNo), Cells: record.Cells{}}
	any := false
	for _, name := range [...]string{"product_name", "cases", "premium_yuan", "outlet_name", "customer_name"} {
		v := values[name]
		if !v.filled() {
			continue
		}
		if v.status != "" {
			if b.day.Status == nil {
				b.day.Status, b.day.StatusText = record.Ptr(v.status), v.str()
			}
			continue
		}
		any = true
		s.Cells[name] = v.cell.Address()
		switch name {
		case "product_name":
			s.ProductName = v.str()
		case "cases":
			s.Cases = v.num()
		case "premium_yuan":
			s.PremiumYuan = v.num()
		case "outlet_name":
			s.OutletName = v.str()
		case "customer_name":
			s.CustomerName = v.str()
		}
	}
	zero := func(f *float64) bool { return f == nil || *f == 0 }
	if any && (s.ProductName != nil || !zero(s.Cases) || !zero(s.PremiumYuan) || values["premium_yuan"].unreadable() || values["cases"].unreadable()) {
		b.sales = append(b.sales, s)
		b.content = true
		return true
	}
	return false
}

// finish places the day, or says by which code it cannot be.
func (b *dayBuilder) finish(resolved value.Resolved) string {
	if resolved.Problem.Code != "" {
		return resolved.Problem.Code
	}
	if b.r.isFuture(resolved.On) {
		at := (*cell)(nil)
		if b.workOn != nil {
			at = b.workOn.cell
		}
		b.r.issue(issue.DateFuture, at, "日期 "+resolved.On.Format("2006-01-02")+" 晚于统计截止日 "+b.r.ctx.AsOf.Format("2006-01-02"))
		return issue.DateFuture
	}
	if b.day.PersonName == nil && b.day.EmployeeNo == nil {
		at := (*cell)(nil)
		if b.name != nil {
			at = b.name.cell
		} else if b.r.d.Layout == layoutRegister {
			at = b.r.page.rows[b.r.page.index(b.no)].cells[0]
		}
		b.r.issue(issue.NameMissing, at, "")
		return issue.NameMissing
	}
	b.day.WorkOn, b.day.DateSource = resolved.On, resolved.Source
	if b.submitted != nil {
		b.submittedAt()
	}
	for _, mark := range b.none { // 无 is a zero only where the rest of the row is filled in
		if b.numbers == 0 {
			break
		}
		if mark.plan {
			b.metrics[mark.metric].Plan = record.Ptr(0.0)
		} else {
			b.metrics[mark.metric].Actual = record.Ptr(0.0)
		}
	}
	return ""
}

func (b *dayBuilder) submittedAt() {
	v := b.submitted
	if !v.filled() {
		return
	}
	at, problem := value.ReadTime(v.cell.Cell, b.r.page.grid.Date1904, b.day.WorkOn)
	if problem.Code != "" {
		if pairs := v.cell.pairs; len(pairs) > 0 {
			raw := v.cell.Cell
			raw.Text = v.text
			at, problem = value.ReadTime(raw, b.r.page.grid.Date1904, b.day.WorkOn)
		}
	}
	if problem.Code != "" {
		b.r.issue(problem.Code, v.cell, "“提交时间”读不出："+problem.Message)
		return
	}
	b.day.SubmittedAt = &at
}

// emit hands the day to the batch.
func (b *dayBuilder) emit() {
	batch := &b.r.out.Batch
	b.day.Place, b.day.Cells = b.r.place(b.no), b.cells
	batch.Days = append(batch.Days, b.day)
	dayNo := b.r.daysOut + len(batch.Days)
	for _, m := range b.metrics {
		m.DayNo = dayNo
		batch.DayMetrics = append(batch.DayMetrics, m)
	}
	for _, v := range b.visits {
		v.DayNo = dayNo
		batch.Visits = append(batch.Visits, v)
	}
	for _, s := range b.sales {
		s.DayNo = dayNo
		batch.Sales = append(batch.Sales, s)
	}
}

func differs(a, b float64) bool { return math.Abs(a-b) > 0.005+1e-9*math.Abs(a) }
