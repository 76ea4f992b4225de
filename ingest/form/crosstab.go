package form

import (
	"strings"
	"unicode/utf8"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// crosstab is a table with metrics down and groups of columns across.
type crosstab struct {
	metricCol int
	rows      []metricRow
	columns   []groupColumn
	headers   []int // indexes of the header rows
}

type metricRow struct {
	at     int // index into the page's rows
	metric int
	cell   *cell
	alias  string
}

type groupColumn struct {
	col  int
	kind string
	week int
	name string // of a person
	side side
	cell *cell // header
}

// findCrosstab looks for the column that names the most metrics, and for the header above them.
func (c *claim) findCrosstab(p *page) {
	c.metrics, c.groups = map[int]bool{}, map[string]bool{}
	byCol := map[int][]metricRow{}
	best, bestCount := 0, 1
	for i := range p.rows {
		for _, cell := range p.rows[i].cells {
			h, found := find(cell.hits, c.d.no, slotMetric)
			if !found || h.side != bare {
				continue
			}
			rows := byCol[cell.Col]
			repeated := false
			for _, r := range rows {
				repeated = repeated || r.metric == h.index
			}
			if repeated {
				continue // a second table further down is not this one
			}
			byCol[cell.Col] = append(rows, metricRow{at: i, metric: h.index, cell: cell, alias: h.alias})
			if n := len(byCol[cell.Col]); n > bestCount || n == bestCount && cell.Col < best {
				best, bestCount = cell.Col, n
			}
		}
	}
	if best == 0 {
		return
	}
	c.crosstab = crosstab{metricCol: best, rows: byCol[best]}
	for _, r := range c.crosstab.rows {
		c.metrics[r.metric] = true
	}
	c.crosstab.readHeader(p, c.d)
	for _, g := range c.crosstab.columns {
		c.groups[g.kind] = true
	}
}

func (x *crosstab) readHeader(p *page, d *definition) {
	first := x.rows[0].at
	if first == 0 {
		return
	}
	lower := &p.rows[first-1]
	pairsOf := func(row *pageRow) int {
		n := 0
		for _, c := range row.cells {
			if c.Col <= x.metricCol {
				continue
			}
			_, isPlan := find(c.hits, d.no, slotPlan)
			_, isActual := find(c.hits, d.no, slotActual)
			_, isRate := find(c.hits, d.no, slotRate)
			if isPlan || isActual || isRate {
				n++
			} else {
				return 0
			}
		}
		return n
	}
	if first >= 2 && pairsOf(lower) >= 2 {
		upper := &p.rows[first-2]
		x.headers = []int{first - 2, first - 1}
		for _, pair := range twoRows(upper, lower) {
			if pair.top == nil || pair.top.lastCol <= x.metricCol {
				continue
			}
			x.add(d, pair.top, pair.sub)
		}
		return
	}
	x.headers = []int{first - 1}
	for _, c := range lower.cells {
		if c.Col > x.metricCol {
			x.add(d, c, nil)
		}
	}
}

// add resolves one column from its group's header and, below it, 计划 or 达成.
func (x *crosstab) add(d *definition, top, sub *cell) {
	g := groupColumn{col: top.Col, cell: top}
	text := top.head.Key
	if sub != nil {
		g.col = sub.Col
		for _, kind := range [...]slotKind{slotPlan, slotActual, slotRate} {
			if h, found := find(sub.hits, d.no, kind); found {
				g.side = h.side
				break
			}
		}
	} else if rest, s := splitSide(d, text); d.groupKeys[rest] != "" { // 小组目标 beside 小组达成
		text, g.side = rest, s
		g.kind = d.groupKeys[rest]
	} else if _, isGroup := find(top.hits, d.no, slotGroup); !isGroup {
		text, g.side = rest, s
	}
	g.week = weekNo(text)
	if h, found := find(top.hits, d.no, slotGroup); g.kind != "" {
	} else if found {
		g.kind = d.Groups[h.index].Kind
	} else {
		for _, group := range d.Groups {
			if g.kind == "" && d.groupKeys[text] == group.Kind {
				g.kind = group.Kind
			}
			if g.kind == "" && group.Kind == groupWeek && g.week > 0 {
				g.kind = groupWeek
			}
			if g.kind == "" && (group.Kind == groupPeople || group.Kind == groupTeams && (!d.hasGroup(groupPeople) || aboutTeams(top.head.Key, text))) && g.side != bare && top.Kind == workbook.Text {
				name, _ := value.Name(top.Text)
				if sub == nil {
					name, _ = value.Name(text)
				}
				if n := utf8.RuneCountInString(name); n >= 2 && n <= 60 {
					g.kind, g.name = group.Kind, name
				}
			}
		}
	}
	if g.side == bare {
		switch g.kind {
		case groupTarget, groupYear:
			g.side = plan
		case groupTotal:
			g.side = actual
		case groupRate:
			g.side = rate
		}
	}
	if g.kind != "" {
		x.columns = append(x.columns, g)
	}
}

// splitSide cuts 计划 or 达成 off the end of a one-row header: 第1周计划, 张伟达成.
func splitSide(d *definition, text string) (string, side) {
	for _, list := range []struct {
		words []string
		side  side
	}{{d.Metrics.RateWords, rate}, {d.Metrics.PlanWords, plan}, {d.Metrics.ActualWords, actual}} {
		for _, word := range list.words {
			if rest, found := strings.CutSuffix(text, word); found && rest != "" {
				return rest, list.side
			}
		}
	}
	return text, bare
}

// weekNo reads 第3周, 第三周, 3周, W3; 0 when the text names no week.
func weekNo(text string) int {
	text = value.Squeeze(text)
	at := strings.Index(text, "周")
	if at <= 0 {
		if rest, found := strings.CutPrefix(strings.ToUpper(text), "W"); found {
			return smallNumber(rest)
		}
		return 0
	}
	before := text[:at]
	if from := strings.LastIndex(before, "第"); from >= 0 {
		return smallNumber(before[from+len("第"):])
	}
	if utf8.RuneCountInString(before) <= 2 {
		return smallNumber(before)
	}
	return 0
}

func smallNumber(s string) int {
	n := value.ParseNumber(s, value.Count, "")
	if n.State != value.Have || n.Value < 1 || n.Value > 53 || n.Value != float64(int(n.Value)) {
		return 0
	}
	return int(n.Value)
}

// aboutTeams says whether a group's header names a team: 城东一组, 城西营业部.
func aboutTeams(keys ...string) bool {
	for _, key := range keys {
		for _, word := range [...]string{"组", "团队", "部", "区", "室"} {
			if strings.HasSuffix(key, word) {
				return true
			}
		}
	}
	return false
}

func (d *definition) hasGroup(kind string) bool {
	for _, group := range d.Groups {
		if group.Kind == kind {
			return true
		}
	}
	return false
}
