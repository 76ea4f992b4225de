package form

import (
	"slices"

	"aqs/ingest/value"
)

// placedBox is one box of a picture, found on the sheet.
type placedBox struct {
	heads             [2]*cell  // by axis
	words             [2]string // as written on the heads
	values            [2]string // their classes
	inside            string    // names in the head's own cell
	top, bottom       int       // rows
	firstCol, lastCol int
	box               int
}

// boxRows is how deep a picture may stand.
const boxRows = 200

// anyCol: a box at the right border is as wide as the sheet.
const anyCol = 1 << 20

// findBoxes finds the boxes of every picture on the sheet; a picture counts when it has all of them.
func findBoxes(p *page, d *definition) (boxes []placedBox, printed []*cell) {
	for n := range d.Boxes {
		b := &d.Boxes[n]
		var heads []boxHead
		for i := range p.rows[:min(boxRows, len(p.rows))] {
			for _, c := range p.rows[i].cells {
				if h, ok := b.head(c); ok {
					heads = append(heads, h)
				}
			}
		}
		found, fixed := b.headed(p, d.no, heads)
		if found == nil {
			found, fixed = b.sided(p, d.no, heads)
		}
		for i := range found {
			found[i].box = n
		}
		boxes, printed = append(boxes, found...), append(printed, fixed...)
	}
	return boxes, printed
}

// headed finds boxes that each have a head of their own, above the names, left of them or in one
// cell with them.
func (b *boxDef) headed(p *page, form int, all []boxHead) (boxes []placedBox, printed []*cell) {
	var heads []boxHead
	seen := map[[2]int]bool{}
	for _, h := range all {
		if !h.complete() {
			continue
		}
		if seen[h.classes] {
			return nil, nil // two boxes of one class: no such picture
		}
		seen[h.classes] = true
		heads = append(heads, h)
	}
	if len(heads) < len(b.Axes[0].Values)*len(b.Axes[1].Values) {
		return nil, nil
	}
	end := p.endOfBoxes(form, heads[len(heads)-1].cell.lastRow)
	for _, h := range heads {
		box := b.place(&h, &h)
		box.top, box.bottom, box.firstCol, box.lastCol, box.inside = h.cell.Row, end, h.cell.Col, anyCol, h.inside
		for _, other := range heads {
			if other.cell.Row > h.cell.Row {
				box.bottom = min(box.bottom, other.cell.Row-1)
			}
			if other.cell.Row == h.cell.Row && other.cell.Col > h.cell.Col {
				box.lastCol = min(box.lastCol, other.cell.Col-1)
			}
		}
		boxes, printed = append(boxes, box), append(printed, h.cell)
	}
	for _, h := range all { // 技能 and 意愿 beside the picture, as arrows are drawn
		if !h.complete() {
			printed = append(printed, h.cell)
		}
	}
	return boxes, printed
}

// sided finds boxes between heads along the top (or the bottom) and the left side of the picture.
func (b *boxDef) sided(p *page, form int, heads []boxHead) (boxes []placedBox, printed []*cell) {
	axisAt := map[*cell]int{}
	for _, h := range heads {
		if h.axis != unclassed {
			axisAt[h.cell] = h.axis
		}
	}
	for i := range heads { // 高 under 意愿, 高 right of 技能
		if h := &heads[i]; h.bare != "" {
			if axis, named := axisBeside(p, h.cell, axisAt); named {
				h.classify(b, axis, h.bare)
			}
		}
	}
	across, down := b.along(heads, func(h *boxHead) int { return h.cell.Row }), b.along(heads, func(h *boxHead) int { return h.cell.Col })
	for _, top := range across {
		for _, left := range down {
			if top[0].only() == left[0].only() || left[0].cell.Col >= top[0].cell.Col {
				continue
			}
			return b.between(p, form, top, left, axisAt)
		}
	}
	return nil, nil
}

