package simulate

import (
	"fmt"
	"time"

	"aqs/internal/simulate/paper"
)

// The forms of one person's week: 行事历, 周计划及检讨, 个人周报.

func weeklyForms() []formLayout {
	return []formLayout{
		{form: "F03", name: "weekdays across", path: "主管/{年}年{月}月/{团队}行事历{周}.xlsx", draw: diaryAcross},
		{form: "F03", name: "days down", path: "主管/{年}年{月}月/{团队}日程{周}.xlsx", draw: diaryDown},
		{form: "F06", name: "items and counts", path: "{团队}/{年}年{月}月/{姓名}周计划{周}.xlsx", draw: weekPlan},
		{form: "F06", name: "counts only", path: "{团队}/{年}年{月}月/{姓名}周计划（简）{周}.xlsx", draw: weekCounts},
		{form: "F06", name: "sheet per week", path: "{团队}/{年}年{月}月/{姓名}各周计划.xlsx", draw: weekPlanBook},
		{form: "F08", name: "form sheet", path: "{团队}/{年}年{月}月/{姓名}周报{周}.xlsx", draw: weekReport},
		{form: "F08", name: "sheet per person", path: "{团队}/{年}年{月}月/{团队}个人周报{周}.xlsx", draw: weekReportBook},
		{form: "F08", name: "with items", path: "{团队}/{年}年{月}月/{姓名}工作汇报{周}.xlsx", draw: weekItems},
	}
}

// slots are what a supervisor planned and did in one half of a day.
func (d *desk) slot(members []*person) (plan, done string) {
	p := pick(d.r, members)
	plan = pick(d.r, []string{"早会、检查日志", "陪访" + p.name, "周例会", "个别辅导" + p.name, "走访农行支行", "整理报表", "话术演练", ""})
	if plan != "" {
		done = pick(d.r, []string{"完成", "完成", "延期到下周", "改为陪访" + p.name, ""})
	}
	return plan, done
}

func (d *desk) diaryHead(c sheetCase, words ...string) *person {
	boss := c.team.supervisor
	d.about(boss, c.monday)
	d.title(pick(d.r, words))
	d.labels(pair{label: pick(d.r, []string{"姓名", "主管姓名"}), item: nameItem("", boss.name)},
		pair{label: "团队名称", item: textItem("", c.team.name)}, pair{label: pick(d.r, []string{"日期", "起止日期"}), item: textItem("", d.span(c.monday))})
	return boss
}

func diaryAcross(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "日程", 7)
	boss := d.diaryHead(c, "销售主管日程安排", "主管工作日程安排", "周行程表")
	d.note(pick(d.r, []string{"工作重点", "本周工作重点"}), "focus", pick(d.r, []string{"检查日志，抓早会", "陪访新人，盯促成"}))
	d.sheet.PutMerged(d.area(0, 1), paper.Str("时间"), paper.Header)
	for i := range 5 {
		day := weekdays[(i+1)%7]
		d.sheet.Put(d.at, d.col+2+i, paper.Str(pick(d.r, []string{"星期", "周", "星期"})+day), paper.Header)
	}
	d.at++
	planWord, doneWord := "计划", pick(d.r, []string{"结果", "实际", "完成情况"})
	for _, half := range []string{"上午", "下午"} {
		d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: d.col, Row2: d.at + 1, Col2: d.col}, paper.Str(half), paper.Label)
		d.sheet.Put(d.at, d.col+1, paper.Str(planWord), paper.Label)
		d.sheet.Put(d.at+1, d.col+1, paper.Str(doneWord), paper.Label)
		for i := range 5 {
			plan, done := d.slot(c.team.members)
			who := about(boss, c.monday.AddDate(0, 0, i))
			d.cell(d.at, d.col+2+i, "slot", half, textItem("plan_text", plan), who)
			d.cell(d.at+1, d.col+2+i, "slot", half, textItem("result_text", done), who)
		}
		d.at += 2
	}
	d.note(pick(d.r, []string{"本周小结", "本周总结"}), "summary", pick(d.r, []string{"陪访两次，促成一单", "例会按时，日志上交率提高"}))
}

