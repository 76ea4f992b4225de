package simulate

import (
	"fmt"
	"strings"
	"time"

	"aqs/internal/simulate/paper"
)

// The forms of a team's or department's week: 小组周报 and the department's statistics.

func teamWeekForms() []formLayout {
	return []formLayout{
		{form: "F07", name: "row per team", path: "{部}/{年}年{月}月/活动情况{周}.xlsx", draw: deptWeek(deptStyle{})},
		{form: "F07", name: "row per person, team merged", path: "{部}/{年}年{月}月/人员活动情况{周}.xlsx", draw: deptWeek(deptStyle{people: true})},
		{form: "F07", name: "two header rows", path: "{部}/{年}年{月}月/活动情况（两层）{周}.xlsx", draw: deptWeek(deptStyle{deep: 1})},
		{form: "F07", name: "four header rows", path: "{部}/{年}年{月}月/活动情况（四层）{周}.xlsx", draw: deptWeek(deptStyle{deep: 3})},
		{form: "F07", name: "system report with 小计 and 合计", path: "{部}/{年}年{月}月/系统导出{周}.xlsx", draw: deptWeek(deptStyle{people: true, system: true})},
		{form: "F07X", name: "teams across", path: "{部}/{年}年{月}月/活动情况（横）{周}.xlsx", draw: deptAcross},
		{form: "F09", name: "people across with stacked tables", path: "周报/{团队}/{年}年{月}月{团队}周报{周}.xlsx", draw: teamWeek},
		{form: "F09", name: "sheet per week", path: "周报/{团队}/{年}年{月}月{团队}各周.xlsx", draw: teamWeekBook},
	}
}

// deptStyle is one way of laying out the department's table.
type deptStyle struct {
	people bool
	system bool
	deep   int // header rows above the lowest
}

// spanFigures sums what people logged in a week.
func (w *world) spanFigures(people []*person, monday time.Time) (plan, done counts) {
	for _, p := range people {
		a, b, _ := p.loggedIn(monday, monday.AddDate(0, 0, 6))
		plan.add(a)
		done.add(b)
	}
	return plan, done
}

func (d *desk) deptHead(c sheetCase) {
	d.who = fact{dept: c.team.dept.name, date: c.monday.Format(time.DateOnly)}
	d.title(c.team.dept.name + pick(d.r, []string{"每周活动情况统计表", "周活动情况统计表", "周活动量统计表"}))
	d.labels(pair{label: pick(d.r, []string{"统计时间", "统计期间", "时间"}), item: textItem("", d.span(c.monday))})
}

func deptWeek(style deptStyle) func(*desk, *paper.Book, sheetCase) {
	return func(d *desk, book *paper.Book, c sheetCase) {
		d.open(book, "统计", 10)
		d.deptHead(c)
		t := table{name: "period_metric", register: true, extras: true, totals: true, no: style.system}
		t.columns = []column{{heads: []string{"团队", "团队名称", "小组"}, merge: style.people, shape: asText}}
		if style.people {
			t.columns = append(t.columns, column{heads: []string{"姓名", "客户经理姓名"}, shape: asName}, column{heads: []string{"工号"}, shape: asNo})
		} else {
			t.columns = append(t.columns, column{field: "headcount.actual", heads: []string{"在册人力", "在册人数"}, shape: asCount})
		}
		for _, m := range activity(counts{}, counts{}) {
			words := pick(d.r, m.words)
			if style.deep == 0 {
				t.columns = append(t.columns, column{field: m.metric + ".actual", heads: []string{words}, shape: m.shape})
				continue
			}
			groups := [][]string{{words}, {"本周活动", words}, {"本期情况", "本周活动", words}}[style.deep-1]
			t.columns = append(t.columns, column{field: m.metric + ".plan", heads: []string{"计划", "目标"}, groups: groups, shape: m.shape},
				column{field: m.metric + ".actual", heads: []string{"达成", "实际"}, groups: groups, shape: m.shape})
		}
		if style.system {
			t.columns = append(t.columns, column{heads: []string{"排名"}, shape: asCount})
			d.dirt = d.dirt.with(DirtTotals, 1).with(DirtSubtotals, 1)
		}
		for _, tm := range c.w.teams {
			if tm.dept != c.team.dept {
				continue
			}
			if !style.people {
				who := fact{team: tm.name, dept: tm.dept.name, date: d.who.date}
				t.rows = append(t.rows, d.deptRow(&t, c, who, tm.members, nil))
				continue
			}
			for _, p := range tm.members[:min(5, len(tm.members))] {
				who := about(p, c.monday)
				t.rows = append(t.rows, d.deptRow(&t, c, who, []*person{p}, p))
			}
		}
		d.draw(t)
	}
}

// with sets the rate of one kind.
func (d Dirt) with(kind DirtKind, rate float64) Dirt {
	kinds := map[DirtKind]float64{kind: rate}
	for k, r := range d.Kinds {
		if k != kind {
			kinds[k] = r
		}
	}
	d.Kinds = kinds
	return d
}

