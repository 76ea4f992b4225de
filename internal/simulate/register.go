package simulate

import (
	"fmt"
	"strconv"
	"time"

	"aqs/internal/simulate/paper"
)

// registerHead is one way of heading a team's register (台账). group names the pair of columns
// below it in a two-row header; empty means the column's own head stands alone.
type registerHead struct {
	title   string
	columns []registerColumn
	date    dateStyle
	merged  bool // date and name are written once per day and merged over its rows
	weekly  bool // 小计 after each week
}

type registerColumn struct{ field, group, head string }

var registerHeads = []registerHead{
	{
		title: "%s%d年%d月客户经理工作日志台账", date: serialISO, weekly: true,
		columns: []registerColumn{
			{"date", "", "日期"}, {"name", "", "姓名"}, {"team", "", "团队"},
			{"visits.plan", "", "计划拜访"}, {"visits.actual", "", "实际拜访"},
			{"talks.plan", "", "计划洽谈"}, {"talks.actual", "", "洽谈人数"},
			{"intents.actual", "", "意向客户"}, {"closes.actual", "", "促成人数"},
			{"product_name", "", "险种"}, {"cases", "", "件数"}, {"premium_yuan", "", "保费"},
			{"outlet_name", "", "出单网点"}, {"insight", "", "问题及心得"},
		},
	},
	{
		title: "%s工作日志登记表（%d年%d月）", date: serialMD, merged: true,
		columns: []registerColumn{
			{"date", "", "日 期"}, {"name", "", "客户经理"}, {"team", "", "小组"},
			{"visits.plan", "拜访（次）", "计划"}, {"visits.actual", "拜访（次）", "实际"},
			{"talks.plan", "洽谈（人）", "计划"}, {"talks.actual", "洽谈（人）", "实际"},
			{"intents.actual", "", "意向客户数"}, {"closes.actual", "", "成交人数"},
			{"product_name", "", "险种名称"}, {"cases", "", "保单件数"}, {"premium_yuan", "", "预收保费（元）"},
			{"outlet_name", "", "销售网点"}, {"insight", "", "问题与心得"},
		},
	},
	{
		title: "%s%d年%d月工作日志（台账）", date: textDot,
		columns: []registerColumn{
			{"no", "", "工号"}, {"name", "", "姓名"}, {"team", "", "所在团队"}, {"date", "", "工作日期"},
			{"visits.plan", "", "计划拜访量"}, {"visits.actual", "", "实际拜访量"},
			{"talks.plan", "", "计划洽谈人数"}, {"talks.actual", "", "实际洽谈人数"},
			{"intents.actual", "", "有购买意向客户"}, {"closes.actual", "", "促成人数"},
			{"product_name", "", "险种"}, {"cases", "", "件数"}, {"premium_yuan", "", "保费(元)"},
			{"outlet_name", "", "出单网点"}, {"insight", "", "心得"}, {"weather", "", "天气"},
		},
	},
}

// registerForm draws a team's register of a month.
type registerForm struct {
	notary
	head registerHead
	r    random
	at   int
}

func (w *world) drawRegister(book *paper.Book, t *truth, tm *team, m int) {
	month := w.months[m]
	head := registerHeads[m%len(registerHeads)]
	widths := make([]float64, len(head.columns))
	for i, column := range head.columns {
		widths[i] = map[string]float64{"date": 12, "product_name": 20, "outlet_name": 18, "insight": 32, "premium_yuan": 12}[column.field]
		if widths[i] == 0 {
			widths[i] = 9.5
		}
	}
	sheet := book.Sheet(fmt.Sprintf("%d月", month.Month()), widths...)
	f := &registerForm{
		notary: notary{truth: t, file: book.Path, sheet: sheet}, head: head,
		r: stream(w.seed, "spelling register", tm.index, m), at: 1,
	}
	title := fmt.Sprintf(head.title, tm.name, month.Year(), month.Month())
	sheet.PutMerged(paper.Rect{Row1: 1, Col1: 1, Row2: 1, Col2: len(head.columns)}, paper.Str(title), paper.Title)
	sheet.Height(1, 28)
	f.at = 2
	f.heads()
	sheet.Landscape, sheet.Frozen = true, f.at-1
	total, week := counts{}, counts{}
	for on := month; on.Month() == month.Month(); on = on.AddDate(0, 0, 1) {
		for _, p := range tm.members {
			for _, d := range p.days {
				if d.on.Equal(on) && d.report.isLogged {
					f.day(p, d)
					total.add(d.actual)
					week.add(d.actual)
				}
			}
		}
		if head.weekly && on.Weekday() == time.Sunday && week != (counts{}) {
			f.sum("小计", week)
			week = counts{}
			if on.Day() > 10 && on.Day() <= 17 { // the next printed page begins with the head again
				f.heads()
			}
		}
	}
	f.sum("合计", total)
}

// heads draws one header row, or two when columns stand in groups.
func (f *registerForm) heads() {
	columns := f.head.columns
	isGrouped := false
	for _, column := range columns {
		isGrouped = isGrouped || column.group != ""
	}
	if !isGrouped {
		for i, column := range columns {
			f.sheet.Put(f.at, i+1, paper.Str(column.head), paper.Header)
		}
		f.at++
		return
	}
	for i := 0; i < len(columns); i++ {
		if columns[i].group == "" {
			f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: i + 1, Row2: f.at + 1, Col2: i + 1}, paper.Str(columns[i].head), paper.Header)
			continue
		}
		last := i
		for last+1 < len(columns) && columns[last+1].group == columns[i].group {
			last++
		}
		f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: i + 1, Row2: f.at, Col2: last + 1}, paper.Str(columns[i].group), paper.Header)
		for ; i < last; i++ {
			f.sheet.Put(f.at+1, i+1, paper.Str(columns[i].head), paper.Header)
		}
		f.sheet.Put(f.at+1, i+1, paper.Str(columns[i].head), paper.Header)
	}
	f.at += 2
}

