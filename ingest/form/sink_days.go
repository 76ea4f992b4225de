package form

import (
	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// dayGroup is all rows of one person's one day, in order.
type dayGroup struct {
	key      string
	last     int // index of the row that is known to be the last about this day
	closed   bool
	rows     []*dayRow
	conflict bool
}

type dayRow struct {
	row   *registerRow
	build *dayBuilder
}

// daySink turns the rows of a register into days: one per date and person, as soon as its last row
// is read. Rows without a date and a name that only carry sales belong to the row above.
type daySink struct {
	*register
	hints    []value.Hint
	open     map[string]*dayGroup
	due      map[int][]*dayGroup // by the index of their last row
	previous *dayGroup

	cumulative bool // old rows are resent on purpose
	disagree   disagreements
}

func newDaySink(g *register) registerSink {
	return &daySink{register: g, hints: g.monthHints(), open: map[string]*dayGroup{}, due: map[int][]*dayGroup{}, cumulative: g.isCumulative()}
}

func (s *daySink) take(row *registerRow) {
	before := s.previous
	s.previous = s.place(row)
	if before != nil && before != s.previous && before.last <= row.at {
		s.finishGroup(before)
	}
}

// place finds the day that a row belongs to; nil when it is none or cannot be told.
func (s *daySink) place(row *registerRow) *dayGroup {
	b := s.buildDay(row)
	s.dayAround(b, row, s.said)
	if !b.content {
		s.state[row.at].preprinted = true
		return s.previous
	}
	v := row.fields["work_on"]
	if s.previous != nil && v == nil && row.fields["person_name"] == nil && row.fields["employee_no"] == nil && len(b.sales) > 0 && !b.counts() {
		s.previous.rows = append(s.previous.rows, &dayRow{row, b})
		return s.previous
	}
	resolved := value.Resolved{Problem: value.Problem{Code: issue.DateMissing}}
	switch {
	case v == nil && !s.hasColumn("work_on"):
		resolved = s.dayOfSheet(s.said, b)
	case v == nil || v.none:
		s.issue(issue.DateMissing, row.first, "")
	case v.bad != "":
		resolved.Problem.Code = v.bad // reported when it was read
	default:
		resolved = value.Resolve(v.date, s.hints, s.ctx.AsOf)
		if v.date.Day == 0 {
			resolved.Problem = value.Problem{Code: issue.DateUnreadable, Message: "日期没有写到日"}
		}
		if resolved.Problem.Code != "" {
			s.issue(resolved.Problem.Code, v.cell, resolved.Problem.Message)
		} else {
			s.disagree.note(s, &resolved, v.cell)
			s.dateRemarks(resolved, v.cell)
			b.cells["work_on"] = v.cell.Address()
		}
	}
	if code := b.finish(resolved); code != "" {
		s.state[row.at].code = code
		return nil
	}
	key := resolved.On.Format("20060102") + "\x00" + personKey(b)
	group := s.open[key]
	if group == nil {
		group = &dayGroup{key: key}
		s.open[key] = group
	}
	group.rows = append(group.rows, &dayRow{row, b})
	last := row.at
	if later, several := s.survey.last[s.survey.keys[row.at-s.first()]]; several {
		last = later
	}
	if group.last < last {
		group.last = last
		if last > row.at {
			s.due[last] = append(s.due[last], group)
		}
	}
	return group
}

// passed finishes the days whose last row was this, unless rows of sales may follow.
func (s *daySink) passed(at int) {
	for _, group := range s.due[at] {
		if group != s.previous && group.last <= at {
			s.finishGroup(group)
		}
	}
	delete(s.due, at)
}

func (s *daySink) end() {
	if s.previous != nil {
		s.finishGroup(s.previous)
	}
	s.previous = nil
	s.disagree.tell(s)
}

func (s *daySink) finishGroup(group *dayGroup) {
	if group.closed {
		return
	}
	group.closed = true
	delete(s.open, group.key)
	s.sinkGroup(group)
}

func personKey(b *dayBuilder) string {
	if b.day.EmployeeNo != nil {
		return "#" + *b.day.EmployeeNo
	}
	key := ""
	if b.day.PersonName != nil {
		key = *b.day.PersonName
	}
	if b.day.TeamName != nil {
		key += "\x00" + *b.day.TeamName
	}
	return key
}

// monthHints are the hints without a day: in a register only year and month may be inherited.
func (r *reader) monthHints() []value.Hint {
	hints := r.hints()
	for i := range hints {
		hints[i].Date.Day, hints[i].Date.Weekday = 0, 0
	}
	return hints
}

// buildDay reads one row as a day of its own.
func (r *reader) buildDay(row *registerRow) *dayBuilder {
	b := &dayBuilder{r: r, cells: record.Cells{}, no: row.no}
	sale := map[string]*parsed{}
	for i := range r.d.Columns {
		field := &r.d.Columns[i]
		v := row.fields[field.Field]
		if v == nil {
			continue
		}
		if name, isSale := cutSale(field.Field); isSale {
			sale[name] = v
			continue
		}
		b.set(field, r.aliasOf(i), v)
	}
	for i := range r.d.Metrics.Rows {
		if m := row.metrics[i]; m != nil {
			b.metric(&r.d.Metrics.Rows[i], m.plan, m.actual)
		}
	}
	b.addSale(row.no, sale)
	return b
}

func cutSale(field string) (string, bool) {
	const prefix = "sale."
	if len(field) > len(prefix) && field[:len(prefix)] == prefix {
		return field[len(prefix):], true
	}
	return field, false
}

func (r *reader) aliasOf(field int) string {
	for _, c := range r.claim.header.columns {
		if c.field == field {
			return c.alias
		}
	}
	return ""
}

// counts says whether the row says anything about the day beyond sales.
func (b *dayBuilder) counts() bool { return len(b.metrics) > 0 || b.day.Status != nil }

// sameCounts compares what two rows of a person's day say.
func sameCounts(a, b *dayBuilder) bool {
	if len(a.metrics) != len(b.metrics) || !sameText(a.day.Status, b.day.Status) {
		return false
	}
	for i := range a.metrics {
		x, y := a.metrics[i], b.metrics[i]
		if x.Metric != y.Metric || !sameNumber(x.Plan, y.Plan) || !sameNumber(x.Actual, y.Actual) {
			return false
		}
	}
	return true
}

func sameNumber(a, b *float64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
func sameText(a, b *string) bool    { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

// sinkGroup joins the rows of one person's day. Rows whose counts differ cannot both be right, and
// nothing says which is: none of the day is loaded.
func (r *reader) sinkGroup(g *dayGroup) {
	seen := map[string]bool{}
	var base *dayBuilder
	var kept []*dayRow
	for _, row := range g.rows {
		if seen[row.row.key] {
			r.state[row.row.at].duplicate = true
			r.issue(issue.RowRepeated, row.row.first, "")
			continue
		}
		seen[row.row.key] = true
		kept = append(kept, row)
		if !row.build.counts() {
			continue
		}
		if base == nil {
			base = row.build
		} else if !sameCounts(base, row.build) {
			g.conflict = true
			r.issue(issue.RowConflict, row.row.first, "与第 "+itoa(base.no)+" 行是同一人同一天，数值不同，两行都没有载入")
		}
	}
	if g.conflict {
		for _, row := range kept {
			r.state[row.row.at].code = issue.RowConflict
		}
		return
	}
	if base == nil {
		base = kept[0].build
	}
	sales := []record.Sale{}
	for _, row := range kept {
		r.state[row.row.at].loaded = true
		sales = append(sales, row.build.sales...)
		base.adopt(row.build)
	}
	base.sales = sales
	base.check()
	base.emit()
}

// adopt takes over texts that the day's own row lacks.
func (b *dayBuilder) adopt(other *dayBuilder) {
	if b == other {
		return
	}
	take := func(into **string, from *string, field string) {
		if *into == nil && from != nil {
			*into = from
			if cell, ok := other.cells[field]; ok {
				b.cells[field] = cell
			}
		}
	}
	take(&b.day.Reflection, other.day.Reflection, "reflection")
	take(&b.day.DayPlan, other.day.DayPlan, "day_plan")
	take(&b.day.TeamName, other.day.TeamName, "team_name")
	take(&b.day.CompanyName, other.day.CompanyName, "company_name")
	if b.day.SubmittedAt == nil {
		b.day.SubmittedAt = other.day.SubmittedAt
	}
}
