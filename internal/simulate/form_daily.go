package simulate

import (
	"fmt"
	"strconv"
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

// registerStyle is one way of keeping a register of days.
type registerStyle struct {
	grouped, merged, onePerson, oneDay, sections, cumulative bool

	nameless bool // no column of numbers: the name alone says who it is
}

func dayRegister(style registerStyle) func(*desk, *paper.Book, sheetCase) {
	return func(d *desk, book *paper.Book, c sheetCase) {
		d.register(book, fmt.Sprintf("%d月", c.month.Month()), c, style, c.month)
	}
}

func dayBook(d *desk, book *paper.Book, c sheetCase) {
	for _, month := range c.w.months {
		d.register(book, fmt.Sprintf("%d月", month.Month()), c, registerStyle{onePerson: true}, month)
	}
}

func peopleBook(d *desk, book *paper.Book, c sheetCase) {
	for _, p := range c.team.members[:min(3, len(c.team.members))] {
		c.person = p
		d.register(book, p.name, c, registerStyle{onePerson: true}, c.month)
	}
}

// register draws rows of days of one person or of a team.
func (d *desk) register(book *paper.Book, sheet string, c sheetCase, style registerStyle, month time.Time) {
	d.open(book, sheet, 10)
	d.who = fact{team: c.team.name, dept: c.team.dept.name}
	d.title(pick(d.r, []string{"工作日志台账", "活动量台账", "工作台账"}))
	if style.onePerson {
		d.who = about(c.person, time.Time{})
		d.labels(d.whose(c.w, c.person)...)
	}
	t := table{name: "day_metric", register: true, extras: true, totals: !style.sections, twice: "面谈量"}
	if !style.oneDay && !style.sections {
		t.columns = append(t.columns, column{table: "day", field: "work_on", heads: []string{"日期", "工作日期"}, shape: asDate, merge: style.merged})
	}
	if !style.onePerson {
		t.columns = append(t.columns, column{table: "day", field: "person_name", heads: []string{"姓名", "客户经理", "业务员"}, shape: asName})
		if !style.nameless {
			t.columns = append(t.columns, column{table: "day", field: "employee_no", heads: []string{"工号", "员工编号"}, shape: asNo})
		}
	}
	for _, m := range activity(counts{}, counts{})[:4] {
		switch {
		case style.grouped && m.metric != "intents":
			words := []string{pick(d.r, m.words)}
			t.columns = append(t.columns, column{field: m.metric + ".plan", heads: []string{"计划"}, groups: words, shape: m.shape},
				column{field: m.metric + ".actual", heads: []string{"实际", "达成"}, groups: words, shape: m.shape})
		case m.metric == "visits":
			t.columns = append(t.columns, column{field: "visits.plan", heads: []string{"计划拜访", "计划拜访量"}, shape: asCount},
				column{field: "visits.actual", heads: []string{"实际拜访", "实际拜访量"}, shape: asCount})
		default:
			t.columns = append(t.columns, column{field: m.metric + ".actual", heads: m.words, shape: m.shape})
		}
	}
	t.columns = append(t.columns, column{table: "day", field: "reflection", heads: []string{"问题及心得", "心得体会"}})
	if style.sections {
		d.sections(t, c, style, month)
		return
	}
	for _, on := range d.days(c, style, month) {
		for _, p := range d.members(c, style) {
			r, ok := d.registerRow(&t, p, on, style)
			if !ok {
				continue
			}
			t.rows = append(t.rows, r)
			if !style.oneDay && !style.merged && d.has(DirtFuture) {
				t.rows = append(t.rows, d.lostRow(r, on.AddDate(1, 0, 0), "DATE_FUTURE"))
			} else if !style.oneDay && !style.merged && d.has(DirtImpossible) {
				t.rows = append(t.rows, d.lostRow(r, on, "DATE_IMPOSSIBLE"))
			}
		}
	}
	if len(t.rows) == 0 { // nothing to head: the person has left
		t.extras, t.twice, t.private = false, "", ""
	}
	d.draw(t)
}

func (d *desk) members(c sheetCase, style registerStyle) []*person {
	if style.onePerson {
		return []*person{c.person}
	}
	return c.team.members[:min(4, len(c.team.members))]
}

func (d *desk) days(c sheetCase, style registerStyle, month time.Time) []time.Time {
	days := workdaysOf(month)
	switch {
	case style.oneDay:
		return []time.Time{c.monday}
	case style.cumulative:
		return days[:min(6, len(days))]
	case style.grouped:
		return days[6:min(11, len(days))]
	case style.onePerson:
		return days
	}
	return days[max(0, len(days)-5):]
}

// registerRow is one person's day; false when there is none.
func (d *desk) registerRow(t *table, p *person, on time.Time, style registerStyle) (row, bool) {
	for _, day := range p.days {
		if !day.on.Equal(on) || day.absence != "" {
			continue
		}
		r := row{who: about(p, on)}
		date := item{field: "work_on", shape: asDate, on: on, sure: true}
		name := nameItem("person_name", p.name)
		name.no = p.no
		if style.nameless && d.has(DirtNearName) {
			r.who.person, r.who.no = d.misspelt(p.name), ""
			name = item{field: "person_name", shape: asName, text: r.who.person, code: "NAME_UNKNOWN"}
		}
		values := map[string]item{
			"work_on": date, "person_name": name, "employee_no": {field: "employee_no", shape: asNo, text: p.no},
			"reflection": longItem("reflection", day.insight),
		}
		for _, m := range activity(day.plan, day.actual) {
			values[m.metric+".plan"], values[m.metric+".actual"] = m.item(".plan"), m.item(".actual")
		}
		if visits := values["visits.actual"]; visits.n > 0 { // with a number in the row, 无 is a zero
			visits.sure = true
			closes := values["closes.actual"]
			closes.isZero = true
			values["visits.actual"], values["closes.actual"] = visits, closes
		}
		for _, column := range t.columns {
			r.items = append(r.items, values[column.field])
		}
		return r, true
	}
	return row{}, false
}

// lostRow is a row that cannot be placed: its date is no day, or one to come. Nothing in it may
// become a record.
func (d *desk) lostRow(r row, on time.Time, code string) row {
	lost := row{who: r.who, lost: code}
	for _, it := range r.items {
		if it.field == "work_on" {
			it.on, it.code = on, code
			it.says = code
		}
		it.sure = true
		lost.items = append(lost.items, it)
	}
	return lost
}

// misspelt is a name with one wrong character that nobody of the branch has.
func (d *desk) misspelt(name string) string {
	letters := []rune(name)
	letters[len(letters)-1] = []rune("犇骉淼焱垚")[d.r.IntN(5)]
	return string(letters)
}

// sections writes a head, then for each day a row that holds only the date, then the people.
func (d *desk) sections(t table, c sheetCase, style registerStyle, month time.Time) {
	days := workdaysOf(month)
	words := d.heads(&t)
	d.drawHeads(&t, words, d.col, nil)
	for _, on := range days[:3] {
		s, _ := d.spell(plainItem(dateItem("", on)))
		d.sheet.PutMerged(d.area(0, len(t.columns)-1), s.value, paper.Section)
		d.at++
		for _, p := range d.members(c, style) {
			r, ok := d.registerRow(&t, p, on, style)
			if !ok {
				continue
			}
			t.rows = []row{r}
			d.drawRow(&t, 0, d.col, nil)
			d.at++
		}
	}
}

// telecomDay is the 范本 of a telecom company: learning, planned and real visits, a comment.
func telecomDay(d *desk, book *paper.Book, c sheetCase) { d.telecom(book, c, false) }

func telecomCounts(d *desk, book *paper.Book, c sheetCase) { d.telecom(book, c, true) }

func (d *desk) telecom(book *paper.Book, c sheetCase, counted bool) {
	if day := d.worked(c.person, c.month); day != nil {
		d.telecomSheet(book, "日志", c, day, counted)
	}
}

func (d *desk) telecomSheet(book *paper.Book, sheet string, c sheetCase, day *day, counted bool) {
	d.open(book, sheet, 6)
	d.hasStatus = false
	d.about(c.person, day.on)
	d.title("工作日志")
	d.labels(append(d.whose(c.w, c.person), pair{label: "日期", item: item{field: "work_on", shape: asDate, on: day.on, sure: true}})...)
	d.line("当日学习记录", paper.Section)
	d.note("学习主题", "learning_topic", pick(d.r, []string{"新资费政策", "专线产品资费", "政企云业务介绍"}))
	d.note("我的收获", "learning_gain", pick(d.r, []string{"能算清三档套餐的差价", "知道专线的报价流程", "会用云业务案例开场"}))
	if c.person.team == c.w.telecom {
		d.counts("day_metric", telecomActivity(day))
	} else if c.person.team.calls {
		d.counts("day_metric", callerActivity(day))
	} else if counted {
		v, k := day.plan.visits, day.actual.visits
		d.counts("day_metric", []metricRow{
			{"visits", []string{"销售拜访客户数"}, asCount, float64(v), float64(k)},
			{"appointments", []string{"约访客户数"}, asCount, float64(v + 1), float64(k + 1)},
			{"appointments_made", []string{"约访成功客户数"}, asCount, -1, float64(k)},
			{"revisits", []string{"回访客户数"}, asCount, 2, float64(d.r.IntN(3))},
		})
	}
	t := table{name: "visit", extras: true, columns: []column{
		{field: "customer_name", heads: []string{"拜访对象", "计划拜访客户", "客户名称"}},
		{field: "purpose_text", heads: []string{"拜访目的", "预期目的"}},
		{field: "prepared_text", heads: []string{"准备内容", "准备工作"}},
		{field: "result", heads: []string{"实际拜访记录", "拜访情况", "拜访结果"}},
		{field: "analysis", heads: []string{"分析与判断", "分析"}},
		{field: "next_step", heads: []string{"后期安排", "后续安排", "下一步计划"}},
	}}
	if d.layout == fullLayout {
		t.columns = append(t.columns, column{field: "next_on", heads: []string{"下次日期", "下次拜访日期"}, shape: asDate})
	}
	for _, firm := range d.firms(d.r.between(2, 4)) {
		t.rows = append(t.rows, row{who: d.who, items: []item{
			textItem("customer_name", firm), textItem("purpose_text", pick(d.r, []string{"初访", "促成签约", "回访", "服务维护", "产品说明"})),
			textItem("prepared_text", pick(d.r, []string{"企业资料", "账单与套餐对比表", "方案草稿"})),
			longItem("result", pick(d.r, []string{"见到办公室主任，愿意听方案", "未见到负责人，留下资料", "客户对价格有疑问，约定再谈"})),
			textItem("analysis", pick(d.r, []string{"有意向", "需求不明确", "价格敏感"})),
			textItem("next_step", pick(d.r, []string{"送方案", "再约时间", "请主管陪访"})),
		}})
		if d.layout == fullLayout {
			last := &t.rows[len(t.rows)-1]
			last.items = append(last.items, d.promised(day.on))
		}
	}
	d.draw(t)
	d.text("day", "当日工作小结", "reflection", pick(d.r, []string{"完成两访，一家有意向", "上午约访顺利，下午改期一家"}))
	if d.layout == fullLayout {
		d.note(pick(d.r, []string{"明日计划", "次日计划"}), "next_plan", d.tomorrow())
	}
	d.note("主管评价与建议", "supervisor_comment", pick(d.r, []string{"注意约访质量", "方案要讲清差异", "坚持每日约访"}))
}

// firms are invented companies.
func (d *desk) firms(n int) []string {
	var names []string
	for i := range n {
		names = append(names, pick(d.r, []string{"清江", "东湖", "西山", "滨河", "长兴", "永丰"})+pick(d.r, []string{"机械厂", "中学", "物流公司", "纺织厂", "医院", "酒店"})+strconv.Itoa(i+1)+"部")
	}
	return names
}
