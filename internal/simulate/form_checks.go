package simulate

import (
	"time"

	"aqs/internal/simulate/paper"
)

// 业务员每日活动检查表: what a supervisor saw of everybody's day.

func checkForms() []formLayout {
	return []formLayout{
		{form: "F04", name: "register of a day", path: "{团队}/检查/{年}年{月}月/{日}检查表.xlsx", draw: checkDay(false)},
		{form: "F04", name: "two header rows", path: "{团队}/检查/{年}年{月}月/{日}检查表（新）.xlsx", draw: checkDay(true)},
		{form: "F04", name: "register with dates", path: "{团队}/检查/{年}年{月}月检查汇总.xlsx", draw: checkWeek},
		{form: "F04", name: "sheet per day", path: "{团队}/检查/{年}年{月}月检查表.xlsx", draw: checkBook},
		{form: "F04X", name: "people across", path: "{团队}/检查/{年}年{月}月/{日}横向检查表.xlsx", draw: checkAcross},
	}
}

func checkDay(grouped bool) func(*desk, *paper.Book, sheetCase) {
	return func(d *desk, book *paper.Book, c sheetCase) {
		d.checks(book, "检查表", c, []time.Time{c.monday}, grouped)
	}
}

func checkWeek(d *desk, book *paper.Book, c sheetCase) {
	d.checks(book, "汇总", c, []time.Time{c.monday, c.monday.AddDate(0, 0, 1), c.monday.AddDate(0, 0, 2)}, false)
}

func checkBook(d *desk, book *paper.Book, c sheetCase) {
	for i := range 3 {
		on := c.monday.AddDate(0, 0, i)
		d.checks(book, sheetName(on, sheetDot), c, []time.Time{on}, i == 1)
	}
}

// onDay is a person's day; nil where there is none with work in it.
func (p *person) onDay(on time.Time) *day {
	for _, day := range p.days {
		if day.on.Equal(on) && day.absence == "" && day.isWork {
			return day
		}
	}
	return nil
}

func (d *desk) checks(book *paper.Book, sheet string, c sheetCase, days []time.Time, grouped bool) {
	d.open(book, sheet, 9)
	d.group(c.team, days[0])
	d.title(pick(d.r, []string{"业务员每日活动检查表", "每日活动检查表", "日志检查表"}))
	pairs := []pair{{label: "团队", item: textItem("", c.team.name)}, {label: "检查人", item: nameItem("", c.team.supervisor.name)}}
	if len(days) == 1 {
		pairs = append(pairs, pair{label: pick(d.r, []string{"日期", "检查日期"}), item: item{shape: asDate, on: days[0], sure: true}})
	}
	d.labels(pairs...)
	t := table{name: "check_metric", register: true, extras: true, totals: true}
	if len(days) > 1 {
		t.columns = append(t.columns, column{heads: []string{"日期", "工作日期"}, shape: asDate, merge: true})
	}
	t.columns = append(t.columns, column{heads: []string{"姓名", "客户经理", "组员"}, shape: asName}, column{heads: []string{"工号"}, shape: asNo})
	rows := activity(counts{}, counts{})
	for _, m := range rows {
		words := pick(d.r, m.words)
		if grouped && (m.metric == "visits" || m.metric == "talks") {
			t.columns = append(t.columns, column{field: m.metric + ".plan", heads: []string{"计划"}, groups: []string{words}, shape: m.shape},
				column{field: m.metric + ".actual", heads: []string{"实际"}, groups: []string{words}, shape: m.shape})
		} else {
			t.columns = append(t.columns, column{field: m.metric + ".actual", heads: []string{words}, shape: m.shape})
		}
	}
	t.columns = append(t.columns, column{field: "log_filed.actual", heads: []string{"日志填写", "日志上交"}, shape: asTick},
		column{field: "check_opinion", table: "note", heads: []string{"检查人意见", "检查意见"}})
	for _, on := range days {
		for _, p := range c.team.members {
			day := p.onDay(on)
			if day == nil {
				continue
			}
			values := map[string]item{"log_filed.actual": {field: "log_filed.actual", shape: asTick, n: map[bool]float64{true: 1}[day.report.isLogged]},
				"check_opinion": textItem("check_opinion", pick(d.r, []string{"", "保持", "日志补交", "拜访偏少"}))}
			for _, m := range activity(day.plan, c.w.witnessed(p, day)) {
				values[m.metric+".plan"], values[m.metric+".actual"] = m.item(".plan"), m.item(".actual")
			}
			r := row{who: about(p, on)}
			for _, column := range t.columns {
				switch {
				case column.field != "":
					r.items = append(r.items, values[column.field])
				case column.shape == asDate:
					r.items = append(r.items, item{shape: asDate, on: on, sure: true})
				case column.shape == asName:
					r.items = append(r.items, nameItem("", p.name))
				default:
					r.items = append(r.items, item{shape: asNo, text: p.no})
				}
			}
			t.rows = append(t.rows, r)
		}
	}
	d.draw(t)
}

