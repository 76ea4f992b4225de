package form

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// TestVariants writes every form in many ways: any alias, any order of columns, labels and blocks,
// anywhere on the sheet, with empty rows and columns between, headers of one to three rows. A
// sheet counts as exact when every value is read from its very cell and nothing else is read.
func TestVariants(t *testing.T) {
	l := library(t)
	const perForm = 90
	sheets, recognised, exact := 0, 0, 0
	for _, d := range l.forms {
		taken, right := 0, 0
		var miss, wrong string
		for seed := range uint64(perForm) {
			v := &variant{d: d, r: rand.New(rand.NewPCG(seed, uint64(d.no)+101)), want: map[string]string{}}
			v.sheetWriter = newSheetWriter(v.r, "Sheet1")
			v.write()
			reading := l.Read(v.g, Context{Path: "城东一组/2026年/汇总.xlsx", AsOf: time.Date(2026, 4, 30, 0, 0, 0, 0, time.UTC)})
			if reading.FormID != d.ID {
				miss = fmt.Sprintf("seed %d read as %q%s\n%s", seed, reading.FormID, gridText(v.g), dump(reading))
				continue
			}
			taken++
			if diff := v.compare(reading); diff != "" {
				wrong = fmt.Sprintf("seed %d: %s%s\n%s", seed, diff, gridText(v.g), dump(reading))
				continue
			}
			right++
		}
		t.Logf("%-10s %d written, %d recognised, %d exact", d.ID, perForm, taken, right)
		sheets, recognised, exact = sheets+perForm, recognised+taken, exact+right
		if taken*100 < perForm*99 {
			t.Errorf("%s: %d of %d recognised; the last miss: %s", d.ID, taken, perForm, miss)
		}
		if right < taken {
			t.Errorf("%s: %d of %d exact; the last error: %s", d.ID, right, taken, wrong)
		}
	}
	t.Logf("%d sheets, %d recognised (%.2f %%), %d of these exact (%.2f %%)", sheets, recognised, 100*float64(recognised)/float64(sheets),
		exact, 100*float64(exact)/float64(recognised))
	if sheets < 2000 {
		t.Errorf("only %d variants", sheets)
	}
}

// variant is one way of writing a form.
type variant struct {
	*sheetWriter
	d      *definition
	r      *rand.Rand
	want   map[string]string // cell → value
	serial int
	used   map[string]bool // header texts on the sheet
}

// cellAt is the address of a logical column of the row to be written next.
func (v *variant) line(cells []string, values map[int]string) {
	v.put(cells...)
	row := v.row - 1
	for i, value := range values {
		v.want[workbook.Address(row, v.colMap[i])] = value
	}
}

func (v *variant) write() {
	v.used = map[string]bool{}
	title := v.d.Title.Phrases[v.r.IntN(len(v.d.Title.Phrases))]
	switch v.d.Period {
	case "week":
		title = []string{"2026年3月9日—3月13日", "2026.3.9-3.13 ", "2026年3月9日至15日"}[v.r.IntN(3)] + title
	case "month":
		title = []string{"2026年3月", "2026年03月份", "二〇二六年三月"}[v.r.IntN(3)] + title
	case "day":
		title += []string{"（2026年3月5日）", " 2026-3-5", "2026.3.5"}[v.r.IntN(3)]
	}
	v.put(title)
	switch v.d.Layout {
	case layoutRegister:
		v.register()
	case layoutForm:
		v.form()
	case layoutCrosstab:
		v.crosstab()
	case layoutCalendar:
		v.calendar()
	}
}

// name picks an alias that no other header of the sheet has and that means only this field here.
func (v *variant) name(aliases []string, kind slotKind) string {
	l := map[string]int{}
	for range 60 {
		alias := aliases[v.r.IntN(len(aliases))]
		l[alias]++
		if v.used[alias] || v.meansMore(alias, kind) {
			continue
		}
		v.used[alias] = true
		switch runes := []rune(alias); v.r.IntN(6) {
		case 0:
			return string(runes[:1]) + " " + string(runes[1:])
		case 1:
			return "*" + alias
		case 2:
			return string(runes[:1]) + "\n" + string(runes[1:])
		}
		return alias
	}
	return ""
}

