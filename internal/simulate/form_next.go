package simulate

import (
	"fmt"
	"time"

	"aqs/internal/simulate/paper"
)

// What the full branch writes about the days to come, and what its departments count: the plan of a
// week that has only begun, and a year's book of weekly statistics.

// nextForms come after all others: a form's place in the list is part of its stream, so a form put
// in between would change every book behind it.
func (w *world) nextForms() []fullForm {
	var forms []fullForm
	last := w.months[len(w.months)-1]
	for i, p := range w.teams[0].members {
		if i < 3 {
			forms = append(forms, fullForm{form: "F06", path: "{团队}/周计划/{年}年{月}月末{姓名}下周计划.xlsx", person: p, month: last, draw: weekAhead})
		}
	}
	for _, p := range w.telecom.members {
		forms = append(forms, fullForm{form: "F06", path: "{部}/{团队}/{年}年{月}月末{姓名}周计划.xlsx", person: p, month: last, draw: weekAhead})
	}
	for i, tm := range w.teams {
		if i%teamsPerDept != 0 {
			continue
		}
		style := deptStyle{deep: 1} // one department counts its teams, plan beside result
		if (i/teamsPerDept)%2 == 1 {
			style = deptStyle{people: true, system: true} // the next one its people, as a system prints them
		}
		forms = append(forms, fullForm{form: "F07", path: "管理/{部}/{年}年每周活动情况统计.xlsx", team: tm, month: w.months[0], draw: eachWeek(deptWeek(style))})
	}
	return forms
}

// nextWork is the first work day after the time that was lived.
func (w *world) nextWork() time.Time { return nextWorkday(w.to.AddDate(0, 0, 1)) }

// weekAhead is the plan of the week in which the next work day lies: nothing of it is done yet.
func weekAhead(d *desk, book *paper.Book, c sheetCase) {
	next := c.w.nextWork()
	monday := next.AddDate(0, 0, -(int(next.Weekday())+6)%7)
	d.open(book, "周计划", 6)
	d.about(c.person, monday)
	_, week := monday.ISOWeek()
	d.title(pick(d.r, []string{fmt.Sprintf("第%d周周计划及检讨表", week), "周计划及检讨表"}))
	d.labels(append(d.whose(c.w, c.person), pair{label: pick(d.r, []string{"起止日期", "日期"}), item: textItem("", d.span(monday))})...)
	t := table{name: "plan_item", columns: []column{
		{field: "plan_on", heads: []string{"日期", "计划日期"}, shape: asDate},
		{field: "activity", heads: []string{"工作内容", "工作事项"}},
		{field: "target_text", heads: []string{"对象", "目标对象"}},
		{field: "purpose", heads: []string{"目的", "活动目的"}},
		{field: "planned_times", heads: []string{"计划次数", "次数"}, shape: asCount},
	}}
	for i, on := range []time.Time{next, next, nextWorkday(next.AddDate(0, 0, 1))} {
		if on.After(monday.AddDate(0, 0, 4)) {
			break
		}
		activity := pick(d.r, []string{"网点驻点", "客户回访", "邀约面谈", "送建议书", "走访支行"}) + fmt.Sprint(i+1)
		target := pick(d.r, []string{"交行支行", "到期存单客户", "上周意向客户", ""})
		purpose := pick(d.r, []string{"促成", "收集名单", "维护关系", ""})
		t.rows = append(t.rows, row{who: d.who, items: []item{
			{field: "plan_on", shape: asDate, on: on, within: monday, sure: true}, textItem("activity", activity),
			textItem("target_text", target), textItem("purpose", purpose), countItem("planned_times", d.r.between(1, 4)),
		}})
	}
	d.draw(t)
}

// tomorrow is what a telecom salesperson writes about the day after.
func (d *desk) tomorrow() string {
	return pick(d.r, []string{"上午约访两家，下午送方案", "请主管陪访一家，整理账单", "回访老客户，催签合同", ""})
}

// promised is the day on which a visit is to be followed up; most visits name none.
func (d *desk) promised(on time.Time) item {
	it := dateItem("next_on", time.Time{})
	if d.r.chance(0.4) {
		it = dateItem("next_on", nextWorkday(on.AddDate(0, 0, d.r.between(1, 4))))
	}
	it.sure = true
	return it
}