func diaryDown(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "行事历", 5)
	boss := d.diaryHead(c, "营业部经理每周工作时间计划及记录表（行事历）", "行事历")
	for i, words := range []string{"日期", "星期", "时段", "计划", pick(d.r, []string{"结果", "记录"})} {
		d.sheet.Put(d.at, d.col+i, paper.Str(words), paper.Header)
	}
	d.at++
	for i := range 5 {
		on := c.monday.AddDate(0, 0, i)
		who := about(boss, on)
		for col, v := range []paper.Value{paper.Str(fmt.Sprintf("%d月%d日", on.Month(), on.Day())), paper.Str("星期" + weekdays[on.Weekday()])} {
			d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: d.col + col, Row2: d.at + 1, Col2: d.col + col}, v, paper.Center)
		}
		for _, half := range []string{"上午", "下午"} {
			plan, done := d.slot(c.team.members)
			d.sheet.Put(d.at, d.col+2, paper.Str(half), paper.Center)
			d.cell(d.at, d.col+3, "slot", half, textItem("plan_text", plan), who)
			d.cell(d.at, d.col+4, "slot", half, textItem("result_text", done), who)
			d.at++
		}
	}
}

// items draws the table of what is to be done, or was.
func (d *desk) items(dates bool, days []time.Time, within time.Time) {
	t := table{name: "plan_item", extras: true, columns: []column{
		{field: "activity", heads: []string{"工作内容", "工作事项", "活动内容"}},
		{field: "target_text", heads: []string{"对象", "目标对象"}},
		{field: "purpose", heads: []string{"目的", "活动目的"}},
		{field: "planned_times", heads: []string{"计划次数", "次数"}, shape: asCount},
		{field: "actual_times", heads: []string{"实际次数", "完成次数"}, shape: asCount},
		{field: "result", heads: []string{"完成情况", "执行情况"}},
	}}
	if dates {
		t.columns = append([]column{{field: "plan_on", heads: []string{"日期", "计划日期"}, shape: asDate, merge: true}}, t.columns...)
	} else {
		t.no = true
	}
	for i, on := range days {
		items := []item{
			textItem("activity", pick(d.r, []string{"网点驻点", "产品说明会", "客户回访", "话术演练", "走访支行"})+fmt.Sprint(i+1)),
			textItem("target_text", pick(d.r, []string{"交行支行", "老客户", "新人", "高端客户"})), textItem("purpose", pick(d.r, []string{"促成", "收集名单", "维护关系", ""})),
			countItem("planned_times", d.r.between(1, 4)), countItem("actual_times", d.r.IntN(4)), textItem("result", pick(d.r, []string{"完成", "客户改期", "部分完成", ""})),
		}
		if dates {
			items = append([]item{{field: "plan_on", shape: asDate, on: on, within: within}}, items...)
		}
		t.rows = append(t.rows, row{who: d.who, items: items})
	}
	d.draw(t)
}

func (d *desk) weekdaysOf(monday time.Time) []time.Time {
	return []time.Time{monday, monday.AddDate(0, 0, 1), monday.AddDate(0, 0, 1), monday.AddDate(0, 0, 3)}
}

func weekPlan(d *desk, book *paper.Book, c sheetCase) { d.weekPlan(book, "周计划", c, c.monday) }

func weekPlanBook(d *desk, book *paper.Book, c sheetCase) {
	for i, monday := range c.w.mondaysIn(c.month) {
		if i < 3 {
			d.weekPlan(book, fmt.Sprintf("第%d周", i+1), c, monday)
		}
	}
}