// meansMore: an alias of several fields is told apart by the table around it, which is not what
// is asked here.
func (v *variant) meansMore(alias string, kind slotKind) bool {
	n := 0
	for _, fields := range [][]fieldDef{v.d.Labels, v.d.Columns, v.d.Metrics.Rows} {
		for _, f := range fields {
			if slices.Contains(f.Aliases, alias) {
				n++
			}
		}
	}
	for _, b := range v.d.Blocks {
		for _, f := range b.Columns {
			if slices.Contains(f.Aliases, alias) {
				n++
			}
		}
		if slices.Contains(b.Titles, alias) {
			n++
		}
	}
	words := slices.Concat(v.d.Metrics.PlanWords, v.d.Metrics.ActualWords, v.d.Metrics.RateWords, v.d.Ignore, v.d.Totals)
	if kind == slotColumn || kind == slotMetric {
		for _, f := range v.d.Labels { // the label above a table, the column in it
			if slices.Contains(f.Aliases, alias) {
				n--
			}
		}
	}
	return n != 1 || slices.Contains(words, alias)
}

// value writes a value of a field: what stands in the cell, and what is to be read.
func (v *variant) value(f *fieldDef) (text, want string) {
	v.serial++
	n := 1 + v.r.IntN(19)
	if len(f.Enum) > 0 {
		for range 20 {
			e := f.Enum[v.r.IntN(len(f.Enum))]
			if len(e.Words) > 0 && enumOf(f.Enum, e.Words[0]) == e.Value {
				return e.Words[0], e.Words[0]
			}
		}
	}
	switch f.Type {
	case typeName:
		name := []string{"张伟", "李娜", "王芳", "陈静", "赵敏", "刘洋", "孙磊", "周杰"}[v.serial%8]
		if v.r.IntN(3) == 0 {
			return string([]rune(name)[:1]) + "　" + string([]rune(name)[1:]), name
		}
		return name, name
	case typeEmployee:
		s := fmt.Sprintf("QJ%04d", v.serial)
		return s, s
	case typeDate:
		day := 2 + v.serial%25
		return []string{fmt.Sprintf("2026-3-%d", day), fmt.Sprintf("2026年3月%d日", day), fmt.Sprintf("n:%d", 46081+day), fmt.Sprintf("2026.3.%d", day)}[v.r.IntN(4)], fmt.Sprintf("2026-03-%02d", day)
	case typeTime:
		return "2026-03-05 18:30", "2026-03-05 18:30"
	case typeTimes:
		return "8：30—9：30", "8：30—9：30"
	case typeCount, typeCountOr:
		return v.count(n), strconv.Itoa(n)
	case typeYuan:
		return []string{fmt.Sprintf("n:%d", n*1000), fmt.Sprintf("%d,000", n), fmt.Sprintf("%d000元", n), fmt.Sprintf("%d.0千元", n)}[v.r.IntN(3)], strconv.Itoa(n * 1000)
	case typeRate:
		return []string{fmt.Sprintf("%d%%", 30+n), fmt.Sprintf("n:0.%d", 30+n)}[v.r.IntN(2)], strconv.FormatFloat(float64(30+n)/100, 'f', -1, 64)
	case typeFactor, typeAmount:
		return fmt.Sprintf("n:%d", n), strconv.Itoa(n)
	case typeYesNo:
		return "√", "1"
	case typeStatus:
		return "请假", "请假"
	}
	s := fmt.Sprintf("甲乙丙%d号", v.serial)
	return s, s
}

// scopeOf are the labels that a sheet cannot do without.
func (v *variant) labelRows() {
	var cells []string
	values := map[int]string{}
	order := v.r.Perm(len(v.d.Labels))
	for _, i := range order {
		f := &v.d.Labels[i]
		switch {
		case f.Type == typeLong || f.Type == typePeriod || f.Type == typeMonth || f.Type == typeStatus || f.Type == typeTime || f.Type == typeEnum:
			continue
		case f.Field == "filled_on" || f.Field == "work_on" || f.Field == "premium_total_yuan" || f.Field == "headcount":
			continue // whose values go into dates and sums, or decide what the sheet is about
		case v.d.Layout == layoutCrosstab && f.Field == "person_name" && v.d.ID == "F05":
		case f.Field == "team_name" || f.Field == "person_name" || f.Field == "dept_name" && strings.HasPrefix(v.d.ID, "F07"):
		case slices.ContainsFunc(v.d.Needs, func(need string) bool { return need == f.Field }):
		case v.r.IntN(2) == 0:
			continue
		}
		if slices.ContainsFunc(v.d.Columns, func(c fieldDef) bool { return c.Field == f.Field }) {
			continue
		}
		label := v.name(f.Aliases, slotLabel)
		if label == "" {
			continue
		}
		text, want := v.value(f)
		if v.r.IntN(4) == 0 && !strings.HasPrefix(text, "n:") && !strings.Contains(label, "\n") { // both in one cell
			cells = append(cells, label+"："+text, "")
			values[len(cells)-2] = want
		} else {
			cells = append(cells, label, text)
			values[len(cells)-1] = want
		}
		if len(cells) >= 6 || v.r.IntN(2) == 0 {
			v.line(cells, values)
			cells, values = nil, map[int]string{}
		}
	}
	if len(cells) > 0 {
		v.line(cells, values)
	}
}

