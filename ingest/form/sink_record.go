package form

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode"

	"aqs/ingest/issue"
	"aqs/ingest/record"
)

// Most forms need no code of their own: a row's fields go to the columns of the same name in its
// kind of record, and what a row does not say (team, month …) comes from the sheet around it.

// kindOf is one kind of record that is filled by the names of its columns.
type kindOf struct {
	list   int            // field of record.Batch
	fields map[string]int // column → field of the struct
	rowOf  reflect.Type
}

var kinds = sync.OnceValue(func() map[string]kindOf {
	byTable := map[string]kindOf{}
	batch := reflect.TypeOf(record.Batch{})
	for i := range batch.NumField() {
		rowOf := batch.Field(i).Type.Elem()
		k := kindOf{list: i, fields: map[string]int{}, rowOf: rowOf}
		for j := range rowOf.NumField() {
			if name := rowOf.Field(j).Name; name != "Place" {
				k.fields[snake(name)] = j
			}
		}
		byTable[snake(rowOf.Name())] = k
	}
	return byTable
})

// recordKinds lists the kinds whose rows are filled by name, sorted.
func recordKinds() []string {
	var names []string
	for name := range kinds() {
		switch name {
		case "day", "day_metric", "visit", "sale", "target", "period_metric", "check_metric", "note", "extra", "person", "outlet", "product", "leave":
		default:
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

func recordType(name string) (kindOf, bool) {
	for _, known := range recordKinds() {
		if known == name {
			return kinds()[name], true
		}
	}
	return kindOf{}, false
}

// snake turns PersonName into person_name and KPI into kpi.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// checkColumns refuses fields that the record has no column for, and types that do not fit.
func checkColumns(name string, fields []fieldDef) error {
	k, _ := recordType(name)
	var known []string
	for column := range k.fields {
		known = append(known, column)
	}
	sort.Strings(known)
	for _, f := range fields {
		at, found := k.fields[f.Field]
		if !found {
			return fmt.Errorf("记录 %s 没有字段 %s; 建议: 最接近的是 %s", name, f.Field, strings.Join(nearest(f.Field, known, 3), "、"))
		}
		_, isNumber := reflect.Zero(k.rowOf.Field(at).Type).Interface().(*float64)
		isDate := k.rowOf.Field(at).Type == reflect.TypeOf((*time.Time)(nil)) || k.rowOf.Field(at).Type == reflect.TypeOf(time.Time{})
		numeric := f.Type == typeCount || f.Type == typeCountOr || f.Type == typeYuan || f.Type == typeRate || f.Type == typeFactor || f.Type == typeYesNo || f.Type == typeAmount
		if isNumber != numeric || isDate != (f.Type == typeDate) {
			return fmt.Errorf("记录 %s 的字段 %s 不能是 type: %s", name, f.Field, f.Type)
		}
	}
	return nil
}

// surroundings is what a sheet says about all its rows.
type surroundings struct {
	scope  scope
	period string // day, week, month; empty when the form is about no period
	start  time.Time
	labels map[string]*parsed
}

// surround reads the labels of a sheet; a code means that its period could not be found.
func (r *reader) surround(f *formReading) (surroundings, string) {
	s := surroundings{scope: r.scope(f), period: r.d.Period, labels: map[string]*parsed{}}
	for i := range r.d.Labels {
		if got := f.fields[i]; got != nil && got.value.filled() {
			s.labels[r.d.Labels[i].Field] = got.value
		}
	}
	code := ""
	switch r.d.Period {
	case "month":
		s.start, _, code = r.month(f)
		if code == "" && r.isFuture(s.start) && !(r.isPlan() && !r.isFuture(s.start.AddDate(0, 0, -planDays))) {
			code = issue.DateFuture
			r.issue(code, r.claim.title, "")
		}
	case "week":
		s.start, code = r.week(f)
		r.weekOn = s.start
	case "day":
		s.start, code = r.sheetDay(f)
	}
	return s, code
}

// isPlan says whether the form may be about days to come.
func (r *reader) isPlan() bool { return r.d.Plans }

// sheetDay is the day of a sheet that is about one day.
func (r *reader) sheetDay(f *formReading) (time.Time, string) {
	b := &dayBuilder{r: r, cells: record.Cells{}, workOn: r.label(f, "work_on")}
	resolved := r.dayDate(f, b)
	if resolved.Problem.Code != "" {
		return time.Time{}, resolved.Problem.Code
	}
	if r.isFuture(resolved.On) && !r.isPlan() {
		r.issue(issue.DateFuture, r.claim.title, "")
		return time.Time{}, issue.DateFuture
	}
	return resolved.On, ""
}

// put fills one record from a row's values and the sheet around it, and appends it.
func (r *reader) put(kind string, row int, fields []fieldDef, values map[string]*parsed, s *surroundings) {
	k := kinds()[kind]
	made := reflect.New(k.rowOf).Elem()
	cells := record.Cells{}
	made.FieldByName("Place").Set(reflect.ValueOf(r.place(row)))
	set := func(name string, value any) {
		if at, found := k.fields[name]; found {
			made.Field(at).Set(reflect.ValueOf(value))
		}
	}
	for i := range fields {
		f := &fields[i]
		v := values[f.Field]
		if v == nil || v.none {
			continue
		}
		optional(cells, f.Field, v)
		r.setField(k, made, f, v, s)
	}
	r.inherit(k, made, s, cells, values)
	set("cells", cells)
	list := reflect.ValueOf(&r.out.Batch).Elem().Field(k.list)
	list.Set(reflect.Append(list, made))
}

// setField stores one value. A field xxx_text with classes also fills xxx; an amount that is no
// number leaves its words in xxx_text.
func (r *reader) setField(k kindOf, made reflect.Value, f *fieldDef, v *parsed, s *surroundings) {
	at := k.fields[f.Field]
	switch made.Field(at).Interface().(type) {
	case *string:
		if text := v.str(); text != nil {
			made.Field(at).Set(reflect.ValueOf(text))
		}
		if v.employeeNo != "" {
			if no, found := k.fields["employee_no"]; found && made.Field(no).IsNil() && f.Field == "person_name" {
				made.Field(no).Set(reflect.ValueOf(record.Ptr(v.employeeNo)))
			}
		}
	case *float64:
		if v.number != nil {
			made.Field(at).Set(reflect.ValueOf(v.number))
		}
		if text, found := k.fields[f.Field+"_text"]; found && v.cell != nil && f.Type == typeAmount {
			made.Field(text).Set(reflect.ValueOf(record.Ptr(v.text)))
		}
	case *time.Time:
		if on := r.resolveIn(v, f, s); on != nil {
			made.Field(at).Set(reflect.ValueOf(on))
		}
		if text, found := k.fields[strings.TrimSuffix(f.Field, "_on")+"_text"]; found && v.cell != nil {
			made.Field(text).Set(reflect.ValueOf(record.Ptr(cellText(v.cell.Cell))))
		}
	}
	if base, found := strings.CutSuffix(f.Field, "_text"); found && v.enum != "" {
		if class, known := k.fields[base]; known {
			if _, isText := made.Field(class).Interface().(*string); isText {
				made.Field(class).Set(reflect.ValueOf(record.Ptr(v.enum)))
			}
		}
		if score, known := k.fields[base+"_score"]; known && v.number != nil {
			made.Field(score).Set(reflect.ValueOf(v.number))
		}
	}
}

// inherit takes over from the sheet what the row leaves open.
func (r *reader) inherit(k kindOf, made reflect.Value, s *surroundings, cells record.Cells, own map[string]*parsed) {
	if s == nil {
		return
	}
	text := func(name string, from *string) {
		at, found := k.fields[name]
		if !found || from == nil {
			return
		}
		if p, ok := made.Field(at).Interface().(*string); ok && p == nil {
			made.Field(at).Set(reflect.ValueOf(from))
			if v := s.labels[name]; v != nil {
				optional(cells, name, v)
			}
		} else if made.Field(at).Kind() == reflect.String && made.Field(at).String() == "" {
			made.Field(at).SetString(*from)
		}
	}
	if _, hasOwn := own["person_name"]; !hasOwn { // a row with its own name is not about the sheet's person
		text("person_name", s.scope.person)
		text("employee_no", s.scope.employeeNo)
		kind := s.scope.kind
		text("scope_type", &kind)
	} else {
		person := "person"
		text("scope_type", &person)
	}
	text("team_name", s.scope.team)
	text("dept_name", s.scope.dept)
	period := s.period
	text("period_type", &period)
	for _, name := range sortedKeys(s.labels) {
		v := s.labels[name]
		text(name, v.str())
		if at, found := k.fields[name]; found && v.hasDate && made.Field(at).IsZero() {
			for i := range r.d.Labels {
				if f := &r.d.Labels[i]; f.Field == name {
					r.setField(k, made, f, v, s)
					optional(cells, name, v)
				}
			}
		}
	}
	for _, name := range [...]string{"period_start_on", "month_start_on", "week_start_on", "work_on"} {
		if at, found := k.fields[name]; found && !s.start.IsZero() && made.Field(at).IsZero() && made.Field(at).Type() == reflect.TypeOf(s.start) {
			made.Field(at).Set(reflect.ValueOf(s.start))
		}
	}
}

func sortedKeys(m map[string]*parsed) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// resolveIn completes a date with the sheet's own period: a weekday within its week, a day within
// its month.
func (r *reader) resolveIn(v *parsed, f *fieldDef, s *surroundings) *time.Time {
	if v == nil || !v.hasDate {
		return nil
	}
	if s != nil && s.period == "week" && !s.start.IsZero() {
		if v.date.Weekday > 0 && v.date.IsZero() {
			return record.Ptr(s.start.AddDate(0, 0, v.date.Weekday-1))
		}
		if v.date.Day > 0 && v.date.Year == 0 { // of the week's days, or those around it
			for _, shift := range [...]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, -1, -2, -3, -4, -5, -6, -7} {
				on := s.start.AddDate(0, 0, shift)
				if on.Day() == v.date.Day && (v.date.Month == 0 || int(on.Month()) == v.date.Month) {
					return &on
				}
			}
		}
	}
	if s != nil && s.period == "month" && v.date.Month == 0 && v.date.Day > 0 {
		on := s.start.AddDate(0, 0, v.date.Day-1)
		if on.Month() == s.start.Month() {
			return &on
		}
	}
	hints := r.monthHints()
	if s != nil && !s.start.IsZero() && v.date.Year == 0 && v.date.Month != 0 { // 12月的表里写 1月5日：下一年
		year := s.start.Year()
		if s.period == "month" && v.date.Month < int(s.start.Month())-6 {
			year++
		}
		on := time.Date(year, time.Month(v.date.Month), v.date.Day, 0, 0, 0, 0, time.UTC)
		if v.date.Day > 0 && int(on.Month()) == v.date.Month {
			return &on
		}
	}
	return r.resolveDate(v, f, hints)
}
