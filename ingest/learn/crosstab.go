package learn

import (
	"fmt"
	"strings"

	"aqs/ingest/form"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// group is one kind of column group of a cross-tab.
type group struct {
	kind, name string
	aliases    []string
}

// asCrosstab reads the sheet as metrics down and people, teams or weeks across. It needs two
// metrics that some form knows already: what a new word counts, nobody can guess.
func asCrosstab(p *page, v *vocabulary) *definition {
	at, col := p.metricColumn(v)
	if at <= 0 {
		return nil
	}
	d := &definition{layout: "crosstab", record: "period_metric", period: "month"}
	last := p.learnMetrics(d, v, at, col)
	p.learnGroups(d, v, at, col)
	if len(d.metrics) < 2 || len(d.groups) == 0 {
		return nil
	}
	for _, g := range d.groups {
		if g.kind == "target" && !d.hasGroup("people") && !d.hasGroup("teams") {
			d.record = "target"
		}
	}
	if d.record != "target" && !d.hasGroup("people") && !d.hasGroup("teams") && !d.hasGroup("team") {
		return nil // nobody whom the figures are about
	}
	if d.record != "target" && !strings.Contains(p.title, "月") {
		d.period = "week"
		for _, row := range p.rows[:at] {
			for _, c := range row.cells {
				if strings.Contains(c.Text, "月度") || strings.Contains(c.Text, "月份") {
					d.period = "month"
				}
			}
		}
	}
	p.learnLabels(d, v, at, last)
	d.plans, d.dones = v.plans, v.dones
	var keys []string
	for _, m := range d.metrics {
		keys = append(keys, m.aliases...)
	}
	for _, g := range d.groups {
		keys = append(keys, g.kind)
	}
	d.identify(p, keys)
	return d
}

func (d *definition) hasGroup(kind string) bool {
	for _, g := range d.groups {
		if g.kind == kind {
			return true
		}
	}
	return false
}

// metricColumn is the column that names the most metrics, each with numbers to its right, and the
// index of its first row.
func (p *page) metricColumn(v *vocabulary) (at, col int) {
	first, counts, best := map[int]int{}, map[int]int{}, 1
	for i, row := range p.rows {
		for _, c := range row.cells {
			if _, _, found := v.metric(v.across, c.key); !found || c.key == "" || numbersRight(row, c) < 2 {
				continue
			}
			if counts[c.Col] == 0 {
				first[c.Col] = i
			}
			if counts[c.Col]++; counts[c.Col] > best {
				best, at, col = counts[c.Col], first[c.Col], c.Col
			}
		}
	}
	return at, col
}

func numbersRight(row line, of cell) int {
	n := 0
	for _, c := range row.cells {
		if c.Col <= of.Col {
			continue
		}
		if c.Kind == workbook.Number || value.ParseNumber(c.Text, value.Rate, "").State == value.Have {
			n++
		}
	}
	return n
}

// learnMetrics takes the metrics down the column, and gives the index of their last row.
func (p *page) learnMetrics(d *definition, v *vocabulary, at, col int) (last int) {
	used := map[string]bool{}
	last = at
	for i := at; i < len(p.rows); i++ {
		var head cell
		for _, c := range p.rows[i].cells {
			if c.Col == col {
				head = c
			}
		}
		if head.key == "" || numbersRight(p.rows[i], head) == 0 {
			break
		}
		last = i
		m, alias, found := v.metric(v.across, head.key)
		switch {
		case !found:
			d.ignore = append(d.ignore, head.key)
			d.remarks = append(d.remarks, head.Address()+" 一行不是现有的指标，暂时放在 ignore 里；要读请移到 metrics 并写明 field")
		case !used[m.Field]:
			used[m.Field] = true
			d.metrics = append(d.metrics, column{field: m.Field, name: m.Name, kind: m.Type, aliases: []string{alias}, remark: head.Address() + "；与现有指标同名"})
		}
	}
	return last
}

// learnGroups classes the texts over the figures. Names are never written into the draft.
func (p *page) learnGroups(d *definition, v *vocabulary, at, col int) {
	heads := p.rows[at-1]
	if v.onlySides(heads, col) && at >= 2 {
		heads = p.rows[at-2]
	}
	counts := map[string]int{}
	aliases := map[string][]string{}
	for _, c := range heads.cells {
		if c.Col <= col {
			continue
		}
		kind, alias := v.groupOf(c)
		counts[kind]++
		if alias != "" && !contains(aliases[kind], alias) {
			aliases[kind] = append(aliases[kind], alias)
		}
	}
	names := [][2]string{{"target", "目标"}, {"week", "第N周"}, {"total", "累计"}, {"rate", "达成率"}, {"team", "本组"}, {"people", "各人"}, {"teams", "各团队"}, {"ignore", "其他"}}
	for _, n := range names {
		if counts[n[0]] > 0 {
			d.groups = append(d.groups, group{n[0], n[1], aliases[n[0]]})
			d.remarks = append(d.remarks, fmt.Sprintf("列组 %s（%s）：%d 列", n[0], n[1], counts[n[0]]))
		}
	}
}

// onlySides says whether a row right of the metrics holds nothing but 计划 and 达成.
func (v *vocabulary) onlySides(row line, col int) bool {
	n := 0
	for _, c := range row.cells {
		if c.Col <= col {
			continue
		}
		if !contains(v.plans, c.key) && !contains(v.dones, c.key) && !strings.HasSuffix(c.key, "率") {
			return false
		}
		n++
	}
	return n >= 2
}

// groupOf classes one header; the alias is empty where the text is a name or a number of a week.
func (v *vocabulary) groupOf(c cell) (kind, alias string) {
	key := c.key
	for _, words := range [][]string{v.plans, v.dones} {
		for _, word := range words {
			if rest := strings.TrimSuffix(key, word); rest != "" && rest != key {
				key = rest
			}
		}
	}
	name, _ := value.Name(key)
	switch {
	case strings.Contains(c.key, "周") && strings.ContainsAny(c.key, "一二三四五六0123456789"):
		return "week", ""
	case strings.HasSuffix(c.key, "率"), strings.HasSuffix(c.key, "进度"):
		return "rate", c.key
	case strings.Contains(c.key, "累计"):
		return "total", c.key
	case contains(v.plans, c.key), strings.Contains(c.key, "目标") && !strings.HasPrefix(c.key, "小组"):
		return "target", c.key
	case strings.HasPrefix(key, "小组"), strings.HasPrefix(key, "团队"), key == "全组":
		return "team", key
	case contains(v.dones, c.key):
		return "total", c.key
	case strings.HasSuffix(key, "组"), strings.HasSuffix(key, "部"):
		return "teams", ""
	case value.LooksLikeName(name), strings.HasPrefix(name, "周") && value.LooksLikeName("张"+strings.TrimPrefix(name, "周")):
		return "people", ""
	}
	if key != c.key { // 计划 or 达成 of somebody
		return "people", ""
	}
	return "ignore", c.key
}

// learnLabels takes the labels above and below the table.
func (p *page) learnLabels(d *definition, v *vocabulary, at, last int) {
	used := map[string]bool{}
	for i, row := range p.rows {
		if i >= at-2 && i <= last && (i >= at-1 || len(row.cells) > 2*len(labelsIn(v, row))) {
			continue
		}
		for _, c := range row.cells {
			for _, key := range labelsOf(c) {
				f, exact, found := v.across.field(key)
				if !found || !exact || used[f.Field] || f.Field == "period" && d.period == "month" || f.Field == "month" && d.period == "week" {
					continue
				}
				used[f.Field] = true
				d.labels = append(d.labels, column{field: f.Field, name: f.Name, kind: f.Type, aliases: []string{key}, enum: f.Choices, beside: f.IsLong, remark: c.Address() + "；与现有栏目同名"})
			}
		}
	}
}

// labelsIn are the labels of a row.
func labelsIn(v *vocabulary, row line) (labels []form.Field) {
	for _, c := range row.cells {
		for _, key := range labelsOf(c) {
			if f, exact, found := v.across.field(key); found && exact {
				labels = append(labels, f)
			}
		}
	}
	return labels
}
