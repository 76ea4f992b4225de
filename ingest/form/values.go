package form

import (
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// parsed is what one cell says for one field. At most one of the values is set; a cell that could
// not be read has none, and an issue.
type parsed struct {
	cell       *cell
	text       string
	number     *float64
	date       value.Date // of a date that lacks parts: completed by the reader
	hasDate    bool
	at         *time.Time
	enum       string
	status     string
	employeeNo string // beside a name: 张伟(QJ0107)
	halfDay    string // 上午培训: the status of half the day
	none       bool   // 无, —, /
	bad        string // issue code
}

// filled says whether somebody wrote something that means more than "nothing".
func (v *parsed) filled() bool {
	return v != nil && v.cell != nil && !v.none && (v.text != "" || v.number != nil || v.hasDate || v.at != nil || v.status != "" || v.halfDay != "" || v.bad != "")
}

// str is the text as an optional value.
func (v *parsed) str() *string {
	if v == nil || v.text == "" {
		return nil
	}
	return record.Ptr(v.text)
}

func (v *parsed) num() *float64 {
	if v == nil {
		return nil
	}
	return v.number
}

func (v *parsed) enumValue() *string {
	if v == nil || v.enum == "" {
		return nil
	}
	return record.Ptr(v.enum)
}

func (v *parsed) address() *string {
	if v == nil || v.cell == nil {
		return nil
	}
	return record.Ptr(v.cell.Address())
}

// parse reads a cell for a field. inside is the text behind the colon when label and value share
// a cell. Problems become issues at once.
func (r *reader) parse(f *fieldDef, c *cell, inside *string, unit string) *parsed {
	raw := c.Cell
	if inside != nil {
		raw = workbook.Cell{Row: c.Row, Col: c.Col, Kind: workbook.Text, Text: *inside}
		if value.Text(raw.Text) == "" {
			return nil
		}
	}
	v := &parsed{cell: c}
	switch raw.Kind {
	case workbook.Empty:
		return nil
	case workbook.Error:
		r.issue(issue.ValueError, c, "“"+f.Name+"”的公式出错："+raw.Text)
		v.bad = issue.ValueError
		return v
	case workbook.UncachedResult:
		r.issue(issue.FormulaUncached, c, "“"+f.Name+"”的公式没有保存结果")
		v.bad = issue.FormulaUncached
		return v
	}
	switch f.Type {
	case typeCount, typeCountOr, typeYuan, typeRate, typeFactor:
		r.parseNumber(f, raw, unit, v)
	case typeDate:
		date, problem := value.ReadDate(raw, r.page.grid.Date1904)
		switch {
		case problem.Code == issue.DateMissing, raw.Kind == workbook.Text && isOpenEnd(value.Squeeze(raw.Text)):
			v.none = true
		case problem.Code != "":
			r.problem(problem, c, f)
			v.bad = problem.Code
		default:
			v.date, v.hasDate = date, true
		}
	case typeYesNo:
		r.parseYesNo(f, raw, v)
	case typeAmount:
		r.parseAmount(raw, unit, v)
	case typeTimes:
		v.text = cellText(raw)
		if v.none = value.IsNone(value.Squeeze(v.text)); !v.none {
			if _, _, ok := value.ReadTimes(v.text); !ok {
				r.issue(issue.TimeUnreadable, c, "")
			}
		}
	case typeName:
		v.text, v.employeeNo = value.Name(raw.Text)
		if raw.Kind != workbook.Text {
			r.issue(issue.NameUnreadable, c, "“"+f.Name+"”应填姓名，却是 "+raw.Text)
			v.text, v.bad = "", issue.NameUnreadable
		} else if value.IsNone(v.text) {
			v.text, v.none = "", true
		}
		r.mention(v.text, c)
		r.mention(v.employeeNo, c)
	case typeEmployee:
		no, damaged := value.EmployeeNo(raw)
		if damaged {
			r.issue(issue.LongNumber, c, "")
		}
		if value.IsNone(no) {
			v.none = true
		} else {
			v.text = no
			r.mention(no, c)
		}
	default:
		v.text = cellText(raw)
		v.none = value.IsNone(value.Squeeze(v.text))
	}
	if len(f.Enum) > 0 && !v.none {
		v.enum = enumOf(f.Enum, v.text)
		if f.Type == typeEnum && v.enum == "" && v.text != "" {
			r.issue(issue.ValueUnreadable, c, "“"+clipText(v.text, 20)+"”不是“"+f.Name+"”的可填内容")
			v.bad = issue.ValueUnreadable
		}
	}
	return v
}

// isOpenEnd recognises what people write where a date is still open.
func isOpenEnd(s string) bool {
	switch s {
	case "在职", "至今", "长期", "现任", "在用", "永久", "未定", "待定":
		return true
	}
	return value.IsNone(s)
}

// Less than this many yuan without a unit is more likely 万元 that somebody forgot to write.
const smallMoney = 100

func (r *reader) parseNumber(f *fieldDef, raw workbook.Cell, unit string, v *parsed) {
	want := map[string]value.Type{typeCount: value.Count, typeCountOr: value.Count, typeYuan: value.Money, typeRate: value.Rate, typeFactor: value.Factor}[f.Type]
	if unit == "" && want == value.Money {
		unit = r.moneyUnit
	}
	n := value.ReadNumber(raw, want, unit)
	if n.State == value.Bad && raw.Kind == workbook.Text {
		if status, ok := value.HalfDayStatus(raw.Text); ok { // 上午培训: says something about the day, and no count
			v.halfDay = status
			v.text = value.Text(raw.Text)
			return
		}
	}
	if n.State == value.Bad && f.Type == typeCountOr && raw.Kind == workbook.Text {
		if count, ok := value.CountNames(raw.Text); ok {
			r.issue(issue.CountFromNames, v.cell, "“"+f.Name+"”填的是姓名，按 "+itoa(count)+" 人计")
			n = value.Number{State: value.Have, Value: float64(count)}
		}
	}
	switch n.State {
	case value.Have:
		v.number = record.Ptr(n.Value)
		if want == value.Money && unit == "" && n.Value > 0 && n.Value < smallMoney && !strings.ContainsAny(raw.Text, "元块万千") {
			r.issue(issue.UnitDoubt, v.cell, "“"+f.Name+"”只有 "+number(n.Value)+"，又没有写单位，可能是万元；按元载入")
		}
		if n.Doubt.Code != "" {
			r.problem(n.Doubt, v.cell, f)
		}
	case value.None:
		v.none = true
	case value.Status:
		v.status, v.text = n.Status, value.Text(raw.Text)
		if !r.tellsDay(f) { // of a day's own counts, the day tells it
			r.issue(issue.StatusInCount, v.cell, "“"+f.Name+"”写的是“"+clipText(v.text, 20)+"”，不计为 0")
		}
	case value.Bad:
		v.bad = n.Problem.Code
		r.problem(n.Problem, v.cell, f)
	}
}

// tellsDay says whether a status in place of this count is the status of the whole day.
func (r *reader) tellsDay(f *fieldDef) bool {
	if r.d.Record != "day" {
		return false
	}
	for i := range r.d.Metrics.Rows {
		if f == &r.d.Metrics.Rows[i] {
			return true
		}
	}
	return false
}

// problem turns a value's problem into an issue that names the field.
func (r *reader) problem(p value.Problem, c *cell, f *fieldDef) {
	message := p.Message
	if message == "" {
		definition, _ := issue.Lookup(p.Code)
		message = definition.Meaning
	}
	r.issue(p.Code, c, "“"+f.Name+"”："+message)
}

// cellText is a cell as a free-text field keeps it. A time of day or a date that Excel stored as a
// number is written out again.
func cellText(raw workbook.Cell) string {
	if raw.Kind != workbook.Date {
		return value.Text(raw.Text)
	}
	seconds := int64(raw.Number*86400 + 0.5)
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second)
	switch {
	case raw.Number < 0 || raw.Number > 2958465:
		return value.Text(raw.Text)
	case raw.Number < 1:
		return at.Format("15:04")
	case seconds%86400 == 0:
		return at.Format("2006-01-02")
	}
	return at.Format("2006-01-02 15:04")
}

