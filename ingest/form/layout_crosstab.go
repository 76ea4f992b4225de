package form

import (
	"math"
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
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
	if r.d.Period == "month" {
		code = r.sinkTargets(figures, f)
	} else {
		code = r.sinkWeek(figures, f)
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
			if c == nil || r.claimed[c] {
				continue
			}
			r.claimed[c] = true
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
			if c.Col <= x.metricCol || known[c.Col] || r.claimed[c] {
				continue
			}
			if counts[c.Col] == 0 {
				order = append(order, c.Col)
			}
			counts[c.Col]++
			r.claimed[c] = true
		}
	}
	for _, col := range order {
		var head *cell
		for i := len(x.headers) - 1; i >= 0 && head == nil; i-- {
			head = r.page.over(r.page.rows[x.headers[i]].no, col)
		}
		if head == nil {
			r.issue(issue.ColumnUnknown, nil, "有一列没有表头，"+itoa(counts[col])+" 个值没有载入")
			continue
		}
		if _, ignored := find(head.hits, r.d.no, slotIgnore); !ignored {
			r.unknownHeader(head, head.head.Key, counts[col])
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
	kind                                    string
	employeeNo, person, team, dept, company *string
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
	}
	byMetric := make([]pairOf, len(r.d.Metrics.Rows))
	for _, g := range figures {
		p := &byMetric[g.metric]
		metric := r.d.Metrics.Rows[g.metric].Field
		row := &r.state[r.page.byRow[g.value.cell.Row]]
		if g.value.bad != "" {
			row.code = g.value.bad
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
		if p.weekCount > 0 && field.Type != typeRate && differs(p.weeks, *p.total.number) {
			r.issue(issue.TotalMismatch, p.total.cell, "“"+field.Name+"”月累计写的是 "+number(*p.total.number)+"，各周之和是 "+number(p.weeks))
		}
		r.state[r.page.byRow[p.total.cell.Row]].loaded = true
		r.out.Batch.PeriodMetrics = append(r.out.Batch.PeriodMetrics, record.PeriodMetric{
			Place: r.place(p.total.cell.Row), ScopeType: s.kind, EmployeeNo: s.employeeNo, PersonName: s.person, TeamName: s.team, DeptName: s.dept,
			PeriodType: "month", PeriodStartOn: month, Metric: field.Field, Plan: p.target.num(), Actual: p.total.number,
			PlanCell: p.target.address(), ActualCell: p.total.address(), Source: r.d.ID,
		})
	}
	return ""
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

// week finds the Monday of the week a sheet is about, from the days it names.
func (r *reader) week(f *formReading) (time.Time, string) {
	var texts []string
	var at *cell
	if v := r.label(f, "period"); v != nil {
		texts, at = append(texts, v.text), v.cell
	}
	for i := range r.page.rows[:min(titleRows, len(r.page.rows))] {
		for _, c := range r.page.rows[i].cells {
			if c.Kind == workbook.Text && len(c.Text) < 400 {
				texts = append(texts, c.Text)
			}
		}
	}
	texts = append(texts, r.page.grid.Sheet, r.ctx.Path[strings.LastIndexByte(r.ctx.Path, '/')+1:])
	for _, text := range texts {
		span, ok := value.ScanRange(text)
		if !ok {
			continue
		}
		first := value.Resolve(span.First, append([]value.Hint{{Source: "cell", Date: value.Date{Year: span.Last.Year}}}, r.yearHints()...), r.ctx.AsOf)
		if first.Problem.Code != "" {
			r.issue(first.Problem.Code, at, first.Problem.Message)
			return time.Time{}, first.Problem.Code
		}
		if span.First.Year == 0 && span.Last.Year != 0 && span.First.Month > span.Last.Month {
			first.On = first.On.AddDate(-1, 0, 0) // 12月29日—2026年1月4日
		}
		if first.Source == "run" {
			r.issue(issue.DateYearGuessed, at, "")
		}
		last := time.Date(first.On.Year(), time.Month(span.Last.Month), span.Last.Day, 0, 0, 0, 0, time.UTC)
		if last.Before(first.On) {
			last = last.AddDate(1, 0, 0)
		}
		if last.Sub(first.On) > 7*24*time.Hour {
			r.issue(issue.DateUnreadable, at, "起止日期超过一周")
			return time.Time{}, issue.DateUnreadable
		}
		monday := first.On.AddDate(0, 0, -(int(first.On.Weekday())+6)%7)
		if r.isFuture(monday) {
			r.issue(issue.DateFuture, at, "")
			return time.Time{}, issue.DateFuture
		}
		return monday, ""
	}
	r.issue(issue.DateMissing, r.claim.title, "找不到本周的起止日期；只写“第几周”无法确定是哪一周")
	return time.Time{}, issue.DateMissing
}

func (r *reader) yearHints() []value.Hint {
	var years []value.Hint
	for _, h := range r.hints() {
		years = append(years, value.Hint{Source: h.Source, Date: value.Date{Year: h.Date.Year}})
	}
	return years
}