// column is one column of a table to be written.
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
		case groupTarget, groupTotal:
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
		for j, c := range columns[1:] {
			text, want := v.value(f)
			cells = append(cells, text)
			if c.kind == groupWeek && c.side == actual {
				continue // only added up and compared
			}
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

// compare lists what was read otherwise than written; empty when nothing was.
func (v *variant) compare(reading *Reading) string {
	got := valuesByCell(&reading.Batch)
	var diffs []string
	for cell, want := range v.want {
		values, found := got[cell]
		if !found {
			if v.notLed(cell, want, reading) {
				continue
			}
			diffs = append(diffs, fmt.Sprintf("%s=%q not read", cell, want))
		} else if !slices.ContainsFunc(values, func(got string) bool { return got == want || v.class(want) == got }) {
			diffs = append(diffs, fmt.Sprintf("%s=%q read as %q", cell, want, values))
		}
	}
	for cell, values := range got {
		if _, written := v.want[cell]; !written {
			diffs = append(diffs, fmt.Sprintf("%s read as %q, nobody wrote it", cell, values))
		}
	}
	for _, f := range reading.Rows {
		if f.Code != "" {
			diffs = append(diffs, fmt.Sprintf("row %d %s", f.RowNo, f.Code))
		}
	}
	slices.Sort(diffs)
	return strings.Join(diffs, "; ")
}

// class is what a word of a fixed vocabulary is read as.
func (v *variant) class(word string) string {
	for _, f := range slices.Concat(v.d.Columns, v.d.Labels) {
		for _, e := range f.Enum {
			if slices.Contains(e.Words, word) {
				return e.Value
			}
		}
	}
	return ""
}

// notLed: a label whose value stands in every record without a cell of its own, or for which the
// records have no column, was read when the trace says so.
func (v *variant) notLed(cell, want string, reading *Reading) bool {
	if v.d.Record == "period_metric" || v.d.Record == "check_metric" || v.d.Record == "day" { // whose they are has no cell of its own
		batch := reflect.ValueOf(&reading.Batch).Elem()
		for i := range batch.NumField() {
			for j := range batch.Field(i).Len() {
				for _, name := range []string{"EmployeeNo", "PersonName", "TeamName", "DeptName"} {
					if f := batch.Field(i).Index(j).FieldByName(name); f.IsValid() && !f.IsNil() && f.Elem().String() == want {
						return true
					}
				}
			}
		}
	}
	_, isNumber := strconv.Atoi(want)
	if v.d.Record == "period_metric" && isNumber != nil && strings.HasPrefix(v.d.ID, "F07") { // a row about a person need not name the department twice
		return true
	}
	for _, t := range reading.Trace {
		if !slices.Contains(t.ValueCells, cell) {
			continue
		}
		for _, f := range v.d.Labels {
			if f.Field == t.Field {
				return true
			}
		}
	}
	return false
}

// valuesByCell lists every value of a batch by the cell it was read from.
func valuesByCell(batch *record.Batch) map[string][]string {
	got := map[string][]string{}
	all := reflect.ValueOf(batch).Elem()
	for i := range all.NumField() {
		list := all.Field(i)
		for j := range list.Len() {
			one := list.Index(j)
			if _, isExtra := one.Interface().(record.Extra); isExtra {
				got[one.FieldByName("Cell").String()] = []string{"extra"}
				continue
			}
			values, cells := map[string]string{}, record.Cells{}
			for k := range one.NumField() {
				field := one.Field(k)
				name := snake(one.Type().Field(k).Name)
				if c, ok := field.Interface().(record.Cells); ok {
					cells = c
					continue
				}
				if field.Kind() == reflect.Pointer {
					if field.IsNil() {
						continue
					}
					field = field.Elem()
				}
				switch x := field.Interface().(type) {
				case time.Time:
					values[name] = x.Format("2006-01-02")
				case float64:
					values[name] = number(x)
				default:
					values[name] = fmt.Sprint(x)
				}
			}
			for field, cell := range cells {
				for _, key := range []string{field, field + "_text", strings.TrimSuffix(field, "_text") + "_text"} {
					if text, ok := values[key]; ok {
						got[cell] = append(got[cell], text)
						break
					}
				}
			}
			for _, pair := range [][2]string{{"plan_cell", "plan"}, {"actual_cell", "actual"}, {"target_cell", "target"}} {
				if cell, ok := values[pair[0]]; ok {
					got[cell] = append(got[cell], values[pair[1]])
				}
			}
		}
	}
	return got
}
