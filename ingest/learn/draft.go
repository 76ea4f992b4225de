package learn

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"aqs/ingest/form"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// column is one line of the draft: a header or label and the field it becomes.
type column struct {
	field, name, kind string
	aliases           []string
	required          bool
	enum              []form.Choice
	beside            bool
	remark            string // comment: of our own words only
}

type block struct {
	id, name, record string
	titles           []string
	columns          []column
}

// definition is the draft before it is written.
type definition struct {
	id, name, layout, record, period string
	title                            string
	labels, columns, metrics         []column
	plans, dones                     []string
	blocks                           []block
	groups                           []group // crosstab
	ignore                           []string
	remarks                          []string
}

func (d *definition) mapped() int {
	n := len(d.labels) + len(d.columns) + len(d.metrics) + len(d.groups)
	for _, b := range d.blocks {
		n += len(b.columns)
	}
	return n
}

func (d *definition) identify(p *page, keys []string) {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{p.title}, keys...), "\x00")))
	d.id = "U_" + strings.ToUpper(hex.EncodeToString(sum[:4]))
	d.title = p.title
	if d.name = p.title; d.name == "" {
		d.name = "自定义表（" + strings.Join(keys[:min(2, len(keys))], "、") + "…）"
	}
}

// asRegister reads the sheet as a table with one record per row.
func asRegister(p *page, v *vocabulary) *definition {
	at, data, ok := p.header()
	if !ok {
		return nil
	}
	var best *definition
	bestScore := 0.0
	for _, key := range v.order {
		k := v.records[key]
		if k.layout != "register" {
			continue
		}
		if d, score := p.registerOf(at, data, v, k); best == nil || score > bestScore {
			best, bestScore = d, score
		}
	}
	return best
}

// registerOf maps the header's columns to the fields of one kind of record.
func (p *page) registerOf(at int, data []line, v *vocabulary, k *kind) (*definition, float64) {
	d := &definition{layout: "register", record: k.record, period: k.period}
	used, metricAt := map[string]bool{}, map[string]int{}
	score := 0.0
	var keys []string
	type open struct {
		key, kind string
		cell      string
	}
	var unknown []open
	for _, head := range p.rows[at].cells {
		if contains(keys, head.key) {
			continue
		}
		keys = append(keys, head.key)
		samples := under(data, head)
		kind := guessType(head.key, samples, p.grid.Date1904)
		if m, alias, found := v.metric(k, head.key); found && (kind == "count" || kind == "yuan" || kind == "text" || kind == "factor") {
			score++
			if i, there := metricAt[m.Field]; there {
				d.metrics[i].aliases = union(d.metrics[i].aliases, []string{alias})
			} else {
				metricAt[m.Field] = len(d.metrics)
				d.metrics = append(d.metrics, column{field: m.Field, name: m.Name, kind: m.Type, aliases: []string{alias}, remark: remark(head, len(samples), "与现有指标同名")})
			}
			continue
		}
		f, exact, found := k.field(head.key)
		if found && !used[f.Field] && fits(f.Type, kind, len(samples)) && (exact || f.Type == kind || kind == "text") {
			used[f.Field] = true
			c := column{field: f.Field, name: f.Name, kind: f.Type, aliases: []string{head.key}, required: f.Required, enum: f.Choices, remark: remark(head, len(samples), "与现有栏目同名")}
			if score++; !exact {
				score -= 0.5
				c.remark = remark(head, len(samples), "猜的，请核对 field")
			}
			d.columns = append(d.columns, c)
			continue
		}
		unknown = append(unknown, open{head.key, kind, head.Address()})
	}
	// What the record cannot do without is taken from the one column that looks like it.
	for _, f := range k.fields {
		if needed := f.Required || k.record == "day" && f.Field == "person_name"; !needed || used[f.Field] || f.Type == "text" {
			continue
		}
		only := -1
		for i, u := range unknown {
			if u.kind == f.Type {
				if only >= 0 {
					only = -1
					break
				}
				only = i
			}
		}
		if only >= 0 {
			used[f.Field] = true
			d.columns = append(d.columns, column{field: f.Field, name: f.Name, kind: f.Type, aliases: []string{unknown[only].key}, required: f.Required, remark: unknown[only].cell + "：只按内容的类型猜的，请核对 field"})
			unknown = append(unknown[:only], unknown[only+1:]...)
		}
	}
	// A header is known by two columns at least: what is missing is guessed by type alone.
	for i := 0; i < len(unknown) && len(d.columns)+len(d.metrics) < 2; {
		f, found := free(k, used, unknown[i].kind)
		if !found {
			i++
			continue
		}
		used[f.Field] = true
		d.columns = append(d.columns, column{field: f.Field, name: f.Name, kind: f.Type, aliases: []string{unknown[i].key}, remark: unknown[i].cell + "：只按内容的类型猜的，请改成合适的 field"})
		unknown = append(unknown[:i], unknown[i+1:]...)
	}
	for _, u := range unknown {
		d.ignore = append(d.ignore, u.key)
		d.remarks = append(d.remarks, fmt.Sprintf("%s 一列没有对应的字段（内容像 %s），暂时放在 ignore 里", u.cell, u.kind))
	}
	if len(d.metrics) > 0 {
		d.plans, d.dones = v.plans, v.dones
	}
	for _, f := range k.fields { // what the record cannot do without
		if f.Required && !used[f.Field] {
			score--
		}
	}
	switch {
	case k.record == "day" && (!used["work_on"] || !used["person_name"] && !used["employee_no"]):
		score -= 2
	case k.record == "day" && len(d.metrics) == 0:
		score -= 0.5
	}
	d.identify(p, keys)
	return d, score
}

