package form

import (
	"strings"

	"aqs/ingest/value"
)

// readRow reads one data row. Fields that the form fills down take the value of a vertical merge.
func (r *reader) readRow(at int, columns registerColumns) *registerRow {
	row := &registerRow{at: at, no: r.page.rows[at].no, first: r.page.rows[at].cells[0], fields: map[string]*parsed{}, metrics: map[int]*counted{}}
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
		} else if c != nil && col.ignored && !col.doubled {
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
