package form

import (
	"cmp"
	"slices"
	"strings"

	"aqs/ingest/workbook"
)

// trace notes how a field was found, for explain.
func (r *reader) trace(field, name string, label *cell, alias string, values ...*parsed) {
	t := Trace{Field: field, FieldName: name, MatchedBy: alias}
	if label != nil {
		t.LabelCell, t.LabelText = label.Address(), clipText(label.text(), 40)
	} else if alias == "" {
		t.MatchedBy = "没有找到"
	}
	for _, v := range values {
		if v != nil && v.cell != nil && len(t.ValueCells) < 5 {
			t.ValueCells = append(t.ValueCells, v.cell.Address())
			t.Samples = append(t.Samples, clipText(v.cell.text(), 30))
		}
	}
	r.out.Trace = append(r.out.Trace, t)
}

// sortTrace puts labels and columns first, then the tables' columns, then what was not understood.
func (r *reader) sortTrace() {
	rank := func(t Trace) int {
		if t.Field == "" {
			return 2
		}
		for _, block := range r.d.Blocks {
			if strings.HasPrefix(t.Field, block.ID+".") {
				return 1
			}
		}
		return 0
	}
	slices.SortStableFunc(r.out.Trace, func(a, b Trace) int { return cmp.Compare(rank(a), rank(b)) })
}

// unknownTrace describes a header that no alias matches, with the YAML line that would teach it.
func (d *definition) unknownTrace(c *cell) (Trace, []string) {
	words, owner := []string{}, map[string]string{}
	for _, f := range d.fieldNames() {
		for _, alias := range f.aliases {
			if owner[alias] == "" {
				words = append(words, alias)
				owner[alias] = f.field
			}
		}
	}
	near := nearest(c.head.Key, words, 3)
	t := Trace{FieldName: "未识别", LabelCell: c.Address(), LabelText: clipText(c.text(), 40), MatchedBy: "没有别名相符"}
	if len(near) > 0 {
		t.MatchedBy += "；最接近：" + strings.Join(near, "、")
		t.Suggestion = "{extends: " + d.ID + ", aliases: {" + owner[near[0]] + ": [" + quoteYAML(c.text()) + "]}}"
	}
	return t, near
}

// Below this score nothing of a form was found that would be worth explaining.
const explainScore = 0.15

// explainMiss tells what the nearest form found on a sheet that it did not take: the texts it
// knows, and the unknown ones beside them in a register's header.
func (c *claim) explainMiss(p *page) []Trace {
	if c.score < explainScore {
		return nil
	}
	var traces []Trace
	for i := range p.rows[:min(headerRows, len(p.rows))] {
		for _, cell := range p.rows[i].cells {
			if t, ok := c.knownTrace(cell); ok {
				traces = append(traces, t)
			} else if c.header.row != nil && i >= c.header.at && i < c.header.at+c.header.rows && cell.Kind == workbook.Text && !anyOf(cell.hits, c.d.no) {
				t, _ := c.d.unknownTrace(cell)
				traces = append(traces, t)
			}
		}
	}
	return traces
}

// knownTrace describes a text that means something to the form.
func (c *claim) knownTrace(found *cell) (Trace, bool) {
	hits := found.hits
	for i := range found.pairs {
		hits = append(hits[:len(hits):len(hits)], found.pairs[i].hits...)
	}
	for _, h := range hits {
		if h.form != c.d.no {
			continue
		}
		var field *fieldDef
		switch h.kind {
		case slotLabel:
			field = &c.d.Labels[h.index]
		case slotColumn:
			field = &c.d.Columns[h.index]
		case slotMetric:
			field = &c.d.Metrics.Rows[h.index]
		case slotBlockColumn:
			field = &c.d.Blocks[h.index].Columns[h.sub]
		default:
			continue
		}
		return Trace{Field: field.Field, FieldName: field.Name, LabelCell: found.Address(), LabelText: clipText(found.text(), 40), MatchedBy: h.alias}, true
	}
	return Trace{}, false
}