// axisBeside is the axis a bare class belongs to: the one written over it or to its left.
func axisBeside(p *page, c *cell, axisAt map[*cell]int) (int, bool) {
	for row := c.Row - 1; row >= max(1, c.Row-2); row-- {
		if over := p.over(row, c.Col); over != nil {
			if axis, named := axisAt[over]; named {
				return axis, true
			}
		}
	}
	for col := c.Col - 1; col >= max(1, c.Col-2); col-- {
		if left := p.over(c.Row, col); left != nil {
			axis, named := axisAt[left]
			return axis, named
		}
	}
	return 0, false
}

// along lists the lines in which every class of one axis has its head, once.
func (b *boxDef) along(heads []boxHead, line func(*boxHead) int) (lines [][]boxHead) {
	for axis := range b.Axes {
		byLine := map[int][]boxHead{}
		var order []int
		for i := range heads {
			if h := &heads[i]; h.only() == axis {
				if byLine[line(h)] == nil {
					order = append(order, line(h))
				}
				byLine[line(h)] = append(byLine[line(h)], *h)
			}
		}
		for _, at := range order {
			classes := map[int]bool{}
			for _, h := range byLine[at] {
				classes[h.classes[axis]] = true
			}
			if len(byLine[at]) == len(b.Axes[axis].Values) && len(classes) == len(byLine[at]) {
				lines = append(lines, byLine[at])
			}
		}
	}
	return lines
}

// between makes the boxes of a picture with its heads at the sides.
func (b *boxDef) between(p *page, form int, top, left []boxHead, axisAt map[*cell]int) (boxes []placedBox, printed []*cell) {
	last := left[len(left)-1].cell
	end := p.endOfBoxes(form, last.lastRow)
	if last.lastRow > last.Row {
		end = min(end, last.lastRow)
	}
	for i := range left {
		for j := range top {
			box := b.place(&left[i], &top[j])
			box.top, box.bottom, box.firstCol, box.lastCol = left[i].cell.Row, end, top[j].cell.Col, anyCol
			if i+1 < len(left) {
				box.bottom = left[i+1].cell.Row - 1
			}
			if at := top[j].cell.Row; at > box.top {
				box.bottom = min(box.bottom, at-1) // the heads stand below the picture
			}
			if j+1 < len(top) {
				box.lastCol = top[j+1].cell.Col - 1
			} else if top[j].cell.lastCol > top[j].cell.Col {
				box.lastCol = top[j].cell.lastCol
			}
			boxes = append(boxes, box)
		}
	}
	for _, h := range slices.Concat(top, left) {
		printed = append(printed, h.cell)
	}
	for i := range p.rows { // in the order of the sheet
		for _, c := range p.rows[i].cells {
			if _, named := axisAt[c]; named {
				printed = append(printed, c)
			}
		}
	}
	return boxes, printed
}

// place joins what two heads say about a box.
func (b *boxDef) place(one, other *boxHead) placedBox {
	box := placedBox{}
	for axis := range b.Axes {
		h := one
		if h.classes[axis] == unclassed {
			h = other
		}
		box.heads[axis] = h.cell
		box.words[axis], box.values[axis] = h.words[axis], b.Axes[axis].Values[h.classes[axis]].Value
	}
	return box
}

// endOfBoxes is the last row before the next printed text of the form, a remark or a signature.
func (p *page) endOfBoxes(form, after int) int {
	for i := range p.rows {
		if p.rows[i].no <= after || len(p.rows[i].cells) == 0 {
			continue
		}
		if first := p.rows[i].cells[0]; first.known(form) || isRemark(first) || isSection(first) || first.head.Key != "" && endsWithColon(first) {
			return p.rows[i].no - 1
		}
	}
	if len(p.rows) == 0 {
		return 0
	}
	return p.rows[len(p.rows)-1].no
}

func endsWithColon(c *cell) bool {
	s := value.Squeeze(c.Text)
	return s != "" && s[len(s)-1] == ':'
}
