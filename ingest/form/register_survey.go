package form

import (
	"slices"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// registerSurvey is what has to be known of all rows of a register before the first is read: labels
// below the table, whether a column holds anything or percentages, and where a person's day is
// spoken of for the last time.
type registerSurvey struct {
	filled   map[int]bool    // columns that are watched for values, and have one
	watched  []int           // columns of doubles
	rates    map[int]float64 // columns headed %, with their least number above 1.5; 0: none
	labels   map[int]bool    // rows that hold labels, by index
	hints    []value.Hint
	pending  int // index of a row of labels whose next row was not seen; -1
	identity registerColumns
	section  *parsed
	above    *registerRow
	keys     []dayKey       // by row, from the first below the header; 0: no day
	last     map[dayKey]int // index of the last row of days that several rows speak of
}

// dayKey is a hash of day and person. Rows of different teams share one: it only decides how long
// a day is held open.
type dayKey uint64

func newRegisterSurvey(g *register) registerSurvey {
	s := registerSurvey{filled: map[int]bool{}, rates: map[int]float64{}, labels: map[int]bool{}, pending: -1, hints: g.monthHints()}
	for _, col := range g.doubles {
		s.watched = append(s.watched, col.col)
	}
	for _, col := range g.columns.fields {
		if g.d.Columns[col.field].Type == typeRate && col.unit == "%" {
			s.rates[col.col] = 0
		}
		switch g.d.Columns[col.field].Field {
		case "work_on", "person_name", "employee_no":
			s.identity.fields = append(s.identity.fields, col)
		}
	}
	for _, col := range g.columns.metrics {
		if g.d.Metrics.Rows[col.metric].Type == typeRate && col.unit == "%" {
			s.rates[col.col] = 0
		}
	}
	return s
}

// look surveys the next row.
func (g *register) look(i int) {
	s, row := &g.survey, &g.page.rows[i]
	if s.pending >= 0 { // the value of a label may stand below it
		row.kept = true
		g.readLabelRow(s.pending)
		s.pending = -1
	}
	if g.d.Record == "day" {
		s.keys = append(s.keys, 0)
	}
	if len(row.cells) == 0 {
		return
	}
	for _, col := range s.watched {
		if !s.filled[col] && g.page.at(row.no, col) != nil {
			s.filled[col] = true
		}
	}
	for col, least := range s.rates {
		c := g.page.at(row.no, col)
		if c != nil && c.Kind == workbook.Number && c.Format == "" && c.Number > 1.5 && (least == 0 || c.Number < least) {
			s.rates[col] = c.Number
		}
	}
	if g.isLabelRow(i) {
		row.kept, s.labels[i], s.pending = true, true, i
		return
	}
	if g.d.Record == "day" {
		s.keys[len(s.keys)-1] = g.lookForDay(i)
	}
}

// looked ends the survey.
func (g *register) looked() {
	if g.survey.pending >= 0 {
		g.readLabelRow(g.survey.pending)
	}
	g.reportDoubles()
	percent := func(list []column) {
		for i := range list {
			if least, isRate := g.survey.rates[list[i].col]; isRate && list[i].unit == "%" {
				list[i].unit = percentUnit(least)
			}
		}
	}
	percent(g.columns.fields)
	percent(g.columns.metrics)
	g.survey.last = lastOf(g.survey.keys, g.first())
	g.shared = nil // what was read in silence is read again aloud
	g.sink = g.newSink()
}

// percentUnit decides once per column whether its rates are percentages: one value above 1.5 under
// a % makes all of them so.
func percentUnit(least float64) string {
	switch {
	case least >= 10: // 0.9 among 85 and 92 may be 90 %
		return value.PercentLarge
	case least > 0:
		return value.Percent
	}
	return "%"
}

// lookForDay finds whose day a row is about, without a word about what it cannot read.
func (g *register) lookForDay(i int) dayKey {
	g.silent = true
	defer func() { g.silent = false }()
	s := &g.survey
	if date := g.dateSection(i); date != nil {
		s.section = date
		return 0
	}
	if g.skipRow(i, g.columns) {
		return 0
	}
	row := g.readRow(i, s.identity)
	if s.section != nil && row.fields["work_on"] == nil {
		row.fields["work_on"] = s.section
	}
	if s.above != nil {
		g.fillAbove(row, s.above)
	}
	s.above = row
	key := dayKey(fnvOffset)
	if v := row.fields["work_on"]; v != nil {
		resolved := value.Resolve(v.date, s.hints, g.ctx.AsOf)
		if resolved.Problem.Code != "" {
			return 0
		}
		key = key.with(uint64(resolved.On.Unix()))
	}
	no, name := row.identity()
	switch {
	case no != nil:
		key = key.withText(*no)
	case name != nil:
		key = key.withText(*name)
	}
	return key | 1
}

// lastOf finds the last rows of those keys that come more than once; from is the index of the row
// of the first key.
func lastOf(keys []dayKey, from int) map[dayKey]int {
	sorted := slices.Clone(keys)
	slices.Sort(sorted)
	last := map[dayKey]int{}
	for i := 1; i < len(sorted); i++ {
		if sorted[i] != 0 && sorted[i] == sorted[i-1] {
			last[sorted[i]] = 0
		}
	}
	if len(last) == 0 {
		return last
	}
	for i, key := range keys {
		if _, several := last[key]; several {
			last[key] = from + i
		}
	}
	return last
}

// FNV-1a (Fowler, Noll, Vo), 64 bits.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func (k dayKey) with(n uint64) dayKey {
	for range 8 {
		k = (k ^ dayKey(n&0xff)) * fnvPrime
		n >>= 8
	}
	return k
}

func (k dayKey) withText(text string) dayKey {
	for i := range len(text) {
		k = (k ^ dayKey(text[i])) * fnvPrime
	}
	return k
}

// rowSet remembers rows by a hash of 128 bits of what they say.
type rowSet map[[2]uint64]struct{}

// add says whether the row is new.
func (s rowSet) add(key string) bool {
	a, b := dayKey(fnvOffset), dayKey(0x9e3779b97f4a7c15)
	for i := range len(key) {
		a = (a ^ dayKey(key[i])) * fnvPrime
		b = (b + dayKey(key[i]) + 1) * 0xbf58476d1ce4e5b9
		b ^= b >> 29
	}
	at := [2]uint64{uint64(a), uint64(b)}
	if _, known := s[at]; known {
		return false
	}
	s[at] = struct{}{}
	return true
}