// sumOnly marks a pair of columns that holds sums and no records.
const sumOnly = "sum"

// across writes a cross-tab: metrics down, people or teams across, 计划 and 达成 beneath each.
func (d *desk) across(tableName, first string, who []fact, names []string, figures [][]metricRow, _ bool) {
	plan, done := pick(d.r, []string{"计划", "目标"}), pick(d.r, []string{"达成", "实际", "完成"})
	twoRows := d.r.chance(0.7)
	if twoRows {
		d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: d.col, Row2: d.at + 1, Col2: d.col}, paper.Str(first), paper.Header)
	} else {
		d.sheet.Put(d.at, d.col, paper.Str(first), paper.Header)
	}
	for i, name := range names {
		col := d.col + 1 + 2*i
		if twoRows {
			s, _ := d.spell(nameItem("", name))
			d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: col, Row2: d.at, Col2: col + 1}, s.value, paper.Header)
			d.sheet.Put(d.at+1, col, paper.Str(plan), paper.Header)
			d.sheet.Put(d.at+1, col+1, paper.Str(done), paper.Header)
			continue
		}
		d.sheet.Put(d.at, col, paper.Str(name+plan), paper.Header)
		d.sheet.Put(d.at, col+1, paper.Str(name+done), paper.Header)
	}
	d.at++
	if twoRows {
		d.at++
	}
	d.hits["dirt "+map[bool]string{true: "people across, two header rows", false: "people across, one header row"}[twoRows]]++
	for m := range figures[0] {
		words := pick(d.r, figures[0][m].words)
		d.units = ""
		if figures[0][m].shape == asYuan {
			d.units = pick(d.r, []string{"元", "万元"})
			words += "（" + d.units + "）"
		} else {
			words = d.head(words)
		}
		d.sheet.Put(d.at, d.col, paper.Str(words), paper.Label)
		for i := range who {
			into := tableName
			if who[i].kind == sumOnly {
				into = ""
			}
			seq := d.sheet.Name + "!" + paper.Address(d.at, d.col+1+2*i)
			d.cell(d.at, d.col+1+2*i, into, seq, figures[i][m].item(".plan"), who[i])
			d.cell(d.at, d.col+2+2*i, into, seq, figures[i][m].item(".actual"), who[i])
		}
		d.at++
	}
	d.units = ""
}

func checkAcross(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "检查表", 9)
	d.group(c.team, c.monday)
	d.title(pick(d.r, []string{"每日活动检查表", "业务员每日活动检查表"}))
	d.labels(pair{label: "团队", item: textItem("", c.team.name)}, pair{label: "日期", item: item{shape: asDate, on: c.monday, sure: true}})
	var who []fact
	var names []string
	var figures [][]metricRow
	for _, p := range c.team.members[:min(5, len(c.team.members))] {
		if day := p.onDay(c.monday); day != nil {
			who, names, figures = append(who, about(p, c.monday)), append(names, p.name), append(figures, activity(day.plan, day.actual)[:4])
		}
	}
	d.across("check_metric", pick(d.r, []string{"检查项目", "项目", "指标"}), who, names, figures, false)
}
