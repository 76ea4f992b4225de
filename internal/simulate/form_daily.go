package simulate

import (
	"fmt"
	"time"

	"aqs/internal/simulate/paper"
)

// The forms of a day: 工作日志 as form sheet and in the shapes of a register.

func dailyForms() []formLayout {
	return []formLayout{
		{form: "F01", name: "form sheet", path: "{团队}/{年}年{月}月/{姓名}/{日}工作日志.xlsx", draw: dayForm},
		{form: "F01", name: "sheet per day", path: "{团队}/{年}年{月}月/{姓名}{月}月工作日志.xlsx", draw: monthOfDayForms},
		{form: "F01", name: "under a colleague's name", path: "{团队}/{年}年{月}月/借用/{姓名}工作日志.xlsx", draw: borrowedDayForm},
		{form: "F01R", name: "one header row", path: "{团队}/{年}年{月}月/{团队}台账.xlsx", draw: dayRegister(registerStyle{})},
		{form: "F01R", name: "two header rows", path: "{团队}/{年}年{月}月/{团队}登记表.xlsx", draw: dayRegister(registerStyle{grouped: true, merged: true})},
		{form: "F01R", name: "rolling log of one person", path: "{团队}/{年}年{月}月/{姓名}滚动日志.xlsx", draw: dayRegister(registerStyle{onePerson: true})},
		{form: "F01R", name: "date in the folder", path: "工作日志/{日}/{团队}每日工作.xlsx", draw: dayRegister(registerStyle{oneDay: true, nameless: true})},
		{form: "F01R", name: "date in the file name", path: "{团队}/每日/{日期} {团队}.xlsx", draw: dayRegister(registerStyle{oneDay: true})},
		{form: "F01R", name: "date rows as section heads", path: "{团队}/{年}年{月}月/{团队}分日日志.xlsx", draw: dayRegister(registerStyle{sections: true, nameless: true})},
		{form: "F01R", name: "sheet per month", path: "{团队}/{年}年/{姓名}全年日志.xlsx", draw: dayBook},
		{form: "F01R", name: "sheet per person", path: "{团队}/{年}年{月}月/{团队}分人日志.xlsx", draw: peopleBook},
		{form: "F01R", name: "cumulative, all rows again", path: "{团队}/{年}年{月}月/{团队}累计日志.xlsx", draw: dayRegister(registerStyle{cumulative: true, nameless: true})},
		{form: "F02", name: "form sheet", path: "集团客户部/{年}年{月}月/{姓名}日志{日}.xlsx", draw: telecomDay},
		{form: "F02", name: "with counts", path: "集团客户部/{年}年{月}月/{姓名}/{日}日报.xlsx", draw: telecomCounts},
	}
}

// worked is a day of the month on which the person worked and that no other layout tells.
func (d *desk) worked(p *person, month time.Time) *day {
	var days []*day
	for _, day := range p.days {
		if day.on.Month() == month.Month() && day.isWork && day.absence == "" && day.actual.visits > 0 {
			days = append(days, day)
		}
	}
	if len(days) == 0 {
		return nil
	}
	return pick(d.r, days)
}

func dayForm(d *desk, book *paper.Book, c sheetCase) {
	if day := d.worked(c.person, c.month); day != nil {
		d.oneDay(book, "日志", c, c.person, day, "")
	}
}

func monthOfDayForms(d *desk, book *paper.Book, c sheetCase) {
	n := 0
	for _, day := range c.person.days {
		if day.on.Month() != c.month.Month() || !day.isWork || day.absence != "" || day.actual.visits == 0 || n >= 8 {
			continue
		}
		n++
		name := sheetName(day.on, sheetStyle(n%2))
		if d.often(DirtOtherDay) { // copied from the day before yesterday, the name left as it was
			if other := sheetName(day.on.AddDate(0, 0, -40), sheetDot); !hasSheet(book, other) {
				d.oneDay(book, other, c, c.person, day, "DATE_DISAGREES")
				continue
			}
		}
		d.oneDay(book, name, c, c.person, day, "")
	}
}

func hasSheet(book *paper.Book, name string) bool {
	for _, s := range book.Sheets {
		if s.Name == name {
			return true
		}
	}
	return false
}

// borrowedDayForm is one person's log saved under a colleague's name.
func borrowedDayForm(d *desk, book *paper.Book, c sheetCase) {
	for _, p := range c.team.members {
		if p.name == c.person.name || c.w.homonym(p) {
			continue
		}
		if day := d.worked(p, c.month); day != nil {
			d.hits["dirt "+string(DirtOtherName)]++
			d.oneDay(book, "日志", c, p, day, "NAME_DISAGREES")
			return
		}
	}
}

