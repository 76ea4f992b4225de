package form

import (
	"fmt"
	"slices"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// acrossDef is a table of texts with people across and days or tasks down: who does what on which
// day.
type acrossDef struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Record  string   `yaml:"record"` // what every filled cell becomes
	Names   string   `yaml:"names"`  // the field of the person over the column
	Day     string   `yaml:"day"`    // the field of a row's day
	Text    string   `yaml:"text"`   // the field of what a cell says on that day
	Task    string   `yaml:"task"`   // rows of tasks: the field of the task; empty: rows are days only
	Detail  string   `yaml:"detail"` // … and of what a cell says of it
	Result  string   `yaml:"result"` // the field of a cell under 结果, where every person has two columns
	Corners []string `yaml:"corners"`
	Weight  float64  `yaml:"weight"`
}

func (a *acrossDef) check(d *definition) error {
	switch {
	case d.Layout != layoutForm || d.Record != "sheet":
		return fmt.Errorf("across 只能用在 layout: form、record: sheet 的表样中")
	case a.ID == "":
		return fmt.Errorf("缺少 id")
	case !slices.Contains(recordKinds(), a.Record):
		return fmt.Errorf("record %q 不认识; 建议: %v", a.Record, nearest(a.Record, recordKinds(), 3))
	case a.Names == "" || a.Day == "" || a.Text == "":
		return fmt.Errorf("缺少 names、day 或 text")
	case (a.Task == "") != (a.Detail == ""):
		return fmt.Errorf("task 和 detail 要一起写")
	}
	if a.Name == "" {
		a.Name = a.ID
	}
	return checkColumns(a.Record, a.fields())
}

func (a *acrossDef) fields() []fieldDef {
	fields := []fieldDef{{Field: a.Names, Name: "姓名", Type: typeName}, {Field: a.Day, Name: "日期", Type: typeDate}, {Field: a.Text, Name: a.Name, Type: typeText}}
	for _, name := range []string{a.Task, a.Detail, a.Result} {
		if name != "" && !slices.ContainsFunc(fields, func(f fieldDef) bool { return f.Field == name }) {
			fields = append(fields, fieldDef{Field: name, Name: a.Name, Type: typeText})
		}
	}
	return fields
}

// placedAcross is such a table, found on the sheet.
type placedAcross struct {
	across  int
	head    int // index of the row of names
	people  []acrossPerson
	corners []*cell
	sides   []*cell // 计划 and 结果 below the names
	rows    []acrossRow
}

type acrossPerson struct {
	cell     *cell
	result   int // column of the results; 0: none
	plan     int
	name, no string
}

type acrossRow struct {
	at   int
	day  *cell // a date or a weekday
	task *cell
}

// findAcross finds the tables with people across, from the top; a row belongs to one of them at most.
func findAcross(p *page, d *definition) []placedAcross {
	var tables []placedAcross
	for n := range d.Across {
		end := -1
		for i := range p.rows {
			if i <= end {
				continue
			}
			if table, ok := d.acrossAt(p, n, i); ok {
				tables = append(tables, table)
				end = table.rows[len(table.rows)-1].at
			}
		}
	}
	return tables
}

// acrossAt reads a row as a row of names: two at least, nothing between them, and days or tasks
// below on their left.
func (d *definition) acrossAt(p *page, n, at int) (placedAcross, bool) {
	a := &d.Across[n]
	t := placedAcross{across: n, head: at}
	for _, c := range p.rows[at].cells {
		name, no := value.Name(c.Text)
		isName := c.Kind == workbook.Text && isBoxName(name) && !c.known(d.no)
		_, ignored := find(c.hits, d.no, slotIgnore)
		switch {
		case isName:
			t.people = append(t.people, acrossPerson{cell: c, plan: c.Col, name: name, no: no})
		case len(t.people) == 0 && slices.Contains(a.Corners, c.head.Key), len(t.people) == 0 && ignored, len(t.people) == 0 && c.known(d.no) && c.pairs == nil && !d.asks(c):
			t.corners = append(t.corners, c)
		case len(t.people) > 0 && ignored: // 备注 behind the last name
		default:
			return t, false
		}
	}
	if len(t.people) < 2 {
		return t, false
	}
	first := t.people[0].cell.Col
	if len(t.corners) == 0 && first == 1 {
		return t, false
	}
	next := t.readSides(p, d, at+1)
	var last acrossRow
	for i := next; i < len(p.rows) && len(p.rows[i].cells) > 0; i++ {
		row := acrossRow{at: i}
		if head := p.rows[i].cells[0]; head.Col < first && d.asks(head) || isRemark(head) || isSection(head) && head.lastCol >= first {
			break
		}
		for col := 1; col < first; col++ {
			c := p.over(p.rows[i].no, col)
			if c == nil || c.lastCol >= first {
				continue
			}
			if day, problem := value.ReadDate(c.Cell, p.grid.Date1904); problem.Code == "" && c.Kind != workbook.Number && (day.Day > 0 || day.Weekday > 0) {
				if row.day == nil || day.Day > 0 {
					row.day = c
				}
			} else if c.Kind == workbook.Text {
				row.task = c
			}
		}
		if _, total := find(p.rows[i].cells[0].hits, d.no, slotTotal); total {
			break
		}
		if row.day == nil && (row.task == nil || a.Task == "") {
			if row.task != nil || len(t.rows) == 0 || p.rows[i].cells[0].Col < first {
				break
			}
			row.day, row.task = last.day, last.task // a day that takes several rows
		}
		t.rows = append(t.rows, row)
		last = row
	}
	return t, len(t.rows) >= 2 || len(t.rows) == 1 && len(t.corners) > 0
}

// asks says whether a cell is a label of the form, its value beside it.
func (d *definition) asks(c *cell) bool {
	if _, label := find(c.hits, d.no, slotLabel); label {
		return true
	}
	_, metric := find(c.hits, d.no, slotMetric)
	return metric || len(c.pairs) > 0
}

// readSides reads a row of 计划 and 结果 below the names, and gives the row after it.
func (t *placedAcross) readSides(p *page, d *definition, at int) int {
	if at >= len(p.rows) || len(p.rows[at].cells) == 0 {
		return at
	}
	var sides []*cell
	for _, c := range p.rows[at].cells {
		_, planned := find(c.hits, d.no, slotPlan)
		_, done := find(c.hits, d.no, slotActual)
		if !planned && !done {
			return at
		}
		for i := range t.people {
			person := &t.people[i]
			if c.Col < person.cell.Col || c.Col > person.cell.lastCol {
				continue
			}
			if done {
				person.result = c.Col
			} else {
				person.plan = c.Col
			}
		}
		sides = append(sides, c)
	}
	t.sides = sides
	return at + 1
}
