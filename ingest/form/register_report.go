package form

import (
	"aqs/ingest/issue"
	"aqs/ingest/workbook"
)

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
		r.report(issue.New(issue.ColumnUnknown, r.page.grid.Sheet,
			workbook.Address(r.claim.header.row.no+r.claim.header.rows-1, first), "", "有 "+itoa(total)+" 个值所在的列没有表头，未归入任何字段，原文另存"))
	}
}

// samplesShown is how many values of a column explain shows.
const samplesShown = 5

// columnSamples are the first values of each column of a register, by what they are stored as.
type columnSamples map[string][]*parsed

func (s columnSamples) add(columns registerColumns, d *definition, row *registerRow) {
	put := func(name string, v *parsed) {
		if list := s[name]; v != nil && len(list) < samplesShown {
			s[name] = append(list, v)
		}
	}
	for _, col := range columns.fields {
		name := d.Columns[col.field].Field
		put(name, row.fields[name])
	}
	for i := range columns.metrics {
		col := &columns.metrics[i]
		if m := row.metrics[col.metric]; m != nil {
			put(col.metricName(d), m.of(col.side))
		}
	}
}

// metricName is a metric with its side, as explain names it.
func (c *column) metricName(d *definition) string {
	if c.side == plan {
		return d.Metrics.Rows[c.metric].Field + ".plan"
	}
	return d.Metrics.Rows[c.metric].Field + ".actual"
}

func (m *counted) of(s side) *parsed {
	if s == plan {
		return m.plan
	}
	return m.actual
}

func (r *reader) traceColumns(columns registerColumns, samples columnSamples) {
	for _, col := range columns.fields {
		field := &r.d.Columns[col.field]
		r.trace(field.Field, field.Name, col.cell, col.alias, samples[field.Field]...)
	}
	for i := range columns.metrics {
		col := &columns.metrics[i]
		field := &r.d.Metrics.Rows[col.metric]
		name, suffix := field.Name+"·实际", ".actual"
		if col.side == plan {
			name, suffix = field.Name+"·计划", ".plan"
		}
		r.trace(field.Field+suffix, name, col.cell, col.alias, samples[col.metricName(r.d)]...)
	}
}
