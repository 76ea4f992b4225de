package form

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// claim is what one form finds of itself in a sheet.
type claim struct {
	d        *definition
	score    float64
	title    *cell
	phrase   int // characters of the title's phrase
	titled   bool
	labels   map[int]bool
	metrics  map[int]bool
	columns  map[int]bool
	groups   map[string]bool
	blocks   map[int]int // block → most columns found in one row
	header   header      // register
	crosstab crosstab
	calendar calendar
	hints    hintParts
	unmet    []string
}

// The title stands among the first rows.
const titleRows = 8

func (l *Library) claims(p *page) []claim {
	claims := make([]claim, 0, len(l.forms))
	titles := l.titles.find(titleTexts(p), len(l.forms))
	hints := l.hints(p)
	var put []int // forms that their missing title rules out: looked at only when no other fits
	fits := false
	for i, d := range l.forms {
		if !titles[i].found && d.needsTitle() {
			put = append(put, i)
			continue
		}
		claims = append(claims, l.claim(p, d, titles[i], hints))
		fits = fits || claims[len(claims)-1].passes()
	}
	for _, i := range put {
		if fits {
			c := claim{d: l.forms[i], hints: hints}
			c.rate()
			claims = append(claims, c)
		} else {
			claims = append(claims, l.claim(p, l.forms[i], titles[i], hints))
		}
	}
	sortClaims(claims)
	return claims
}

// needsTitle says whether a form cannot be without its title.
func (d *definition) needsTitle() bool {
	for _, r := range d.Require {
		if len(r.Any) == 1 && r.Any[0] == "title" {
			return true
		}
	}
	return false
}

// claim looks at a sheet with one form's eyes.
func (l *Library) claim(p *page, d *definition, title titled, hints hintParts) claim {
	c := claim{d: d, title: title.cell, titled: title.found, phrase: title.runes, hints: hints}
	if n := p.mentions[d.no].count; n < 2 && !(c.titled && n > 0) { // too little of the form to look closer
		c.rate()
		return c
	}
	switch d.Layout {
	case layoutForm:
		c.findLabels(p)
		c.findBlocks(p)
		c.findMetrics(p)
	case layoutRegister:
		c.findLabels(p)
		c.findHeader(p, l)
	case layoutCalendar:
		c.findLabels(p)
		c.findCalendar(p)
	case layoutCrosstab:
		c.findLabels(p)
		c.findBlocks(p)
		c.findCrosstab(p)
	}
	c.rate()
	return c
}

// sortClaims puts the best first.
func sortClaims(claims []claim) {
	slices.SortStableFunc(claims, func(a, b claim) int {
		if a.passes() != b.passes() {
			if a.passes() {
				return -1
			}
			return 1
		}
		if byScore := cmp.Compare(b.weight(), a.weight()); byScore != 0 {
			return byScore
		}
		return cmp.Compare(a.d.ID, b.d.ID)
	})
	if len(claims) > 1 && claims[1].passes() && claims[0].weight()-claims[1].weight() < tieMargin && claims[1].moreTelling(&claims[0]) && !claims[0].moreTelling(&claims[1]) {
		claims[0], claims[1] = claims[1], claims[0]
	}
}

// passes says whether the form takes the sheet, rivals aside.
func (c *claim) passes() bool { return c.score >= c.d.Threshold && len(c.unmet) == 0 }

type titleText struct {
	cell *cell
	text string
}

// asksFor says whether the text is a label or header of the form, which may well hold a title's
// words: 下周工作计划.
func (t titleText) asksFor(form int) bool {
	if t.cell == nil {
		return false
	}
	for _, kind := range [...]slotKind{slotLabel, slotColumn, slotMetric, slotBlockColumn} {
		if _, found := find(t.cell.hits, form, kind); found {
			return true
		}
	}
	return false
}

// titleTexts are the texts that may be a title: the sheet's name and the first rows' cells.
func titleTexts(p *page) []titleText {
	texts := []titleText{}
	for i := range p.rows[:min(titleRows, len(p.rows))] {
		heads := 0
		for _, c := range p.rows[i].cells {
			if c.hits != nil {
				heads++
			}
		}
		if heads >= 4 {
			continue // the header of a table
		}
		for _, c := range p.rows[i].cells {
			if c.head.Key != "" && len(c.Text) >= 6 && len(c.Text) <= 240 {
				key := c.head.Key
				texts = append(texts, titleText{c, key})
			}
		}
	}
	return append(texts, titleText{nil, strings.ReplaceAll(p.grid.Sheet, " ", "")})
}