// oneDay draws a day's form with its blocks in an order of its own. code is what must be said about
// its date or name.
func (d *desk) oneDay(book *paper.Book, sheet string, c sheetCase, p *person, day *day, code string) {
	d.open(book, sheet, 6)
	d.hasStatus = false
	d.about(p, day.on)
	d.title(pick(d.r, []string{"客户经理工作日志", "工作日志", "银保客户经理工作日志", "工 作 日 志"}))
	pairs := d.whose(c.w, p)
	date := pair{label: pick(d.r, []string{"日期", "填写日期", "工作日期"}), item: item{field: "work_on", shape: asDate, on: day.on, sure: true}}
	if code == "" && d.often(DirtWeekday) {
		wrong := weekdays[(int(day.on.Weekday())+1)%7]
		words := fmt.Sprintf("%d年%d月%d日 星期%s", day.on.Year(), day.on.Month(), day.on.Day(), wrong)
		date.item = item{field: "work_on", text: words}
		d.sheet.Put(d.at, d.col, paper.Str(date.label), paper.Label)
		cell := d.sheet.Put(d.at, d.col+1, paper.Str(words), paper.Center)
		d.expect(cell, "DATE_WEEKDAY")
		d.at++
		d.labels(pairs...)
	} else {
		cells := d.labels(append(pairs, date)...)
		switch code {
		case "DATE_DISAGREES":
			d.expect(cells[len(cells)-1], code)
		case "NAME_DISAGREES":
			d.expect(cells[0], code)
		}
	}
	blocks := []func(){
		func() {
			d.text("day", pick(d.r, []string{"当日工作计划", "今日工作计划", "今日计划"}), "day_plan", day.planText)
		},
		func() { d.counts("day_metric", activity(day.plan, day.actual)) },
		func() { d.visits(day) },
		func() { d.sales(day) },
		func() {
			d.text("day", pick(d.r, []string{"问题及心得", "心得体会", "当日小结"}), "reflection", day.insight)
		},
	}
	if d.r.chance(0.5) {
		d.r.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
	}
	for _, block := range blocks {
		block()
		d.gap()
	}
	if d.often(DirtNote) {
		d.line("注：请如实填写，次日上午交主管。", paper.Caption)
		if d.often(DirtJunk) {
			d.expect(d.sheet.Put(d.at, d.col, paper.Str("随手记的一行"), paper.Plain), "ROW_UNRECOGNISED")
			d.sheet.Put(d.at, d.col+1, paper.Int(89757), paper.Plain)
			d.at++
		}
	}
}

func (d *desk) visits(day *day) {
	t := table{name: "visit", columns: []column{
		{field: "outlet_name", heads: []string{"拜访网点", "网点名称", "走访网点"}},
		{field: "purpose_text", heads: []string{"拜访原因", "拜访目的", "事由"}},
		{field: "time_text", heads: []string{"时间", "起止时间", "拜访时间"}, shape: asTimes},
		{field: "result", heads: []string{"拜访达成效果", "拜访结果", "效果"}},
	}}
	if d.r.chance(0.5) {
		d.line(pick(d.r, []string{"银行拜访工作记录", "拜访记录"}), paper.Section)
	}
	for _, v := range day.visits {
		span := [2]int{8*60 + 30*d.r.IntN(5), 11*60 + 30*d.r.IntN(3)}
		t.rows = append(t.rows, row{who: d.who, items: []item{
			textItem("outlet_name", v.outlet.name), textItem("purpose_text", v.reason),
			{field: "time_text", shape: asTimes, span: span}, textItem("result", v.result),
		}})
	}
	d.draw(t)
}

func (d *desk) sales(day *day) {
	t := table{name: "sale", columns: []column{
		{field: "product_name", heads: []string{"险种", "险种名称", "产品名称"}},
		{field: "cases", heads: []string{"件数", "保单件数"}, shape: asCount},
		{field: "premium_yuan", heads: []string{"保费", "预收保费", "保费收入"}, shape: asYuan},
		{field: "outlet_name", heads: []string{"出单网点", "销售网点"}},
	}}
	if d.r.chance(0.5) {
		d.line(pick(d.r, []string{"当日保费预收", "当日出单记录"}), paper.Section)
	}
	for _, s := range day.sales {
		t.rows = append(t.rows, row{who: d.who, items: []item{
			textItem("product_name", s.product.name), countItem("cases", s.cases), yuanItem("premium_yuan", s.premium), textItem("outlet_name", s.outlet.name),
		}})
	}
	d.draw(t)
	d.units = ""
}