func under(data []line, head cell) (samples []workbook.Cell) {
	for _, row := range data {
		for _, c := range row.cells {
			if c.Col == head.Col && len(samples) < 50 {
				samples = append(samples, c.Cell)
			}
		}
	}
	return samples
}

func contains(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}

func remark(head cell, samples int, why string) string {
	return fmt.Sprintf("%s，%d 个值；%s", head.Address(), samples, why)
}

// fits says whether values that look like one type can be read as another.
func fits(want, looks string, samples int) bool {
	switch {
	case samples == 0 || want == looks || want == "text" || want == "longtext" || want == "enum" || want == "employee_no":
		return true
	case want == "name":
		return looks == "text"
	case want == "count", want == "yuan", want == "rate", want == "factor", want == "count_or_names", want == "amount":
		return looks == "count" || looks == "yuan" || looks == "rate" || looks == "factor"
	case want == "datetime", want == "date":
		return looks == "date" || looks == "datetime"
	}
	return looks == "text" || looks == "status"
}

// free picks an unused field of the same type.
func free(k *kind, used map[string]bool, looks string) (form.Field, bool) {
	for _, f := range k.fields {
		if !used[f.Field] && f.Type == looks && !strings.Contains(f.Field, ".") {
			return f, true
		}
	}
	return form.Field{}, false
}

// asForm reads the sheet as labels with values, and small tables under their own headers.
func asForm(p *page, v *vocabulary) *definition {
	var best *definition
	for _, key := range v.order {
		if k := v.records[key]; k.layout == "form" {
			if d := p.formOf(v, k); d != nil && (best == nil || d.mapped() > best.mapped()) {
				best = d
			}
		}
	}
	return best
}

func (p *page) formOf(v *vocabulary, k *kind) *definition {
	d := &definition{layout: "form", record: k.record, period: k.period}
	used := map[string]bool{}
	var keys []string
	for i := range p.rows[:min(len(p.rows), 60)] {
		row := p.rows[i]
		if b, ok := p.blockAt(v, i); ok && !hasBlock(d.blocks, b.record) {
			d.blocks = append(d.blocks, b)
			continue
		}
		for j, c := range row.cells {
			for _, key := range labelsOf(c) {
				f, exact, found := k.field(key)
				if !found || !exact || used[f.Field] {
					if found || len(labelsOf(c)) == 0 || !strings.HasSuffix(value.Squeeze(c.Text), ":") {
						continue
					}
					if !contains(d.ignore, key) {
						d.ignore = append(d.ignore, key)
					}
					continue
				}
				used[f.Field] = true
				keys = append(keys, key)
				d.labels = append(d.labels, column{field: f.Field, name: f.Name, kind: f.Type, aliases: []string{key}, enum: f.Choices, beside: f.IsLong, remark: c.Address() + "；与现有栏目同名"})
			}
			if m, alias, found := v.metric(k, c.key); found && c.key != "" && !used["metric "+m.Field] && j+1 <= len(row.cells) {
				used["metric "+m.Field] = true
				d.metrics = append(d.metrics, column{field: m.Field, name: m.Name, kind: m.Type, aliases: []string{alias}, remark: c.Address() + "；与现有指标同名"})
			}
		}
	}
	if len(d.labels)+len(d.blocks) == 0 {
		return nil
	}
	if len(d.metrics) > 0 {
		d.plans, d.dones = v.plans, v.dones
	}
	d.identify(p, keys)
	return d
}

// labelsOf are the labels a cell may hold: itself, or what stands before a colon in it.
func labelsOf(c cell) []string {
	if c.Kind != workbook.Text {
		return nil
	}
	text := value.Fold(c.Text)
	if at := strings.IndexByte(text, ':'); at > 0 && at < maxHeader*3 {
		return []string{value.ReadHeader(text[:at]).Key}
	}
	if c.key == "" {
		return nil
	}
	return []string{c.key}
}

func hasBlock(blocks []block, record string) bool {
	for _, b := range blocks {
		if b.record == record {
			return true
		}
	}
	return false
}

// blockAt reads a row as the header of a small table.
func (p *page) blockAt(v *vocabulary, at int) (block, bool) {
	var best block
	for _, record := range v.blockOf {
		k := v.blocks[record]
		b := block{id: record + "s", record: record, name: record}
		used, required := map[string]bool{}, 0
		for _, c := range p.rows[at].cells {
			at, found := k.byAlias[c.key]
			if c.key == "" || !found || used[k.fields[at].Field] {
				continue
			}
			f := k.fields[at]
			used[f.Field] = true
			b.columns = append(b.columns, column{field: f.Field, name: f.Name, kind: f.Type, aliases: []string{c.key}, required: f.Required, enum: f.Choices, remark: c.Address()})
		}
		for _, f := range k.fields {
			if f.Required && !used[f.Field] {
				required++
			}
		}
		if required == 0 && len(b.columns) >= 2 && len(b.columns)*2 > len(p.rows[at].cells) && len(b.columns) > len(best.columns) {
			best = b
		}
	}
	if at > 0 && len(p.rows[at-1].cells) == 1 && p.rows[at-1].cells[0].key != "" {
		best.titles, best.name = []string{p.rows[at-1].cells[0].key}, p.rows[at-1].cells[0].key
	}
	return best, len(best.columns) > 0
}
