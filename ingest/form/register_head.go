package form

import "aqs/ingest/issue"

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

// metricKey tells a metric's plan from its result; a header that says neither is the result.
func (c *column) metricKey() [2]int {
	if c.side == plan || c.side == rate {
		return [2]int{c.metric, int(c.side)}
	}
	return [2]int{c.metric, int(actual)}
}

// sortColumns keeps the first column of each meaning.
func (g *register) sortColumns() {
	fields, metrics := map[int]bool{}, map[[2]int]bool{}
	sorted := &g.columns
	for _, c := range g.header.columns {
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
			g.doubles = append(g.doubles, c)
			c.ignored, c.doubled = true, true // its values are kept as those of an unknown column
			sorted.unknown = append(sorted.unknown, c)
		default:
			sorted.unknown = append(sorted.unknown, c)
		}
	}
}

// reportDoubles reports second columns of a meaning that hold values.
func (g *register) reportDoubles() {
	for _, c := range g.doubles {
		if g.survey.filled[c.col] {
			g.issue(issue.ColumnDuplicate, c.cell, "“"+clipText(c.text, 30)+"”与前面的列意思相同，只取前一列")
		}
	}
}
