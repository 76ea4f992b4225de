package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aqs/ingest/workbook"
)

// variantColumn is one column of a table to be written.
type variantColumn struct {
	top, sub string
	field    *fieldDef
	silent   bool // its values are not led back to a cell
}

func (v *variant) register() {
	v.labelRows()
	var columns []variantColumn
	for i := range v.d.Columns {
		f := &v.d.Columns[i]
		if f.Type == typeStatus || f.Type == typeTime || f.Field == "work_on" && v.d.Record == "check_metric" && v.r.IntN(2) == 0 {
			continue
		}
		if name := v.name(f.Aliases, slotColumn); name != "" {
			columns = append(columns, variantColumn{top: name, field: f})
		}
	}
	rows := 1 + v.r.IntN(3)
	for i := range v.d.Metrics.Rows {
		f := &v.d.Metrics.Rows[i]
		name := v.name(f.Aliases, slotMetric)
		switch {
		case name == "":
		case rows > 1 && f.Type == typeCount:
			columns = append(columns, variantColumn{name, v.d.Metrics.PlanWords[v.r.IntN(2)], f, false}, variantColumn{"", v.d.Metrics.ActualWords[v.r.IntN(2)], f, false})
		default:
			columns = append(columns, variantColumn{top: name, field: f})
		}
	}
	if len(v.d.Metrics.Rows) == 0 || rows == 1 {
		rows = 1
		v.r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	}
	top, middle, lower := make([]string, len(columns)), make([]string, len(columns)), make([]string, len(columns))
	inMetrics := false
	for i, c := range columns {
		isMetric := c.sub != "" || c.field.Type == typeCount && c.top == ""
		switch {
		case rows == 1 || !isMetric && rows == 2:
			top[i] = c.top
		case rows == 2:
			top[i], lower[i] = c.top, c.sub
		case isMetric:
			if !inMetrics {
				top[i] = []string{"本周活动情况", "活动量（本期）", "各项活动"}[v.r.IntN(3)]
			}
			inMetrics = true
			middle[i], lower[i] = c.top, c.sub
			continue
		default:
			top[i] = c.top
		}
		inMetrics = false
	}
	first := v.row
	v.putTight(top)
	if rows == 3 {
		v.putTight(middle)
	}
	if rows > 1 {
		v.putTight(lower)
		for i := range columns { // headers of one text stand over all rows
			if top[i] != "" && lower[i] == "" && middle[i] == "" {
				v.g.Merges = append(v.g.Merges, workbook.Merge{FirstRow: first, FirstCol: v.colMap[i], LastRow: v.row - 1, LastCol: v.colMap[i]})
			}
		}
	}
	for range 2 + v.r.IntN(3) {
		var cells []string
		values := map[int]string{}
		for i, c := range columns {
			text, want := v.value(c.field)
			if c.field.Field == "end_on" || c.field.Field == "valid_to_on" {
				text, want = "2026-3-30", "2026-03-30"
			}
			cells = append(cells, text)
			values[i] = want
		}
		v.line(cells, values)
	}
	if len(v.d.Totals) > 0 && v.r.IntN(3) == 0 {
		v.put(v.d.Totals[0], "", "", "n:99999")
	}
}

// putTight writes a header row right below the one before.
func (v *variant) putTight(cells []string) {
	row := workbook.Row{No: v.row}
	for i, text := range cells {
		if text != "" {
			row.Cells = append(row.Cells, workbook.Cell{Row: v.row, Col: v.colMap[i], Kind: workbook.Text, Text: text})
		}
	}
	if len(row.Cells) > 0 {
		v.g.Rows = append(v.g.Rows, row)
		v.row++
	}
}

func (v *variant) form() {
	v.labelRows()
	var parts []func()
	for i := range v.d.Labels {
		f := &v.d.Labels[i]
		if f.Type == typeLong && v.r.IntN(4) > 0 {
			parts = append(parts, func() {
				if label := v.name(f.Aliases, slotLabel); label != "" {
					text, want := v.value(f)
					v.line([]string{label, "", text}, map[int]string{2: want})
				}
			})
		}
	}
	for i := range v.d.Blocks {
		b := &v.d.Blocks[i]
		if b.Weight == 0 || b.Weight < 1 && v.r.IntN(2) == 0 {
			continue
		}
		parts = append(parts, func() { v.block(b) })
	}
	if len(v.d.Metrics.Rows) > 0 {
		parts = append(parts, func() { v.metrics() })
	}
	v.r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
	for _, part := range parts {
		part()
	}
	if v.d.Record == "day" {
		v.put("日期", "2026-3-5")
		v.want[workbook.Address(v.row-1, v.colMap[1])] = "2026-03-05"
	}
}

func (v *variant) block(b *blockDef) {
	var head, row1 []string
	var fields []*fieldDef
	if v.r.IntN(2) == 0 {
		head = append(head, "序号")
		fields = append(fields, nil)
	}
	for _, j := range v.r.Perm(len(b.Columns)) {
		f := &b.Columns[j]
		if name := v.name(f.Aliases, slotBlockColumn); name != "" && !(f.Field == "measure_no" && len(head) > 0 && head[0] == "序号") {
			head = append(head, name)
			fields = append(fields, f)
		}
	}
	if slices.ContainsFunc(b.Columns, func(f fieldDef) bool { return f.Field == "measure_no" }) && head[0] == "序号" {
		head, fields = head[1:], fields[1:]
	}
	v.put(head...)
	for n := range 2 + v.r.IntN(2) {
		row1 = nil
		values := map[int]string{}
		for i, f := range fields {
			if f == nil {
				row1 = append(row1, fmt.Sprintf("n:%d", n+1))
				continue
			}
			text, want := v.value(f)
			if strings.HasPrefix(f.Field, "is_") {
				text, want = "√", "true"
			}
			row1 = append(row1, text)
			values[i] = want
		}
		v.line(row1, values)
	}
}