func (d *desk) deptRow(t *table, c sheetCase, who fact, people []*person, p *person) row {
	plan, done := c.w.spanFigures(people, c.monday)
	values := map[string]item{"headcount.actual": countItem("headcount.actual", len(people))}
	for _, m := range activity(plan, done) {
		values[m.metric+".plan"], values[m.metric+".actual"] = m.item(".plan"), m.item(".actual")
	}
	r := row{who: who}
	for _, column := range t.columns {
		switch {
		case column.field != "":
			r.items = append(r.items, values[column.field])
		case column.shape == asName:
			r.items = append(r.items, nameItem("", p.name))
		case column.shape == asNo:
			r.items = append(r.items, item{shape: asNo, text: p.no})
		case column.heads[0] == "排名":
			r.items = append(r.items, item{shape: asCount, n: float64(len(t.rows) + 1), sure: true})
		default:
			r.items = append(r.items, textItem("", who.team))
		}
	}
	return r
}

func deptAcross(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "统计", 6)
	d.deptHead(c)
	var who []fact
	var names []string
	var figures [][]metricRow
	for _, tm := range c.w.teams {
		if tm.dept == c.team.dept {
			plan, done := c.w.spanFigures(tm.members, c.monday)
			who, names = append(who, fact{team: tm.name, dept: tm.dept.name, date: d.who.date}), append(names, tm.name)
			figures = append(figures, activity(plan, done))
		}
	}
	plan, done := c.w.spanFigures(c.w.people, c.monday)
	who, names, figures = append(who, fact{kind: sumOnly}), append(names, "合计"), append(figures, activity(plan, done))
	d.across("period_metric", pick(d.r, []string{"指标", "项目"}), who, names, figures, false)
}

func teamWeek(d *desk, book *paper.Book, c sheetCase) { d.teamWeek(book, "周报", c, c.monday) }

func teamWeekBook(d *desk, book *paper.Book, c sheetCase) {
	for i, monday := range c.w.mondaysIn(c.month) {
		if i < 3 {
			d.teamWeek(book, fmt.Sprintf("第%d周", i+1), c, monday)
		}
	}
}

func (d *desk) teamWeek(book *paper.Book, sheet string, c sheetCase, monday time.Time) {
	members := c.team.members[:min(5, len(c.team.members))]
	d.open(book, sheet, 3+2*len(members))
	d.group(c.team, monday)
	_, week := monday.ISOWeek()
	d.title(pick(d.r, []string{fmt.Sprintf("第%d周小组活动统计", week), "小组周报", "团队周报"}))
	d.labels(pair{label: "团队", item: textItem("", c.team.name)}, pair{label: "主管", item: nameItem("", c.team.supervisor.name)},
		pair{label: "时间", item: textItem("", d.span(monday))})
	var who []fact
	var names []string
	var figures [][]metricRow
	sum := weekFigures{}
	for _, p := range members {
		one := c.w.weekOf(p, monday)
		sum.add(one)
		who, names, figures = append(who, about(p, monday)), append(names, p.name), append(figures, one.rows())
	}
	who = append([]fact{d.who}, who...)
	names = append([]string{"小组目标"}, names...)
	figures = append([][]metricRow{sum.rows()}, figures...)
	d.across("period_metric", pick(d.r, []string{"项目", "指标"}), who, names, figures, true)
	d.gap()
	t := table{name: "key_account", columns: []column{
		{field: "customer_name", heads: []string{"客户名单", "客户名称"}}, {field: "needs", heads: []string{"需求分析", "客户需求"}},
		{field: "owner_name", heads: []string{"开拓责任人", "责任人"}, shape: asName}, {field: "plan", heads: []string{"本周追踪计划", "追踪计划"}},
	}}
	d.line("重点客户开发", paper.Section)
	for _, firm := range d.firms(2) {
		t.rows = append(t.rows, row{who: d.who, items: []item{textItem("customer_name", firm), textItem("needs", pick(d.r, []string{"团体意外险", "养老金补充"})),
			nameItem("owner_name", pick(d.r, members).name), textItem("plan", pick(d.r, []string{"周三送方案", "邀约沙龙"}))}})
	}
	d.draw(t)
	d.note(pick(d.r, []string{"小组工作总结", "本周工作总结"}), "summary", fmt.Sprintf("本周小组拜访%d次，有效客户%d人，下周盯促成。", sum.actual[2], sum.actual[3]))
	d.line(pick(d.r, []string{"本周重点辅导组员", "重点辅导组员"}), paper.Section)
	k := table{name: "coaching", columns: []column{
		{field: "person_name", heads: []string{"姓名", "组员姓名"}, shape: asName}, {field: "problem", heads: []string{"存在问题"}},
		{field: "content", heads: []string{"辅导内容"}}, {field: "effect", heads: []string{"追踪效果", "辅导效果"}},
	}}
	p := pick(d.r, members)
	coached := d.who
	coached.person = p.name
	k.rows = append(k.rows, row{who: coached, items: []item{nameItem("person_name", p.name), textItem("problem", "意向客户跟进不及时"), textItem("content", "陪访两次，会后复盘"), textItem("effect", pick(d.r, []string{"已有改善", "下周继续观察"}))}})
	d.draw(k)
}

// rows are the counted rows of a team's weekly report.
func (f weekFigures) rows() []metricRow {
	words := [4][]string{{"新增销售收入", "新增保费"}, {"销售总收入", "总收入"}, {"拜访客户数", "拜访量"}, {"有效客户数"}}
	var rows []metricRow
	for i, metric := range weekMetrics {
		shape := asCount
		if strings.HasSuffix(metric, "_yuan") {
			shape = asYuan
		}
		rows = append(rows, metricRow{metric, words[i], shape, float64(f.plan[i]), float64(f.actual[i])})
	}
	return rows
}