// isLabel says whether a cell can be a label with its value beside it: the next cell is not
// another label, as it would be in the header row of a table.
func isLabel(p *page, c *cell, form int) bool {
	next := p.right(c, 1)
	return next == nil || !next.known(form)
}

func (c *claim) findLabels(p *page) {
	c.labels = map[int]bool{}
	for _, cell := range p.mentions[c.d.no].cells {
		for i := range cell.pairs {
			if h, found := find(cell.pairs[i].hits, c.d.no, slotLabel); found {
				c.labels[h.index] = true
			}
		}
		for i := range cell.hits {
			if h := &cell.hits[i]; h.form == c.d.no && h.kind == slotLabel && !c.labels[h.index] && isLabel(p, cell, c.d.no) {
				c.labels[h.index] = true
			}
		}
	}
}

func (c *claim) findBlocks(p *page) {
	c.blocks = map[int]int{}
	for _, i := range p.mentions[c.d.no].rows {
		for b := range c.d.Blocks {
			if n := len(blockHeader(p.rows[i], c.d, b)); n >= c.d.Blocks[b].Min {
				c.blocks[b] = max(c.blocks[b], n)
			}
		}
	}
}

// blockHeader maps the columns of a block to the cells of one row, when the row is its header.
func blockHeader(row pageRow, d *definition, block int) map[int]*cell {
	var found map[int]*cell
	for _, c := range row.cells {
		for _, h := range c.hits {
			if h.form == d.no && h.kind == slotBlockColumn && h.index == block {
				if found == nil {
					found = map[int]*cell{}
				}
				if found[h.sub] == nil {
					found[h.sub] = c
				}
			}
		}
	}
	if len(found) < d.Blocks[block].Min {
		return nil
	}
	for j, field := range d.Blocks[block].Columns {
		if field.Required && found[j] == nil {
			return nil
		}
	}
	return found
}

// findMetrics counts the metrics that stand as labels: below each other, or with a value beside.
func (c *claim) findMetrics(p *page) {
	c.metrics = map[int]bool{}
	if len(c.d.Metrics.Rows) == 0 {
		return
	}
	for _, i := range p.mentions[c.d.no].rows {
		if p.rows[i].metricCount(c.d.no) >= 3 {
			for _, h := range acrossHeads(p, i, c.d.no) {
				c.metrics[h.index] = true
			}
		}
	}
	for _, cell := range p.mentions[c.d.no].cells {
		for i := range cell.pairs {
			if h, found := find(cell.pairs[i].hits, c.d.no, slotMetric); found {
				c.metrics[h.index] = true
			}
		}
		if h, found := find(cell.hits, c.d.no, slotMetric); found && isLabel(p, cell, c.d.no) {
			c.metrics[h.index] = true
		}
	}
}

// metricCount is how many cells of the row name a metric of the form.
func (r *pageRow) metricCount(form int) int {
	n := 0
	for _, c := range r.cells {
		if _, ok := find(c.hits, form, slotMetric); ok {
			n++
		}
	}
	return n
}

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
	if !c.titled && len(c.d.Title.Phrases) > 0 {
		list = append(list, "标题“"+c.d.Title.Phrases[0]+"”")
	}
	add := func(what string, fields []fieldDef, have map[int]bool) {
		for i, field := range fields {
			if field.Weight >= 0.5 && !have[i] {
				list = append(list, what+"“"+field.Name+"”")
			}
		}
	}
	add("栏目", c.d.Labels, c.labels)
	add("列", c.d.Columns, c.columns)
	for i, field := range c.d.Metrics.Rows {
		if c.d.Metrics.Weight > 0 && !c.metrics[i] && i < c.d.Metrics.Expect {
			list = append(list, "指标“"+field.Name+"”")
		}
	}
	for i, block := range c.d.Blocks {
		if c.blocks[i] == 0 && block.Weight > 0 {
			list = append(list, "表格“"+block.Name+"”")
		}
	}
	for _, group := range c.d.Groups {
		if group.Weight > 0 && !c.groups[group.Kind] {
			list = append(list, "列组“"+group.Name+"”")
		}
	}
	if c.d.Layout == layoutRegister && c.header.row == nil {
		return append(list[:len(c.unmet):len(c.unmet)], "没有找到表头行")
	}
	return list
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
