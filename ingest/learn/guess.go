package learn

import (
	"math"
	"strings"

	"aqs/ingest/form"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// guessType tells from a header and what stands under it how the values are read.
func guessType(head string, samples []workbook.Cell, date1904 bool) string {
	if len(samples) == 0 {
		return fromHead(head)
	}
	dates, numbers, fractions, percents, names, statuses := 0, 0, 0, 0, 0, 0
	for _, c := range samples {
		switch c.Kind {
		case workbook.Date:
			dates++
			continue
		case workbook.Number:
			numbers++
			if c.Number != math.Trunc(c.Number) {
				fractions++
			}
			if strings.Contains(c.Format, "%") {
				percents++
			}
			continue
		}
		if strings.HasSuffix(value.Squeeze(c.Text), "%") {
			percents++
			continue
		}
		if d, problem := value.ReadDate(c, date1904); problem.Code == "" && d.Month != 0 && d.Day != 0 {
			dates++
			continue
		}
		if n := value.ParseNumber(c.Text, value.Money, ""); n.State == value.Have {
			numbers++
			continue
		}
		if _, ok := value.DayStatus(c.Text); ok {
			statuses++
		} else if name, _ := value.Name(c.Text); value.LooksLikeName(name) {
			names++
		}
	}
	most := func(n int) bool { return n*5 >= len(samples)*3 }
	switch {
	case isCode(head):
		return "employee_no"
	case most(dates):
		return "date"
	case most(percents):
		return "rate"
	case most(numbers):
		if byHead := fromHead(head); byHead == "yuan" || byHead == "rate" || byHead == "date" {
			return byHead
		}
		if fractions > 0 {
			return "factor"
		}
		return "count"
	case most(names):
		return "name"
	case most(statuses):
		return "status"
	}
	return "text"
}

func isCode(head string) bool {
	for _, word := range []string{"工号", "编号", "代码", "编码", "单号", "证号", "号码"} {
		if strings.Contains(head, word) {
			return true
		}
	}
	return false
}

func fromHead(head string) string {
	has := func(words ...string) bool {
		for _, word := range words {
			if strings.Contains(head, word) {
				return true
			}
		}
		return false
	}
	switch {
	case isCode(head):
		return "employee_no"
	case has("率", "比例", "占比"):
		return "rate"
	case has("日期", "时间"):
		return "date"
	case has("保费", "金额", "收入", "费用", "元", "薪", "价"):
		return "yuan"
	case has("姓名", "责任人", "负责人"):
		return "name"
	case has("人数", "件数", "次数", "数量", "户数"):
		return "count"
	}
	return "text"
}

// vocabulary is what the known forms call things.
type vocabulary struct {
	records map[string]*kind // layout + record → fields
	order   []string
	across  *kind // labels and metrics of cross-tabs
	blocks  map[string]*kind
	blockOf []string
	plans   []string
	dones   []string
}

// kind is a kind of record with the texts by which its fields are known.
type kind struct {
	layout, record, period string
	fields                 []form.Field
	byAlias                map[string]int // normalised alias → index into fields
	metrics                []form.Field
	metricBy               map[string]int
}

func newVocabulary(library *form.Library) *vocabulary {
	v := &vocabulary{records: map[string]*kind{}, blocks: map[string]*kind{},
		across: &kind{layout: "crosstab", byAlias: map[string]int{}, metricBy: map[string]int{}}}
	for _, id := range library.IDs() {
		d, _ := library.Describe(id)
		if d.Layout == "crosstab" {
			v.across.add(d.Labels, d.Metrics)
			v.plans, v.dones = union(v.plans, d.Plans), union(v.dones, d.Dones)
		}
		if d.Layout != "form" && d.Layout != "register" {
			continue
		}
		fields := d.Columns
		if d.Layout == "form" {
			fields = d.Labels
		}
		key := d.Layout + " " + d.Record
		if v.records[key] == nil {
			v.records[key] = &kind{layout: d.Layout, record: d.Record, period: d.Period, byAlias: map[string]int{}, metricBy: map[string]int{}}
			v.order = append(v.order, key)
		}
		v.records[key].add(fields, d.Metrics)
		for _, b := range d.Blocks {
			if v.blocks[b.Record] == nil {
				v.blocks[b.Record] = &kind{record: b.Record, byAlias: map[string]int{}, metricBy: map[string]int{}}
				v.blockOf = append(v.blockOf, b.Record)
			}
			v.blocks[b.Record].add(b.Columns, nil)
		}
		v.plans, v.dones = union(v.plans, d.Plans), union(v.dones, d.Dones)
	}
	return v
}

func union(list, more []string) []string {
	seen := map[string]bool{}
	for _, word := range list {
		seen[word] = true
	}
	for _, word := range more {
		if !seen[word] {
			seen[word] = true
			list = append(list, word)
		}
	}
	return list
}

func (k *kind) add(fields, metrics []form.Field) {
	put := func(list *[]form.Field, index map[string]int, f form.Field) {
		at := -1
		for i := range *list {
			if (*list)[i].Field == f.Field {
				at = i
			}
		}
		if at < 0 {
			at = len(*list)
			*list = append(*list, f)
		}
		for _, alias := range append([]string{f.Name}, f.Aliases...) {
			if key := value.ReadHeader(alias).Key; key != "" {
				if _, taken := index[key]; !taken {
					index[key] = at
				}
			}
		}
	}
	for _, f := range fields {
		put(&k.fields, k.byAlias, f)
	}
	for _, m := range metrics {
		if !m.IsRate {
			put(&k.metrics, k.metricBy, m)
		}
	}
}

// isTable says whether what stands under a header is data throughout: no further labels that the
// forms know, and most rows of the rest of the sheet.
func (v *vocabulary) isTable(p *page, at int, data []line) bool {
	labels := 0
	for _, row := range p.rows[at+1:] {
		for _, c := range row.cells {
			if c.key != "" && v.knows(c.key) {
				labels++
				break
			}
		}
	}
	rest := len(p.rows) - at - 1
	return labels*5 <= rest && len(data)*2 >= rest
}

// knows says whether a text is a label or header of any form.
func (v *vocabulary) knows(key string) bool {
	for _, kinds := range []map[string]*kind{v.records, v.blocks} {
		for _, k := range kinds {
			if _, found := k.byAlias[key]; found {
				return true
			}
			if _, found := k.metricBy[key]; found {
				return true
			}
		}
	}
	return false
}

// field finds the field that a header names: exactly, else by the longest alias within it.
func (k *kind) field(key string) (form.Field, bool, bool) {
	if at, found := k.byAlias[key]; found {
		return k.fields[at], true, true
	}
	best := ""
	for alias := range k.byAlias {
		if n := len([]rune(alias)); n >= 2 && strings.Contains(key, alias) && (len(alias) > len(best) || len(alias) == len(best) && alias < best) {
			best = alias
		}
	}
	if best == "" {
		return form.Field{}, false, false
	}
	return k.fields[k.byAlias[best]], false, true
}

// metric finds the count that a header names, and whether it is its plan.
func (v *vocabulary) metric(k *kind, key string) (form.Field, string, bool) {
	if at, found := k.metricBy[key]; found {
		return k.metrics[at], key, true
	}
	for _, words := range [][]string{v.plans, v.dones} {
		for _, word := range words {
			for _, rest := range []string{strings.TrimPrefix(key, word), strings.TrimSuffix(key, word)} {
				if at, found := k.metricBy[rest]; found && rest != key {
					return k.metrics[at], rest, true
				}
			}
		}
	}
	return form.Field{}, "", false
}
