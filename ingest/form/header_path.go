package form

import (
	"strings"

	"aqs/ingest/value"
)

type topSub struct{ top, sub *cell }

// twoRows pairs each lower header with the upper one that spans it, left to right. An upper
// header without a merge reaches to the next upper header.
func twoRows(upper, lower *pageRow) []topSub {
	var pairs []topSub
	for i, top := range upper.cells {
		end := top.lastCol
		if top.lastCol == top.Col && top.lastRow == top.Row {
			if i+1 < len(upper.cells) {
				end = upper.cells[i+1].Col - 1
			} else {
				end = 1 << 20
			}
		}
		none := true
		for _, sub := range lower.cells {
			if sub.Col >= top.Col && sub.Col <= end {
				pairs = append(pairs, topSub{top, sub})
				none = false
			}
		}
		if none {
			pairs = append(pairs, topSub{top, nil})
		}
	}
	for _, sub := range lower.cells { // to the left of every upper header
		if len(upper.cells) == 0 || sub.Col < upper.cells[0].Col {
			pairs = append(pairs, topSub{nil, sub})
		}
	}
	return pairs
}

// headerPaths lists, left to right, the texts over each column from the top row to the lowest.
func headerPaths(rows []pageRow) [][]*cell {
	var paths [][]*cell
	var descend func(path []*cell, level, from, to int)
	descend = func(path []*cell, level, from, to int) {
		if level == len(rows) {
			if len(path) > 0 {
				paths = append(paths, append([]*cell(nil), path...))
			}
			return
		}
		row := &rows[level]
		at := from
		for i, c := range row.cells {
			if c.Col < from || c.Col > to {
				continue
			}
			if c.Col > at && hasBelow(rows[level+1:], at, c.Col-1) { // below a gap, or a merge from above
				descend(path, level+1, at, c.Col-1)
				if len(path) > 0 {
					path = path[:len(path):len(path)]
				}
			}
			end := c.lastCol
			if c.lastCol == c.Col && c.lastRow == c.Row {
				end = to
				if i+1 < len(row.cells) {
					end = min(to, row.cells[i+1].Col-1)
				}
			}
			below := append(path[:len(path):len(path)], c)
			if hasBelow(rows[level+1:], c.Col, end) {
				descend(below, level+1, c.Col, end)
			} else {
				paths = append(paths, below)
			}
			at = end + 1
		}
		switch {
		case at == from && len(path) > 0 && !hasBelow(rows[level:], from, to):
			paths = append(paths, append([]*cell(nil), path...))
		case at <= to && hasBelow(rows[level+1:], at, to):
			descend(path, level+1, at, to)
		}
	}
	descend(nil, 0, 0, 1<<20)
	return paths
}

func hasBelow(rows []pageRow, from, to int) bool {
	for i := range rows {
		for _, c := range rows[i].cells {
			if c.Col >= from && c.Col <= to {
				return true
			}
		}
	}
	return false
}

// resolvePath finds the meaning of a header of one or more texts, top to bottom.
func resolvePath(d *definition, path []*cell, l *Library) column {
	c := column{field: -1, metric: -1}
	lowest := path[len(path)-1]
	c.cell, c.col, c.text, c.unit = lowest, lowest.Col, "", ""
	for i, part := range path {
		if i > 0 {
			c.text += "/"
		}
		c.text += part.text()
		if part.head.Unit != "" {
			c.unit = part.head.Unit
		}
	}
	if len(path) > 1 && isUnitOnly(lowest) {
		c.unit = value.UnitOf(strings.Trim(value.Squeeze(lowest.Text), "()[]"))
		lowest, path = path[len(path)-2], path[:len(path)-1]
	}
	for _, part := range path[:len(path)-1] { // everything below 本月累计 is another period's
		if _, ignored := find(part.hits, d.no, slotIgnore); ignored {
			c.ignored = true
			return c
		}
	}
	if c.takePair(d, path) {
		return c
	}
	if len(path) > 1 {
		c.take(d, l.lexicon[path[len(path)-2].head.Key+lowest.head.Key])
		if c.field >= 0 || c.metric >= 0 {
			return c
		}
	}
	c.take(d, lowest.hits)
	return c
}

// takePair reads a path that holds a metric and, above or below it, 计划, 达成 or 达成率.
func (c *column) takePair(d *definition, path []*cell) bool {
	for i := len(path) - 1; i >= 0; i-- {
		for _, kind := range [...]slotKind{slotPlan, slotActual, slotRate} {
			s, found := find(path[i].hits, d.no, kind)
			if !found || kind == slotRate && d.Record == "day" {
				continue
			}
			for j := len(path) - 1; j >= 0; j-- {
				if m, isMetric := find(path[j].hits, d.no, slotMetric); isMetric && j != i && m.side == bare {
					c.metric, c.side, c.alias = m.index, s.side, m.alias
					return true
				}
			}
		}
	}
	return false
}

func (c *column) take(d *definition, hits []hit) {
	if h, found := find(hits, d.no, slotColumn); found {
		c.field, c.alias = h.index, h.alias
	} else if h, found := find(hits, d.no, slotMetric); found && h.side != rate {
		c.metric, c.side, c.alias = h.index, h.side, h.alias
	} else if h, found := find(hits, d.no, slotMetric); found && d.Record != "day" {
		c.metric, c.side, c.alias = h.index, h.side, h.alias
	} else if _, found := find(hits, d.no, slotPrivate); found {
		c.ignored, c.private = true, true
	} else if _, found := find(hits, d.no, slotIgnore); found {
		c.ignored = true
	}
}