// enumOf finds the first class one of whose words is in the text; a class without words takes
// what is left.
func enumOf(classes []enumDef, text string) string {
	s := strings.ToUpper(value.Squeeze(text))
	if s == "" {
		return ""
	}
	for _, class := range classes {
		if len(class.Words) == 0 || strings.EqualFold(s, class.Value) {
			return class.Value
		}
		for _, word := range class.Words {
			if strings.Contains(s, word) {
				return class.Value
			}
		}
	}
	return ""
}

// resolveDate completes a date field inside a register or block: only the year may be missing.
func (r *reader) resolveDate(v *parsed, f *fieldDef, hints []value.Hint) *time.Time {
	if v == nil || !v.hasDate {
		return nil
	}
	var years []value.Hint
	for _, h := range hints {
		years = append(years, value.Hint{Source: h.Source, Date: value.Date{Year: h.Date.Year}})
	}
	resolved := value.Resolve(v.date, years, r.ctx.AsOf)
	if resolved.Problem.Code != "" {
		r.problem(value.Problem{Code: issue.DateUnreadable, Message: "日期不完整"}, v.cell, f)
		return nil
	}
	if resolved.Source == "run" {
		r.issue(issue.DateYearGuessed, v.cell, "")
	}
	return &resolved.On
}

// parseYesNo reads a tick or a word as 1 or 0.
func (r *reader) parseYesNo(f *fieldDef, raw workbook.Cell, v *parsed) {
	s := value.Squeeze(raw.Text)
	yes, ok := value.YesNo(s)
	switch {
	case ok:
	case raw.Kind == workbook.Bool || raw.Kind == workbook.Number:
		yes, ok = raw.Number != 0, raw.Number == 0 || raw.Number == 1
	case value.IsNone(s):
		v.none = true
		return
	case strings.HasPrefix(s, "未") || strings.HasPrefix(s, "没") || strings.HasPrefix(s, "缺") || strings.HasPrefix(s, "不"):
		yes, ok = false, true
	case strings.HasPrefix(s, "已") || strings.HasPrefix(s, "按时") || strings.HasSuffix(s, "√") || value.IsPresent(s):
		yes, ok = true, true
	}
	if status, isStatus := value.DayStatus(s); isStatus && !ok {
		v.status, v.text = status, value.Text(raw.Text)
		return
	}
	if !ok {
		r.issue(issue.ValueUnreadable, v.cell, "“"+f.Name+"”应填是或否")
		v.bad = issue.ValueUnreadable
		return
	}
	v.number = record.Ptr(0.0)
	if yes {
		v.number = record.Ptr(1.0)
	}
}

// parseAmount reads a figure whose kind the row decides (a KPI's target): a number, a percentage,
// or words that stay words.
func (r *reader) parseAmount(raw workbook.Cell, unit string, v *parsed) {
	v.text = cellText(raw)
	if v.none = value.IsNone(value.Squeeze(v.text)); v.none {
		return
	}
	want := value.Factor
	if strings.HasSuffix(value.Squeeze(raw.Text), "%") || strings.Contains(raw.Format, "%") {
		want = value.Rate
	} else if strings.HasSuffix(unit, "元") || strings.ContainsAny(raw.Text, "元万") {
		want = value.Money
	}
	if raw.Kind == workbook.Date {
		return
	}
	if n := value.ReadNumber(raw, want, unit); n.State == value.Have {
		v.number = record.Ptr(n.Value)
	}
}
