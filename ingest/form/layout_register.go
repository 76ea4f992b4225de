package form

import (
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// registerRow is one data row of a register with its cells read.
type registerRow struct {
	at      int // index of the row
	no      int
	fields  map[string]*parsed
	metrics map[int]*counted
	key     string // the texts of all read cells: equal rows are one row written twice
}

// registerColumns is what the register's columns mean, after doubles are set aside.
type registerColumns struct {
	fields  []column // one per field, in order of the sheet
	metrics []column
	unknown []column
}

// readRegister reads a sheet with one record per row.
func (r *reader) readRegister() {
	h := r.claim.header
	f := &formReading{fields: map[int]*found{}, metrics: map[int]*counted{}}
	r.aboveTable(h.at, f)
	for i := h.at; i < h.at+h.rows; i++ {
		r.headerRow(i)
	}
	columns := r.sortColumns(h)
	var rows []registerRow
	lost := map[int]int{}
	var section *parsed // a date that stands alone over the rows of its day
	r.percentColumns(columns, h.at+h.rows)
	for i := h.at + h.rows; i < len(r.page.rows); i++ {
		if len(r.page.rows[i].cells) == 0 || r.labelRow(i, f) {
			continue
		}
		if date := r.dateSection(i); date != nil {
			section = date
			continue
		}
		if r.skipRow(i, columns) {
			continue
		}
		row := r.readRow(i, columns)
		if section != nil && row.fields["work_on"] == nil {
			row.fields["work_on"] = section
		}
		r.fillAbove(&row, rows)
		rows = append(rows, row)
		r.keepUnknown(i, columns, lost)
	}
	r.reportUnknown(columns, lost)
	r.traceLabels(f)
	for i := range r.d.Labels {
		if got := f.fields[i]; got != nil && got.value.filled() && got.value.bad == "" {
			r.state[r.page.index(got.value.cell.Row)].loaded = true
		}
	}
	r.traceColumns(columns, rows)
	switch r.d.Record {
	case "day":
		r.sinkDays(rows, f)
	case "period_metric", "check_metric":
		r.sinkCounts(rows, f)
	default:
		r.sinkRows(rows, f)
	}
}

// aboveTable takes the rows above the header: the title, and notes such as 制表单位.
func (r *reader) aboveTable(header int, f *formReading) {
	if len(r.d.Labels) > 0 {
		for i := range r.page.rows[:header] {
			for _, c := range r.page.rows[i].cells {
				r.readLabels(c, f)
			}
		}
	}
	for i := range r.page.rows[:header] {
		for _, c := range r.page.rows[i].cells {
			if c.claimed && c != r.claim.title {
				continue
			}
			s := r.mark(c)
			if c == r.claim.title || r.claim.title == nil && i == 0 {
				s.header = true
			} else {
				s.note = true
			}
		}
	}
}

func (r *reader) headerRow(at int) {
	for _, c := range r.page.rows[at].cells {
		r.mark(c).header = true
	}
}

// sortColumns keeps the first column of each meaning; a second one is reported.
func (r *reader) sortColumns(h header) registerColumns {
	var sorted registerColumns
	fields, metrics := map[int]bool{}, map[[2]int]bool{}
	for _, c := range h.columns {
		switch {
		case c.field >= 0 && !fields[c.field]:
			fields[c.field] = true
			sorted.fields = append(sorted.fields, c)
		case c.ignored && c.private:
			sorted.unknown = append(sorted.unknown, c)
		case c.metric >= 0 && !metrics[c.metricKey()]:
			metrics[c.metricKey()] = true
			sorted.metrics = append(sorted.metrics, c)
		case c.field >= 0 || c.metric >= 0:
			if r.columnHasValues(c.col, h.at+h.rows) {
				r.issue(issue.ColumnDuplicate, c.cell, "“"+clipText(c.text, 30)+"”与前面的列意思相同，只取前一列")
			}
			c.ignored = true
			sorted.unknown = append(sorted.unknown, c)
		default:
			sorted.unknown = append(sorted.unknown, c)
		}
	}
	return sorted
}

// metricKey tells a metric's plan from its result; a header that says neither is the result.
func (c *column) metricKey() [2]int {
	if c.side == plan || c.side == rate {
		return [2]int{c.metric, int(c.side)}
	}
	return [2]int{c.metric, int(actual)}
}

func (r *reader) columnHasValues(col, from int) bool {
	for i := from; i < len(r.page.rows); i++ {
		if r.page.at(r.page.rows[i].no, col) != nil {
			return true
		}
	}
	return false
}

// skipRow recognises the rows of a table that are no records.
func (r *reader) skipRow(at int, columns registerColumns) bool {
	row := &r.page.rows[at]
	s := &r.state[at]
	claim := func() bool {
		for _, c := range row.cells {
			c.claimed = true
		}
		return true
	}
	matched := 0
	for _, c := range row.cells {
		for _, h := range c.hits {
			if h.form == r.d.no && (h.kind == slotColumn || h.kind == slotMetric) {
				matched++
				break
			}
		}
	}
	if matched >= 3 && matched*10 >= 6*len(row.cells) {
		s.header = true
		return claim()
	}
	first := firstText(row.cells)
	if first != nil && r.isTotal(first, row) {
		s.subtotal = true
		return claim()
	}
	if isNumbering(row.cells) {
		s.header = true
		return claim()
	}
	if !r.fillsTable(row, columns) && r.looksLikeNote(row, row.cells) {
		s.note = true
		return claim()
	}
	if first != nil && len(row.cells) == 1 && strings.Contains(r.page.titleOf(), first.head.Key) && first.head.Key != "" && first.lastCol > first.Col {
		s.header = true // the title once more
		return claim()
	}
	return false
}

// fillsTable says whether a row has values in the table's columns, whatever its first word.
func (r *reader) fillsTable(row *pageRow, columns registerColumns) bool {
	filled := 0
	for _, list := range [][]column{columns.fields, columns.metrics} {
		for _, col := range list {
			if c := r.page.at(row.no, col.col); c != nil && !strings.HasSuffix(value.Squeeze(c.Text), ":") && c.pairs == nil {
				filled++
			}
		}
	}
	return filled >= 3 && filled*2 >= len(columns.fields)+len(columns.metrics)
}

func (p *page) titleOf() string {
	if len(p.rows) > 0 && len(p.rows[0].cells) > 0 {
		return p.rows[0].cells[0].head.Key
	}
	return ""
}

// isTotal recognises 合计, 城西二组小计, 1月合计 among the first cells of a row.
func (r *reader) isTotal(first *cell, row *pageRow) bool {
	for i, c := range row.cells {
		if i >= 4 {
			break
		}
		if c.Kind != workbook.Text || len(c.head.Key) > 45 {
			continue
		}
		for _, word := range r.d.Totals {
			if c.head.Key == word || strings.HasSuffix(c.head.Key, word) || strings.HasPrefix(c.head.Key, word) && (len(c.head.Key) <= len(word)+6 || len(row.cells) == 1) {
				return true
			}
		}
	}
	return false
}

// isNumbering recognises the row of column numbers 1 2 3 4 … under a header.
func isNumbering(cells []*cell) bool {
	if len(cells) < 4 {
		return false
	}
	for i, c := range cells {
		if c.Kind != workbook.Number || c.Number != float64(i+1) {
			return false
		}
	}
	return true
}

// readRow reads one data row. Fields that the form fills down take the value of a vertical merge.
func (r *reader) readRow(at int, columns registerColumns) registerRow {
	row := registerRow{at: at, no: r.page.rows[at].no, fields: map[string]*parsed{}, metrics: map[int]*counted{}}
	var key strings.Builder
	note := func(c *cell) {
		key.WriteString(value.Squeeze(c.Text))
		key.WriteByte(0)
	}
	for _, col := range columns.fields {
		field := &r.d.Columns[col.field]
		c := r.page.at(row.no, col.col)
		if c == nil && field.Fill != "" {
			c = r.page.over(row.no, col.col)
			if c != nil && (c.Row == row.no || c.Row <= r.page.rows[r.claim.header.at+r.claim.header.rows-1].no) {
				c = nil
			}
		}
		if c == nil {
			key.WriteByte(0)
			continue
		}
		note(c)
		c.claimed = true
		if field.Fill == "above" && isDitto(c.Text) {
			continue
		}
		if v := r.parseOnce(field, c, col.unit); v != nil {
			row.fields[field.Field] = v
		}
	}
	for _, col := range columns.metrics {
		c := r.page.at(row.no, col.col)
		if c == nil {
			key.WriteByte(0)
			continue
		}
		note(c)
		c.claimed = true
		m := row.metrics[col.metric]
		if m == nil {
			m = &counted{label: col.cell, alias: col.alias}
			row.metrics[col.metric] = m
		}
		if col.side == rate {
			m.rate = r.parse(&fieldDef{Field: "rate", Name: r.d.Metrics.Rows[col.metric].Name + "达成率", Type: typeRate}, c, nil, "%")
			continue
		}
		v := r.parse(&r.d.Metrics.Rows[col.metric], c, nil, col.unit)
		if col.side == plan {
			m.plan = v
		} else {
			m.actual = v
		}
	}
	for _, col := range columns.unknown {
		if c := r.page.at(row.no, col.col); c != nil && col.private {
			r.withhold(col.cell, c)
		} else if c != nil && col.ignored {
			c.claimed = true
		}
	}
	row.key = key.String()
	return row
}

// parseOnce reads a cell that several rows share only once, so that a problem is reported once.
func (r *reader) parseOnce(field *fieldDef, c *cell, unit string) *parsed {
	if c.lastRow == c.Row {
		return r.parse(field, c, nil, unit)
	}
	if r.shared == nil {
		r.shared = map[*cell]*parsed{}
	}
	v, known := r.shared[c]
	if !known {
		v = r.parse(field, c, nil, unit)
		r.shared[c] = v
	}
	return v
}

// reportUnknown names the columns whose values were not taken.
func (r *reader) reportUnknown(columns registerColumns, lost map[int]int) {
	for _, col := range columns.unknown {
		if n := lost[col.col]; n > 0 && !col.ignored {
			r.unknownHeader(col.cell, n)
		}
		delete(lost, col.col)
	}
	total, first := 0, 0
	for col, n := range lost {
		total += n
		if first == 0 || col < first {
			first = col
		}
	}
	if total > 0 {
		r.out.Issues = append(r.out.Issues, issue.New(issue.ColumnUnknown, r.page.grid.Sheet,
			workbook.Address(r.claim.header.row.no+r.claim.header.rows-1, first), "", "有 "+itoa(total)+" 个值所在的列没有表头，未归入任何字段，原文另存"))
	}
}

func (r *reader) traceColumns(columns registerColumns, rows []registerRow) {
	sample := func(pick func(registerRow) *parsed) []*parsed {
		var list []*parsed
		for _, row := range rows {
			if v := pick(row); v != nil && len(list) < 5 {
				list = append(list, v)
			}
		}
		return list
	}
	for _, col := range columns.fields {
		field := &r.d.Columns[col.field]
		r.trace(field.Field, field.Name, col.cell, col.alias, sample(func(row registerRow) *parsed { return row.fields[field.Field] })...)
	}
	for _, col := range columns.metrics {
		field := &r.d.Metrics.Rows[col.metric]
		name, suffix := field.Name+"·实际", ".actual"
		if col.side == plan {
			name, suffix = field.Name+"·计划", ".plan"
		}
		r.trace(field.Field+suffix, name, col.cell, col.alias, sample(func(row registerRow) *parsed {
			m := row.metrics[col.metric]
			if m == nil {
				return nil
			}
			if col.side == plan {
				return m.plan
			}
			return m.actual
		})...)
	}
}