func (v *variant) metrics() {
	planWord, actualWord := v.d.Metrics.PlanWords[v.r.IntN(2)], v.d.Metrics.ActualWords[v.r.IntN(2)]
	v.put("项目", planWord, actualWord)
	for _, i := range v.r.Perm(len(v.d.Metrics.Rows)) {
		f := &v.d.Metrics.Rows[i]
		label := v.name(f.Aliases, slotMetric)
		if label == "" || v.r.IntN(4) == 0 {
			continue
		}
		p, wantPlan := v.value(f)
		a, wantActual := v.value(f)
		if f.Field == "closes" {
			a, wantActual = "n:1", "1"
		}
		if f.Field == "talks" {
			a, wantActual = "n:9", "9"
		}
		v.line([]string{label, p, a}, map[int]string{1: wantPlan, 2: wantActual})
	}
}

func (v *variant) crosstab() {
	v.labelRows()
	head, sub := []string{"项目"}, []string{""}
	type columnOf struct {
		kind string
		side side
	}
	columns := []columnOf{{}}
	pair := func(kind, name string) {
		head = append(head, name, "")
		sub = append(sub, v.d.Metrics.PlanWords[v.r.IntN(2)], v.d.Metrics.ActualWords[v.r.IntN(2)])
		columns = append(columns, columnOf{kind, plan}, columnOf{kind, actual})
	}
	for _, g := range v.d.Groups {
		switch g.Kind {
		case groupTarget, groupYear, groupTotal:
			head, sub = append(head, g.Aliases[v.r.IntN(3)]), append(sub, "")
			columns = append(columns, columnOf{g.Kind, bare})
		case groupWeek:
			pair(g.Kind, "第1周")
			pair(g.Kind, "第二周")
		case groupTeam:
			pair(g.Kind, g.Aliases[v.r.IntN(2)])
		case groupPeople:
			for _, name := range []string{"张伟", "李　娜", "欧阳海燕"}[:1+v.r.IntN(3)] {
				pair(g.Kind, name)
			}
		case groupTeams:
			for _, name := range []string{"城东一组", "城东二组", "城西一组"}[:1+v.r.IntN(3)] {
				pair(g.Kind, name)
			}
		}
	}
	oneRow := v.r.IntN(3) == 0
	if oneRow {
		for i := range head {
			if columns[i].side != bare {
				if columns[i].side == actual {
					head[i] = strings.TrimSuffix(head[i-1], sub[i-1]) + sub[i]
				} else {
					head[i] += sub[i]
				}
			}
		}
		for i := range head {
			if columns[i].side == plan {
				continue
			}
		}
		v.putTight(head)
	} else {
		v.putTight(head)
		v.putTight(sub)
	}
	for _, i := range v.r.Perm(len(v.d.Metrics.Rows)) {
		f := &v.d.Metrics.Rows[i]
		label := v.name(f.Aliases, slotMetric)
		if label == "" || len(f.Derived) > 0 {
			continue
		}
		cells, values := []string{label}, map[int]string{}
		for j := range columns[1:] {
			text, want := v.value(f)
			cells = append(cells, text)
			values[j+1] = want
		}
		v.line(cells, values)
	}
}

func (v *variant) calendar() {
	v.labelRows()
	days := []string{"星期一", "星期二", "星期三", "星期四", "星期五"}
	if v.r.IntN(2) == 0 {
		days = []string{"周一", "周二", "周三", "周四", "周五"}
	}
	planWord, actualWord := v.d.Metrics.PlanWords[v.r.IntN(2)], v.d.Metrics.ActualWords[v.r.IntN(2)]
	slot := func() string {
		v.serial++
		return []string{"早会", "陪访", "检查日志", "个别辅导", "走访网点"}[v.r.IntN(5)] + strconv.Itoa(v.serial)
	}
	if v.r.IntN(2) == 0 { // days across
		v.putTight(append([]string{"时间", ""}, days...))
		for _, half := range []string{"上午", "下午"} {
			for i, word := range []string{planWord, actualWord} {
				cells, values := []string{"", word}, map[int]string{}
				if i == 0 {
					cells[0] = half
				}
				for j := range days {
					text := slot()
					cells = append(cells, text)
					values[j+2] = text
				}
				if i == 0 {
					v.g.Merges = append(v.g.Merges, workbook.Merge{FirstRow: v.row, FirstCol: v.colMap[0], LastRow: v.row + 1, LastCol: v.colMap[0]})
				}
				v.tight(cells, values)
			}
		}
	} else {
		v.putTight([]string{"星期", "时段", planWord, actualWord})
		for _, day := range days {
			for i, half := range []string{"上午", "下午"} {
				cells := []string{"", half, slot(), slot()}
				if i == 0 {
					cells[0] = day
					v.g.Merges = append(v.g.Merges, workbook.Merge{FirstRow: v.row, FirstCol: v.colMap[0], LastRow: v.row + 1, LastCol: v.colMap[0]})
				}
				v.tight(cells, map[int]string{2: cells[2], 3: cells[3]})
			}
		}
	}
	for i := range v.d.Labels {
		if f := &v.d.Labels[i]; f.Type == typeLong && v.r.IntN(2) == 0 {
			if label := v.name(f.Aliases, slotLabel); label != "" {
				text, want := v.value(f)
				v.line([]string{label, "", text}, map[int]string{2: want})
			}
		}
	}
}

func (v *variant) tight(cells []string, values map[int]string) {
	row := v.row
	v.putTight(cells)
	for i, value := range values {
		v.want[workbook.Address(row, v.colMap[i])] = value
	}
}