// day draws the rows of one person's day: the first carries the counts, further ones only sales.
func (f *registerForm) day(p *person, d *day) {
	rows := max(1, len(d.sales))
	spoiled := p.spoiled(d)
	first := f.at
	for k := range rows {
		for i, column := range f.head.columns {
			f.cell(first, k, rows, i+1, column.field, p, d, spoiled)
		}
		f.at++
	}
}

func (f *registerForm) cell(first, k, rows, col int, field string, p *person, d *day, spoiled bool) {
	row := first + k
	switch field {
	case "date", "name", "no", "team":
		value, style := f.key(field, p, d)
		switch {
		case f.head.merged && (field == "date" || field == "name"):
			if k == 0 {
				f.sheet.PutMerged(paper.Rect{Row1: row, Col1: col, Row2: row + rows - 1, Col2: col}, value, style)
			}
		default:
			f.sheet.Put(row, col, value, style)
		}
	case "product_name", "cases", "premium_yuan", "outlet_name":
		if k >= len(d.sales) {
			f.sheet.Put(row, col, paper.Blank(), paper.Center)
			return
		}
		line := about(p, d.on)
		line.kind, line.field, line.seq, line.position = "sale", field, strconv.Itoa(k+1), k+1
		s := d.sales[k]
		style := paper.Center
		value := text(s.product.name)
		switch field {
		case "cases":
			value = count(s.cases)
		case "premium_yuan":
			value, style = count(s.premium), paper.Money
			if spoiled && k == 0 && p.spoiledField == field {
				value = unreadable(f.r, value.means)
			} else if f.r.chance(2 * p.habit.messy) {
				value = messyMoney(f.r, s.premium)
			}
		case "outlet_name":
			value = text(s.outlet.name)
		}
		f.put(row, col, value, style, line)
	case "weather": // a column nobody asked for
		f.sheet.Put(row, col, paper.Str([]string{"晴", "阴", "小雨", "多云"}[d.on.Day()%4]), paper.Center)
	case "insight":
		value := paper.Blank()
		if k == 0 && d.absence == "" {
			value = paper.Str(d.insight)
		}
		f.sheet.Put(row, col, value, paper.Body)
	default:
		f.count(row, k, col, field, p, d, spoiled)
	}
}

func (f *registerForm) key(field string, p *person, d *day) (paper.Value, paper.Style) {
	switch field {
	case "date":
		s, style := spellDate(d.on, f.head.date)
		return s.value, style
	case "name":
		return paper.Str(p.name), paper.Center
	case "no":
		return paper.Str(p.no), paper.Center
	default:
		return paper.Str(p.team.name), paper.Center
	}
}

// count draws one count of the day, or the word of an absence in the box of visits.
func (f *registerForm) count(row, k, col int, field string, p *person, d *day, spoiled bool) {
	if k > 0 {
		f.sheet.Put(row, col, paper.Blank(), paper.Center)
		return
	}
	if d.absence != "" {
		value := paper.Blank()
		if field == "visits.actual" {
			value = paper.Str(absenceWord(d.absence))
		}
		cell := f.sheet.Put(row, col, value, paper.Center)
		if field == "visits.actual" {
			f.status(p, d, cell, value.Text)
		}
		return
	}
	if field == "visits.actual" {
		f.status(p, d, "", "")
	}
	line := about(p, d.on)
	line.kind, line.field = "day_metric", field
	n := map[string]int{
		"visits.plan": d.plan.visits, "talks.plan": d.plan.talks, "visits.actual": d.actual.visits,
		"talks.actual": d.actual.talks, "intents.actual": d.actual.intents, "closes.actual": d.actual.closes,
	}[field]
	value := count(n)
	switch {
	case spoiled && field == p.spoiledField+".actual":
		value = unreadable(f.r, value.means)
	case n == 0 && f.r.chance(p.habit.messy) && (field == "intents.actual" || field == "closes.actual"):
		value = spelled{value: paper.Str(pick(f.r, []string{"无", "—", "/"})), means: "0"}
	case f.r.chance(p.habit.messy):
		value = messyCount(f.r, n, map[bool]string{true: "次", false: "人"}[field[:6] == "visits"])
	}
	f.put(row, col, value, paper.Center, line)
}

// sum draws a total row, which is not data.
func (f *registerForm) sum(words string, c counts) {
	values := map[string]int{
		"visits.actual": c.visits, "talks.actual": c.talks, "intents.actual": c.intents,
		"closes.actual": c.closes, "cases": c.cases, "premium_yuan": c.premium,
	}
	for i, column := range f.head.columns {
		n, isSummed := values[column.field]
		switch {
		case i == 0:
			f.sheet.Put(f.at, 1, paper.Str(words), paper.Total)
		case isSummed:
			f.sheet.Put(f.at, i+1, paper.Int(n), paper.Total)
		default:
			f.sheet.Put(f.at, i+1, paper.Blank(), paper.Total)
		}
	}
	f.at++
}

// spoiled says whether this day's log has its talks written so that nobody can read them.
func (p *person) spoiled(d *day) bool { return p.spoiledOn.Equal(d.on) }
