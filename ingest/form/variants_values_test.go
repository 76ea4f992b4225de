package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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

// labelRows writes the labels in any order, some left out, one or several to a row.
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
