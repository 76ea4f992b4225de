package simulate

import (
	"strconv"

	"aqs/internal/simulate/paper"
)

// The log of a telecom salesperson.

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
