package form

import (
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// month finds the month a sheet is about.
func (r *reader) month(f *formReading) (time.Time, *cell, string) {
	d, source, at := value.Date{}, "", (*cell)(nil)
	take := func(h value.Date, from string, c *cell) {
		if d.Month == 0 && h.Month != 0 {
			d.Month, at = h.Month, c
		}
		if d.Year == 0 && h.Year != 0 {
			d.Year, source = h.Year, from
		}
	}
	if v := r.label(f, "month"); v != nil {
		h := value.ScanDate(cellText(v.cell.Cell))
		if len(v.cell.pairs) > 0 {
			h = value.ScanDate(v.text)
		}
		if n := smallNumber(v.text); h.Month == 0 && n >= 1 && n <= 12 {
			h.Month = n
		}
		take(h, "cell", v.cell)
	}
	for _, h := range r.hints() {
		take(h.Date, h.Source, r.claim.title)
	}
	if v := r.label(f, "filled_on"); v != nil && v.hasDate && d.Year == 0 && v.date.Year != 0 {
		d.Year, source = v.date.Year, "cell"
	}
	if d.Month == 0 {
		r.issue(issue.DateMissing, r.claim.title, "找不到月份")
		return time.Time{}, nil, issue.DateMissing
	}
	if d.Year == 0 {
		d.Year, source = r.ctx.AsOf.Year(), "run"
		r.issue(issue.DateYearGuessed, at, "")
	}
	_ = source
	return time.Date(d.Year, time.Month(d.Month), 1, 0, 0, 0, 0, time.UTC), at, ""
}

// sinkTargets turns the table of a month into targets and results.
func (r *reader) sinkTargets(figures []figure, f *formReading) string {
	month, _, code := r.month(f)
	if code != "" {
		return code
	}
	s := r.scope(f)
	if s.kind == "" {
		r.issue(issue.NameMissing, r.claim.title, "找不到姓名或团队名称")
		return issue.NameMissing
	}
	var filledOn *time.Time
	for i := range r.d.Labels {
		if r.d.Labels[i].Field == "filled_on" {
			filledOn = r.resolveDate(r.label(f, "filled_on"), &r.d.Labels[i], r.hints())
		}
	}
	setBy := r.label(f, "set_by").enumValue()
	type pairOf struct {
		target, total, rate *parsed
		weeks               float64
		weekCount           int
		weeksBad            bool // a week nobody can read: nothing to compare the sum with
	}
	byMetric := make([]pairOf, len(r.d.Metrics.Rows))
	for _, g := range figures {
		p := &byMetric[g.metric]
		metric := r.d.Metrics.Rows[g.metric].Field
		row := &r.state[r.page.index(g.value.cell.Row)]
		if g.value.bad != "" {
			row.code = g.value.bad
			p.weeksBad = p.weeksBad || g.column.kind == groupWeek && g.column.side != plan
		}
		switch {
		case g.column.kind == groupRate:
			p.rate = g.value
			continue
		case g.column.kind == groupTarget, g.column.kind == groupTotal && g.column.side == plan:
			if p.target == nil {
				p.target = g.value
			}
		case g.column.kind == groupTotal:
			p.total = g.value
			continue
		case g.column.kind == groupWeek && g.column.side != plan:
			if g.value.number != nil {
				p.weeks += *g.value.number
				p.weekCount++
				row.loaded = true
				r.out.Batch.WeekResults = append(r.out.Batch.WeekResults, record.WeekResult{
					Place: r.place(g.value.cell.Row), ScopeType: s.kind, EmployeeNo: s.employeeNo, PersonName: s.person, TeamName: s.team, DeptName: s.dept,
					MonthStartOn: month, WeekNo: g.column.week, Metric: metric, Actual: *g.value.number, ActualCell: g.value.cell.Address(),
				})
			}
			continue
		case g.column.kind == groupYear:
			if g.value.number != nil {
				row.loaded = true
				r.out.Batch.YearTargets = append(r.out.Batch.YearTargets, record.YearTarget{
					Place: r.place(g.value.cell.Row), ScopeType: s.kind, EmployeeNo: s.employeeNo, PersonName: s.person, TeamName: s.team, DeptName: s.dept,
					Year: month.Year(), Metric: metric, Target: *g.value.number, SetBy: setBy, FilledOn: filledOn, TargetCell: g.value.cell.Address(),
				})
			}
			continue
		}
		if g.value.number == nil {
			continue
		}
		row.loaded = true
		t := record.Target{
			Place: r.place(g.value.cell.Row), ScopeType: s.kind, EmployeeNo: s.employeeNo, PersonName: s.person, TeamName: s.team, DeptName: s.dept,
			MonthStartOn: month, Metric: metric, Target: *g.value.number, SetBy: setBy, FilledOn: filledOn, TargetCell: g.value.cell.Address(),
		}
		if g.column.kind == groupWeek {
			t.WeekNo = record.Ptr(g.column.week)
		}
		r.out.Batch.Targets = append(r.out.Batch.Targets, t)
	}
	for i := range byMetric {
		p := &byMetric[i]
		field := &r.d.Metrics.Rows[i]
		r.checkRate(field.Name, p.rate, p.total.num(), p.target.num())
		if p.total == nil || p.total.number == nil {
			continue
		}
		if p.weekCount > 0 && !p.weeksBad && field.Type != typeRate && differs(p.weeks, *p.total.number) {
			r.issue(issue.TotalMismatch, p.total.cell, "“"+field.Name+"”月累计写的是 "+number(*p.total.number)+"，各周之和是 "+number(p.weeks))
		}
		r.state[r.page.index(p.total.cell.Row)].loaded = true
		r.out.Batch.PeriodMetrics = append(r.out.Batch.PeriodMetrics, record.PeriodMetric{
			Place: r.place(p.total.cell.Row), ScopeType: s.kind, EmployeeNo: s.employeeNo, PersonName: s.person, TeamName: s.team, DeptName: s.dept,
			PeriodType: "month", PeriodStartOn: month, Metric: field.Field, Plan: p.target.num(), Actual: p.total.number,
			PlanCell: p.target.address(), ActualCell: p.total.address(), Source: r.d.ID,
		})
	}
	return ""
}
