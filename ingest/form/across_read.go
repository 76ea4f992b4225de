package form

import (
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// acrossItem is what one person is to do, or did, in one row.
type acrossItem struct {
	table        *placedAcross
	person       *acrossPerson
	row          acrossRow
	plan, result *cell
}

// readAcrossTables takes the tables with people across.
func (r *reader) readAcrossTables() []acrossItem {
	var items []acrossItem
	tables := findAcross(r.page, r.d)
	for n := range tables {
		t := &tables[n]
		a := &r.d.Across[t.across]
		r.tableHeads[t.head] = true
		for _, c := range r.page.rows[t.head].cells {
			r.mark(c).header = true
		}
		for _, c := range t.sides {
			r.mark(c).header = true
		}
		var values []*parsed
		for _, row := range t.rows {
			r.tableHeads[row.at] = true
			for _, c := range []*cell{row.day, row.task} {
				if c != nil {
					c.claimed = true
				}
			}
			for _, c := range r.page.rows[row.at].cells {
				if c.Col < t.people[0].cell.Col {
					c.claimed = true // 序号, 星期
				}
			}
			any := false
			for i := range t.people {
				item := acrossItem{table: t, person: &t.people[i], row: row,
					plan: r.acrossCell(row.at, t.people[i].plan), result: r.acrossCell(row.at, t.people[i].result)}
				if item.plan == nil && item.result == nil {
					continue
				}
				any = true
				items = append(items, item)
				for _, c := range []*cell{item.plan, item.result} {
					if c != nil {
						values = append(values, &parsed{cell: c})
					}
				}
			}
			if !any {
				r.state[row.at].preprinted = true
			}
		}
		for i := range t.people {
			r.mention(t.people[i].name, t.people[i].cell)
			r.mention(t.people[i].no, t.people[i].cell)
		}
		r.trace(a.ID+"."+a.Text, a.Name, t.people[0].cell, t.people[0].cell.text(), values...)
	}
	return items
}

// acrossCell is a person's cell in a row; nil when it says nothing.
func (r *reader) acrossCell(at, col int) *cell {
	if col == 0 {
		return nil
	}
	c := r.page.at(r.page.rows[at].no, col)
	if c == nil || c.claimed {
		return nil
	}
	c.claimed = true
	if value.IsNone(value.Squeeze(c.text())) {
		return nil
	}
	return c
}

// putAcross makes records of the cells. A numbered list in a cell is as many items, unless a result
// stands beside it that is about all of them.
func (r *reader) putAcross(items []acrossItem, s *surroundings) {
	for _, item := range items {
		a := &r.d.Across[item.table.across]
		fields := a.fields()
		values := map[string]*parsed{a.Names: {cell: item.person.cell, text: item.person.name, employeeNo: item.person.no}}
		planField, texts := a.Text, []string{""}
		if item.row.day == nil {
			planField = a.Detail
			values[a.Task] = &parsed{cell: item.row.task, text: cellText(item.row.task.Cell)}
		} else {
			values[a.Day] = r.parse(&fields[1], item.row.day, nil, "")
			if item.row.task != nil && a.Task != "" && a.Task != a.Text {
				values[a.Task] = &parsed{cell: item.row.task, text: cellText(item.row.task.Cell)}
			}
		}
		if item.result != nil && a.Result != "" {
			values[a.Result] = &parsed{cell: item.result, text: cellText(item.result.Cell)}
		}
		if item.plan != nil {
			texts = []string{cellText(item.plan.Cell)}
			if list := value.SplitList(texts[0]); len(list) > 1 && item.result == nil && item.row.day != nil && item.plan.Kind == workbook.Text {
				texts = list
			}
		}
		row := item.row.at
		for _, text := range texts {
			if item.plan != nil {
				values[planField] = &parsed{cell: item.plan, text: text}
			}
			r.put(a.Record, r.page.rows[row].no, fields, values, s)
		}
		r.state[row].loaded = true
	}
}
