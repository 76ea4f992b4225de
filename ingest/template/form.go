package template

import (
	"fmt"
	"strings"
	"time"

	"aqs/ingest/form"
	"aqs/internal/xlsxout"
)

// Rows of a small table on a form.
const blockRows = 6

// forms draws forms of labels and small tables: for a log a sheet per work day, for anything else
// a sheet per person.
func (p *painter) forms() {
	switch {
	case p.form.Record == "day" && len(p.members) <= 1:
		who := p.known.of(p.team)
		if len(p.members) == 1 {
			who = p.members[0]
		}
		for _, on := range p.workdays {
			p.newSheet(on.Format("1月2日"))
			p.oneForm(who, on)
		}
	case len(p.members) == 0:
		p.newSheet(sheetName(p.form.Name))
		p.oneForm(p.known.of(p.team), time.Time{})
	default:
		for _, who := range p.members {
			p.newSheet(who.name)
			p.oneForm(who, time.Time{})
		}
	}
}

// width is how many columns the sheet needs: those of its widest table.
func (p *painter) width() int {
	width := 6
	for _, block := range p.form.Blocks {
		width = max(width, len(block.Columns))
	}
	return width
}

func (p *painter) oneForm(who person, on time.Time) {
	width := p.width()
	for col := 1; col <= width; col++ {
		p.sheet.Width(col, 16)
	}
	before := ""
	switch p.form.Period {
	case "month":
		before = p.month.Format("2006年1月")
	case "week":
		if on.IsZero() && len(p.mondays()) > 0 {
			on = p.mondays()[0]
		}
	}
	p.titled(width, before)
	row := p.labels(2, width, who, on)
	row = p.texts(row, width, true)
	row = p.metrics(row, width)
	row = p.blocks(row, width)
	p.texts(row, width, false)
	p.sheet.Landscape = width > 7
}

// labels draws the short boxes, as many to a row as fit.
func (p *painter) labels(row, width int, who person, on time.Time) int {
	col := 1
	for _, f := range p.form.Labels {
		if f.IsLong || p.otherScope(f, who) {
			continue
		}
		if col+1 > width {
			row, col = row+1, 1
		}
		p.sheet.Put(row, col, xlsxout.Text(f.Label), xlsxout.Style{Look: xlsxout.Label})
		p.box(at(row, col+1), f, "label", p.given(f, who, on))
		p.choices(at(row, col+1), f)
		p.sheet.Height(row, 22)
		col += 2
	}
	return row + 1
}

// otherScope leaves out the boxes by which a team's sheet differs from a person's: filled in, they
// would make it the other.
func (p *painter) otherScope(f form.Field, who person) bool {
	aboutTeam := who.name == "" && who.team != "" && p.form.Layout == "crosstab"
	if p.form.Layout != "crosstab" && p.form.Layout != "calendar" {
		return false
	}
	switch f.Field {
	case "headcount":
		return !aboutTeam
	case "person_name", "employee_no":
		return aboutTeam
	}
	return false
}

// texts draws the boxes of free text: those that plan first, the others at the end.
func (p *painter) texts(row, width int, plans bool) int {
	for _, f := range p.form.Labels {
		if !f.IsLong || isPlan(f) != plans {
			continue
		}
		if f.Beside {
			p.sheet.Put(row, 1, xlsxout.Text(f.Label), xlsxout.Style{Look: xlsxout.Label})
			p.box(across(row, 2, width), f, "label", nil)
			p.sheet.Height(row, 64)
			row++
			continue
		}
		p.sheet.PutMerged(across(row, 1, width), xlsxout.Text(f.Label), xlsxout.Style{Look: xlsxout.Label})
		p.box(across(row+1, 1, width), f, "label", nil)
		p.sheet.Height(row+1, 64)
		row += 2
	}
	return row
}

func isPlan(f form.Field) bool { return strings.Contains(f.Field, "plan") }

// metrics draws the table of counts: metrics down, plan and result across.
func (p *painter) metrics(row, width int) int {
	if len(p.form.Metrics) == 0 {
		return row
	}
	sides := []struct{ word, part string }{{p.form.PlanWord, "plan"}, {p.form.DoneWord, "done"}}
	p.sheet.PutMerged(across(row, 1, 2), xlsxout.Text(p.printed("项目", "指标")), xlsxout.Style{Look: xlsxout.Header})
	half := (width - 2) / 2
	place := func(row, i int) xlsxout.Area { return across(row, 3+i*half, 2+(i+1)*half) }
	for i, side := range sides {
		p.sheet.PutMerged(place(row, i), xlsxout.Text(side.word), xlsxout.Style{Look: xlsxout.Header})
	}
	row++
	for _, m := range p.form.Metrics {
		if m.IsRate {
			continue
		}
		p.sheet.PutMerged(across(row, 1, 2), xlsxout.Text(m.Label), xlsxout.Style{Look: xlsxout.Label})
		for i, side := range sides {
			if side.word != "" {
				p.box(place(row, i), m, side.part, nil)
			}
		}
		row++
	}
	return row
}

// printed picks a text that the form knows to mean nothing.
func (p *painter) printed(words ...string) string {
	for _, word := range words {
		for _, known := range p.form.Printed {
			if word == known {
				return word
			}
		}
	}
	return ""
}

// blocks draws the small tables under each other.
func (p *painter) blocks(row, width int) int {
	for _, block := range p.form.Blocks {
		if block.Title != "" {
			p.sheet.PutMerged(across(row, 1, width), xlsxout.Text(block.Title), xlsxout.Style{Look: xlsxout.Section})
			p.sheet.Height(row, 20)
			row++
		}
		span := max(1, width/len(block.Columns))
		place := func(row, j int) xlsxout.Area {
			if j == len(block.Columns)-1 {
				return across(row, 1+j*span, width)
			}
			return across(row, 1+j*span, (j+1)*span)
		}
		for j, f := range block.Columns {
			p.sheet.PutMerged(place(row, j), xlsxout.Text(f.Label), xlsxout.Style{Look: xlsxout.Header})
		}
		for i := range blockRows {
			p.record++
			for j, f := range block.Columns {
				p.box(place(row+1+i, j), f, block.ID, nil)
			}
		}
		for j, f := range block.Columns {
			area := place(row+1, j)
			area.LastRow = row + blockRows
			p.choices(area, f)
		}
		row += 1 + blockRows
	}
	return row
}

// weekTitle is 第N周 of the month.
func weekTitle(n int) string { return fmt.Sprintf("第%d周", n) }
