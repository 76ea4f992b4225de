package template

import (
	"strings"
	"time"

	"aqs/ingest/form"
	"aqs/internal/xlsxout"
)

// blankPeople is how many empty name columns a cross-tab has when nobody is known.
const blankPeople = 4

// crosstabs draws tables of metrics down and groups across: of a month a sheet per person, else
// per team; of a week a sheet per week; of a day one per work day.
func (p *painter) crosstabs() {
	hasPeople := false
	for _, g := range p.form.Groups {
		hasPeople = hasPeople || g.Kind == "people" || g.Kind == "teams"
	}
	switch {
	case p.form.Period == "week":
		for i, monday := range p.mondays() {
			p.newSheet(weekTitle(i + 1))
			p.crosstab(p.known.of(p.team), monday, weekTitle(i+1))
		}
	case p.form.Period == "day":
		for _, on := range p.workdays {
			p.newSheet(on.Format("1月2日"))
			p.crosstab(p.known.of(p.team), on, "")
		}
	case hasPeople || len(p.members) == 0:
		p.newSheet(sheetName(p.form.Name))
		p.crosstab(p.known.of(p.team), p.month, p.month.Format("2006年1月"))
	default:
		for _, who := range p.members {
			p.newSheet(who.name)
			p.crosstab(who, p.month, p.month.Format("2006年1月"))
		}
	}
}

// group is one group of columns with the width it takes.
type group struct {
	kind, label string
	named       bool // the head is a name to fill in
	pair        bool // plan and result
}

func (p *painter) groups() []group {
	var list []group
	for _, g := range p.form.Groups {
		switch g.Kind {
		case "target", "total":
			list = append(list, group{kind: g.Kind, label: g.Label})
		case "week":
			for n := 1; n <= 5; n++ {
				list = append(list, group{kind: g.Kind, label: weekTitle(n), pair: true})
			}
		case "team":
			list = append(list, group{kind: g.Kind, label: g.Label, pair: true})
		case "people":
			names := 0
			for _, who := range p.members {
				list = append(list, group{kind: g.Kind, label: who.name, named: true, pair: true})
				names++
			}
			for ; names < blankPeople; names++ {
				list = append(list, group{kind: g.Kind, named: true, pair: true})
			}
		case "teams":
			for range blankPeople {
				list = append(list, group{kind: g.Kind, named: true, pair: true})
			}
		}
		// Rates are recomputed, and what a form ignores need not be asked for.
	}
	return list
}

func (p *painter) crosstab(who person, on time.Time, before string) {
	groups := p.groups()
	width := 1
	for _, g := range groups {
		width++
		if g.pair {
			width++
		}
	}
	width = max(width, p.width())
	p.sheet.Width(1, 20)
	for col := 2; col <= width; col++ {
		p.sheet.Width(col, 12)
	}
	p.titled(width, before)
	row := p.labels(2, width, who, on)
	p.sheet.PutMerged(xlsxout.Area{FirstRow: row, FirstCol: 1, LastRow: row + 1, LastCol: 1}, xlsxout.Text(p.printed("项目", "指标")), xlsxout.Style{Look: xlsxout.Header})
	var metrics []form.Field
	for _, m := range p.form.Metrics {
		if !m.IsRate {
			metrics = append(metrics, m)
		}
	}
	for i, m := range metrics {
		p.sheet.Put(row+2+i, 1, xlsxout.Text(m.Label), xlsxout.Style{Look: xlsxout.Label})
	}
	col := 2
	for _, g := range groups {
		p.record++
		last := col
		if g.pair {
			last++
			p.sheet.Put(row+1, col, xlsxout.Text(p.form.PlanWord), xlsxout.Style{Look: xlsxout.Header})
			p.sheet.Put(row+1, last, xlsxout.Text(p.form.DoneWord), xlsxout.Style{Look: xlsxout.Header})
		}
		head := across(row, col, last)
		if !g.pair {
			head.LastRow++
		}
		if g.named && g.kind == "teams" {
			p.box(head, form.Field{Field: "team_name", Name: "团队", Label: "团队（表头）", Type: "text", Required: true}, "head", "")
		} else if g.named {
			p.box(head, form.Field{Field: "person_name", Name: "姓名", Label: "姓名（表头）", Type: "name"}, "head", g.label)
			p.choices(head, form.Field{Field: "person_name", Type: "name"})
		} else {
			p.sheet.PutMerged(head, xlsxout.Text(g.label), xlsxout.Style{Look: xlsxout.Header})
		}
		for i, m := range metrics {
			for c := col; c <= last; c++ {
				part := "plan"
				if g.kind == "total" || c > col {
					part = "done"
				}
				p.box(at(row+2+i, c), m, part, p.target(g, m, who))
			}
		}
		col = last + 1
	}
	row = p.blocks(row+2+len(metrics), width)
	for _, plans := range []bool{true, false} {
		row = p.texts(row, width, plans)
	}
	p.sheet.Landscape = width > 7
}

// target is what the month's target is known to be already.
func (p *painter) target(g group, m form.Field, who person) any {
	if g.kind != "target" {
		return nil
	}
	key := targetKey{"person", who.name, m.Field}
	if who.name == "" {
		key = targetKey{"team", who.team, m.Field}
	}
	if known, found := p.known.targets[key]; found && strings.TrimSpace(key.name) != "" {
		return known
	}
	return nil
}
