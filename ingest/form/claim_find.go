package form

import (
	"strings"
)

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

// findBoxes looks for pictures, on sheets that have the form's title.
func (c *claim) findBoxes(p *page) {
	if len(c.d.Boxes) == 0 || !c.titled {
		return
	}
	c.boxes = map[int]int{}
	boxes, _ := findBoxes(p, c.d)
	for _, box := range boxes {
		c.boxes[box.box]++
	}
}

// findAcross looks for tables with people across, on sheets that have the form's title.
func (c *claim) findAcross(p *page) {
	if len(c.d.Across) == 0 || !c.titled {
		return
	}
	c.across = map[int]int{}
	for _, table := range findAcross(p, c.d) {
		c.across[table.across] = max(c.across[table.across], len(table.people))
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