func (d *desk) weekPlan(book *paper.Book, sheet string, c sheetCase, monday time.Time) {
	d.open(book, sheet, 7)
	d.about(c.person, monday)
	_, week := monday.ISOWeek()
	d.title(pick(d.r, []string{fmt.Sprintf("第%d周周计划及检讨表", week), "周计划及检讨表", "客户经理本周总结与下周工作计划"}))
	d.labels(append(d.whose(c.w, c.person), pair{label: pick(d.r, []string{"起止日期", "日期"}), item: textItem("", d.span(monday))})...)
	d.items(true, d.weekdaysOf(monday), monday)
	d.gap()
	if d.layout != fullLayout { // there the team's weekly report tells the counts
		plan, done, _ := c.person.loggedIn(monday, monday.AddDate(0, 0, 6))
		d.counts("period_metric", activity(plan, done)[:3])
	}
	d.note(pick(d.r, []string{"本周总结", "本周小结"}), "summary", pick(d.r, []string{"按计划推进，拜访量达标", "两家网点装修，拜访少两次"}))
	d.note("差距", "gap", pick(d.r, []string{"拜访少 2 次", "促成差一单"}))
	d.listNote(pick(d.r, []string{"下周计划", "下周工作计划"}), "next_plan", monday.AddDate(0, 0, 7), []string{"继续驻点交行支行", "回访老客户三位", "邀约沙龙嘉宾"})
}

func weekCounts(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "周计划", 4)
	d.about(c.person, c.monday)
	d.title(pick(d.r, []string{"周工作计划安排表", "周计划及检讨表"}))
	d.labels(append(d.whose(c.w, c.person), pair{label: "起止日期", item: textItem("", d.span(c.monday))})...)
	plan, done, _ := c.person.loggedIn(c.monday, c.monday.AddDate(0, 0, 6))
	d.counts("period_metric", activity(plan, done))
}

func weekReport(d *desk, book *paper.Book, c sheetCase) {
	d.weekReport(book, "周报", c, c.person, false)
}
func weekItems(d *desk, book *paper.Book, c sheetCase) {
	d.weekReport(book, "周报", c, c.person, true)
}

func weekReportBook(d *desk, book *paper.Book, c sheetCase) {
	for _, p := range c.team.members[:min(3, len(c.team.members))] {
		d.weekReport(book, p.name, c, p, false)
	}
}

func (d *desk) weekReport(book *paper.Book, sheet string, c sheetCase, p *person, withItems bool) {
	d.open(book, sheet, 5)
	if withItems {
		d.wide = 7
	}
	d.about(p, c.monday)
	d.title(pick(d.r, []string{"工作周报（个人）", "个人工作周报", "客户经理周报"}))
	d.labels(append(d.whose(c.w, p), pair{label: pick(d.r, []string{"时间", "起止日期"}), item: textItem("", d.span(c.monday))})...)
	plan, done, effective := p.loggedIn(c.monday, c.monday.AddDate(0, 0, 6))
	rows := append(activity(plan, done), metricRow{"effective_customers", []string{"有效客户数", "有效客户"}, asCount, -1, float64(effective)})
	d.counts("period_metric", rows)
	d.gap()
	if withItems {
		d.items(true, d.weekdaysOf(c.monday), c.monday)
	}
	if d.r.chance(0.6) {
		t := table{name: "key_account", columns: []column{{field: "customer_name", heads: []string{"客户名单", "客户名称"}}, {field: "needs", heads: []string{"需求分析", "客户需求"}}, {field: "plan", heads: []string{"本周追踪计划", "跟进计划"}}}}
		d.line(pick(d.r, []string{"重点客户开发", "重点客户"}), paper.Section)
		for _, firm := range d.firms(2) {
			t.rows = append(t.rows, row{who: d.who, items: []item{textItem("customer_name", firm), textItem("needs", pick(d.r, []string{"团体意外险", "养老金补充"})), textItem("plan", pick(d.r, []string{"周三送方案", "邀约参加沙龙"}))}})
		}
		d.draw(t)
	}
	d.note(pick(d.r, []string{"本周工作总结", "本周小结"}), "summary", pick(d.r, []string{"完成了两个网点的走访，促成一单", "本周重点跟进意向客户三位"}))
	d.note("存在问题", "problem", pick(d.r, []string{"客户邀约少", "对新产品条款不熟"}))
	d.listNote("下周工作计划", "next_plan", c.monday.AddDate(0, 0, 7), []string{"走访交行支行", "回访老客户", "邀约五位准客户"})
}
