package form

import (
	"slices"
	"strconv"
	"strings"
)

// rate weighs what was found against all that the form says matters.
func (c *claim) rate() {
	found, total := 0.0, c.d.Title.Weight
	if c.titled {
		found += c.d.Title.Weight
	}
	fields := func(list []fieldDef, have map[int]bool) {
		for i, field := range list {
			total += field.Weight
			if have[i] {
				found += field.Weight
			}
		}
	}
	fields(c.d.Labels, c.labels)
	fields(c.d.Columns, c.columns)
	found += c.saidOnce()
	total += c.d.Metrics.Weight * float64(c.d.Metrics.Expect)
	found += c.d.Metrics.Weight * float64(min(len(c.metrics), c.d.Metrics.Expect))
	for i, block := range c.d.Blocks {
		total += block.Weight
		found += block.Weight * min(1, float64(c.blocks[i])/float64(min(len(block.Columns), 4)))
	}
	for i, table := range c.d.Across { // likewise
		if c.across[i] > 0 {
			found += table.Weight
		}
	}
	for i, box := range c.d.Boxes { // a picture stands in place of a table, so it is no part of the total
		if c.boxes[i] > 0 {
			found += box.Weight
		}
	}
	for _, group := range c.d.Groups {
		total += group.Weight
		if c.groups[group.Kind] {
			found += group.Weight
		}
	}
	if total > 0 {
		c.score = min(1, found/total)
	}
	if c.d.Layout == layoutRegister {
		c.score *= 0.6 + 0.4*c.header.knownShare
	}
	for _, r := range c.d.Require {
		if !slices.ContainsFunc(r.Any, c.has) {
			c.unmet = append(c.unmet, r.Say)
		}
	}
	c.evidence = c.score
	if len(c.unmet) > 0 { // whoever compares score and threshold must see that the form does not fit
		c.score = min(c.score, c.d.Threshold-0.01)
	}
}

// has checks one part of a requirement.
func (c *claim) has(part string) bool {
	kind, argument, _ := strings.Cut(part, ":")
	switch kind {
	case "title":
		return c.titled
	case "metrics":
		n, err := strconv.Atoi(argument)
		return err == nil && len(c.metrics) >= n
	case "group":
		return c.groups[argument]
	case "block":
		for i, block := range c.d.Blocks {
			if block.ID == argument {
				return c.blocks[i] > 0
			}
		}
	case "across":
		for i, table := range c.d.Across {
			if table.ID == argument {
				return c.across[i] > 0
			}
		}
	case "boxes":
		for i, box := range c.d.Boxes {
			if box.ID == argument {
				return c.boxes[i] > 0
			}
		}
	case "columns":
		n, err := strconv.Atoi(argument)
		return err == nil && len(c.columns) >= n
	case "labels":
		n, err := strconv.Atoi(argument)
		return err == nil && len(c.labels) >= n
	case "hint":
		return argument == "day" && c.hints.day || argument == "person" && c.hints.person != ""
	case "calendar":
		return c.calendar.days >= 3
	case "label":
		return hasField(c.d.Labels, c.labels, argument)
	case "column":
		return hasField(c.d.Columns, c.columns, argument)
	}
	return false
}

func hasField(fields []fieldDef, have map[int]bool, name string) bool {
	for i, field := range fields {
		if field.Field == name && have[i] {
			return true
		}
	}
	return false
}

// missing lists in Chinese what the form looked for and did not find: first what it cannot do without.
func (c *claim) missing() []string {
	var list []string
	for _, say := range c.unmet {
		list = append(list, "必须有："+say)
	}
	said := c.saidByUnmet()
	if !c.titled && len(c.d.Title.Phrases) > 0 && !said["title"] {
		list = append(list, "标题“"+c.d.Title.Phrases[0]+"”")
	}
	add := func(what, part string, fields []fieldDef, have map[int]bool) {
		for i, field := range fields {
			if field.Weight >= 0.5 && !have[i] && !said[part+field.Field] {
				list = append(list, what+"“"+field.Name+"”")
			}
		}
	}
	add("栏目", "label:", c.d.Labels, c.labels)
	add("列", "column:", c.d.Columns, c.columns)
	for i, field := range c.d.Metrics.Rows {
		if c.d.Metrics.Weight > 0 && !said["metrics"] && !c.metrics[i] && i < c.d.Metrics.Expect {
			list = append(list, "指标“"+field.Name+"”")
		}
	}
	for i, block := range c.d.Blocks {
		if c.blocks[i] == 0 && block.Weight > 0 && !said["block:"+block.ID] {
			list = append(list, "表格“"+block.Name+"”")
		}
	}
	for _, group := range c.d.Groups {
		if group.Weight > 0 && !c.groups[group.Kind] && !said["group:"+group.Kind] {
			list = append(list, "列组“"+group.Name+"”")
		}
	}
	if c.d.Layout == layoutRegister && c.header.row == nil {
		return append(list[:len(c.unmet):len(c.unmet)], "没有找到表头行")
	}
	return list
}

// saidByUnmet lists the parts that an unmet requirement names already: each thing is said once.
// "column:work_on" stands for the column, "metrics" for all of them, however many are asked for.
func (c *claim) saidByUnmet() map[string]bool {
	said := map[string]bool{}
	for _, r := range c.d.Require {
		if slices.ContainsFunc(r.Any, c.has) {
			continue
		}
		for _, part := range r.Any {
			if kind, _, _ := strings.Cut(part, ":"); kind == "metrics" {
				part = kind
			}
			said[part] = true
		}
	}
	return said
}

// moreTelling lets the title decide between two forms that fit alike: the one that stands first, and
// in the same place a phrase that is longer by two characters.
func (c *claim) moreTelling(rival *claim) bool {
	if c.title != nil && rival.title != nil && c.title.Row != rival.title.Row {
		return c.title.Row < rival.title.Row
	}
	return c.phrase >= rival.phrase+2
}

// crossBonus is what a cross-tab has ahead of a form that would read its first column only: it
// explains more of the sheet.
const crossBonus = 0.3

// weight is the score by which forms are compared with each other.
func (c *claim) weight() float64 {
	if c.d.Layout == layoutCrosstab && len(c.crosstab.columns) >= 3 && c.passes() {
		return c.score + crossBonus
	}
	return c.score
}

// saidOnce is the weight of a register's columns that the sheet says once for all rows: in a label
// above the table, or in the names around it.
func (c *claim) saidOnce() float64 {
	if c.d.Layout != layoutRegister || c.header.row == nil {
		return 0
	}
	weight := 0.0
	for i, f := range c.d.Columns {
		said := hasField(c.d.Labels, c.labels, f.Field) || f.Field == "person_name" && c.hints.person != "" || f.Field == "work_on" && c.hints.day
		if !c.columns[i] && said {
			weight += f.Weight
		}
	}
	return weight
}
