package simulate

import (
	"fmt"
	"time"

	"aqs/internal/simulate/paper"
)

// Registers of days: one row is one person's day.

// registerStyle is one way of keeping a register of days.
type registerStyle struct {
	grouped, merged, onePerson, oneDay, sections, cumulative bool

	nameless bool // no column of numbers: the name alone says who it is
}

func dayRegister(style registerStyle) func(*desk, *paper.Book, sheetCase) {
	return func(d *desk, book *paper.Book, c sheetCase) {
		d.register(book, fmt.Sprintf("%d月", c.month.Month()), c, style, c.month)
	}
}

func dayBook(d *desk, book *paper.Book, c sheetCase) {
	for _, month := range c.w.months {
		d.register(book, fmt.Sprintf("%d月", month.Month()), c, registerStyle{onePerson: true}, month)
	}
}

func peopleBook(d *desk, book *paper.Book, c sheetCase) {
	for _, p := range c.team.members[:min(3, len(c.team.members))] {
		c.person = p
		d.register(book, p.name, c, registerStyle{onePerson: true}, c.month)
	}
}

// register draws rows of days of one person or of a team.
func (d *desk) register(book *paper.Book, sheet string, c sheetCase, style registerStyle, month time.Time) {
	d.open(book, sheet, 10)
	d.who = fact{team: c.team.name, dept: c.team.dept.name}
	d.title(pick(d.r, []string{"工作日志台账", "活动量台账", "工作台账"}))
	if style.onePerson {
		d.who = about(c.person, time.Time{})
		d.labels(d.whose(c.w, c.person)...)
	}
	t := table{name: "day_metric", register: true, extras: true, totals: !style.sections, twice: "面谈量"}
	if !style.oneDay && !style.sections {
		t.columns = append(t.columns, column{table: "day", field: "work_on", heads: []string{"日期", "工作日期"}, shape: asDate, merge: style.merged})
	}
	if !style.onePerson {
		t.columns = append(t.columns, column{table: "day", field: "person_name", heads: []string{"姓名", "客户经理", "业务员"}, shape: asName})
		if !style.nameless {
			t.columns = append(t.columns, column{table: "day", field: "employee_no", heads: []string{"工号", "员工编号"}, shape: asNo})
		}
	}
	for _, m := range activity(counts{}, counts{})[:4] {
		switch {
		case style.grouped && m.metric != "intents":
			words := []string{pick(d.r, m.words)}
			t.columns = append(t.columns, column{field: m.metric + ".plan", heads: []string{"计划"}, groups: words, shape: m.shape},
				column{field: m.metric + ".actual", heads: []string{"实际", "达成"}, groups: words, shape: m.shape})
		case m.metric == "visits":
			t.columns = append(t.columns, column{field: "visits.plan", heads: []string{"计划拜访", "计划拜访量"}, shape: asCount},
				column{field: "visits.actual", heads: []string{"实际拜访", "实际拜访量"}, shape: asCount})
		default:
			t.columns = append(t.columns, column{field: m.metric + ".actual", heads: m.words, shape: m.shape})
		}
	}
	t.columns = append(t.columns, column{table: "day", field: "reflection", heads: []string{"问题及心得", "心得体会"}})
	if style.sections {
		d.sections(t, c, style, month)
		return
	}
	for _, on := range d.days(c, style, month) {
		for _, p := range d.members(c, style) {
			r, ok := d.registerRow(&t, p, on, style)
			if !ok {
				continue
			}
			t.rows = append(t.rows, r)
			if !style.oneDay && !style.merged && d.has(DirtFuture) {
				t.rows = append(t.rows, d.lostRow(r, on.AddDate(1, 0, 0), "DATE_FUTURE"))
			} else if !style.oneDay && !style.merged && d.has(DirtImpossible) {
				t.rows = append(t.rows, d.lostRow(r, on, "DATE_IMPOSSIBLE"))
			}
		}
	}
	if len(t.rows) == 0 { // nothing to head: the person has left
		t.extras, t.twice, t.private = false, "", ""
	}
	d.draw(t)
}

func (d *desk) members(c sheetCase, style registerStyle) []*person {
	if style.onePerson {
		return []*person{c.person}
	}
	return c.team.members[:min(4, len(c.team.members))]
}

func (d *desk) days(c sheetCase, style registerStyle, month time.Time) []time.Time {
	days := workdaysOf(month)
	switch {
	case style.oneDay:
		return []time.Time{c.monday}
	case style.cumulative:
		return days[:min(6, len(days))]
	case style.grouped:
		return days[6:min(11, len(days))]
	case style.onePerson:
		return days
	}
	return days[max(0, len(days)-5):]
}

// registerRow is one person's day; false when there is none.
func (d *desk) registerRow(t *table, p *person, on time.Time, style registerStyle) (row, bool) {
	for _, day := range p.days {
		if !day.on.Equal(on) || day.absence != "" {
			continue
		}
		r := row{who: about(p, on)}
		date := item{field: "work_on", shape: asDate, on: on, sure: true}
		name := nameItem("person_name", p.name)
		name.no = p.no
		if style.nameless && d.has(DirtNearName) {
			r.who.person, r.who.no = d.misspelt(p.name), ""
			name = item{field: "person_name", shape: asName, text: r.who.person, code: "NAME_UNKNOWN"}
		}
		values := map[string]item{
			"work_on": date, "person_name": name, "employee_no": {field: "employee_no", shape: asNo, text: p.no},
			"reflection": longItem("reflection", day.insight),
		}
		for _, m := range activity(day.plan, day.actual) {
			values[m.metric+".plan"], values[m.metric+".actual"] = m.item(".plan"), m.item(".actual")
		}
		if visits := values["visits.actual"]; visits.n > 0 { // with a number in the row, 无 is a zero
			visits.sure = true
			closes := values["closes.actual"]
			closes.isZero = true
			values["visits.actual"], values["closes.actual"] = visits, closes
		}
		for _, column := range t.columns {
			r.items = append(r.items, values[column.field])
		}
		return r, true
	}
	return row{}, false
}

// lostRow is a row that cannot be placed: its date is no day, or one to come. Nothing in it may
// become a record.
func (d *desk) lostRow(r row, on time.Time, code string) row {
	lost := row{who: r.who, lost: code}
	for _, it := range r.items {
		if it.field == "work_on" {
			it.on, it.code = on, code
			it.says = code
		}
		it.sure = true
		lost.items = append(lost.items, it)
	}
	return lost
}

// misspelt is a name with one wrong character that nobody of the branch has.
func (d *desk) misspelt(name string) string {
	letters := []rune(name)
	letters[len(letters)-1] = []rune("犇骉淼焱垚")[d.r.IntN(5)]
	return string(letters)
}

// sections writes a head, then for each day a row that holds only the date, then the people.
func (d *desk) sections(t table, c sheetCase, style registerStyle, month time.Time) {
	days := workdaysOf(month)
	words := d.heads(&t)
	d.drawHeads(&t, words, d.col, nil)
	for _, on := range days[:3] {
		s, _ := d.spell(plainItem(dateItem("", on)))
		d.sheet.PutMerged(d.area(0, len(t.columns)-1), s.value, paper.Section)
		d.at++
		for _, p := range d.members(c, style) {
			r, ok := d.registerRow(&t, p, on, style)
			if !ok {
				continue
			}
			t.rows = []row{r}
			d.drawRow(&t, 0, d.col, nil)
			d.at++
		}
	}
}
