package simulate

import (
	"fmt"

	"aqs/internal/simulate/paper"
)

// What is known about customers: the list of prospects and the file of one customer.

func customerForms() []formLayout {
	return []formLayout{
		{form: "F15", name: "register", path: "客户/{年}年{月}月/{姓名}财富100.xlsx", draw: prospects},
		{form: "F16", name: "sheet per customer", path: "客户/{年}年/{姓名}客户档案.xlsx", draw: customerFiles},
	}
}

func prospects(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "名单", 12)
	d.about(c.person, c.month)
	d.title(pick(d.r, []string{"财富100表", "计划100", "准客户名单表"}))
	pairs := []pair{{label: pick(d.r, []string{"业务员", "客户经理"}), item: nameItem("", c.person.name)}}
	if c.w.homonym(c.person) {
		pairs = append(pairs, pair{label: "工号", item: item{shape: asNo, text: c.person.no}})
	}
	d.labels(append(pairs, pair{label: "填写日期", item: item{shape: asDate, on: c.month, sure: true}})...)
	t := table{name: "prospect", register: true, extras: true, totals: false, no: true, private: pick(d.r, []string{"手机号", "联系电话"}), columns: []column{
		{field: "source_class", heads: []string{"来源", "客户来源"}, merge: true, above: true},
		{field: "customer_name", heads: []string{"姓名", "客户姓名", "准客户"}}, {field: "gender", heads: []string{"性别"}}, {field: "age", heads: []string{"年龄"}, shape: asCount},
		{field: "marital", heads: []string{"婚姻", "婚姻状况"}}, {field: "occupation", heads: []string{"职业"}},
		{field: "income_yuan", heads: []string{"年收入", "家庭年收入"}, shape: asYuan}, {field: "assets_yuan", heads: []string{"资产", "家庭资产"}, shape: asYuan},
		{field: "needs", heads: []string{"保险需求", "客户需求"}}, {field: "grade", heads: []string{"等级", "客户等级"}}, {field: "first_visit_on", heads: []string{"首访日", "首访日期"}, shape: asDate},
	}}
	classes := []string{"A亲戚", "B朋友", "C同学校友"}
	for i := range 9 {
		t.rows = append(t.rows, row{who: d.who, items: []item{
			textItem("source_class", classes[i/3]), textItem("customer_name", pick(d.r, surnames)+pick(d.r, givenNames)), textItem("gender", pick(d.r, []string{"男", "女"})),
			countItem("age", d.r.between(25, 65)), textItem("marital", pick(d.r, []string{"已婚", "未婚", ""})), textItem("occupation", pick(d.r, []string{"教师", "司机", "个体", "医生"})),
			yuanItem("income_yuan", 10000*d.r.between(5, 40)), yuanItem("assets_yuan", 50000*d.r.between(2, 40)), textItem("needs", pick(d.r, []string{"重疾", "教育金", "养老"})),
			textItem("grade", pick(d.r, []string{"A", "B", "C"})), dateItem("first_visit_on", nextWorkday(c.month.AddDate(0, 0, d.r.IntN(20)))),
		}})
	}
	d.draw(t)
}

func customerFiles(d *desk, book *paper.Book, c sheetCase) {
	for i, firm := range d.firms(3) {
		d.customerFile(book, fmt.Sprintf("客户%d", i+1), c, firm)
	}
}

func (d *desk) customerFile(book *paper.Book, sheet string, c sheetCase, firm string) {
	d.open(book, sheet, 6)
	d.about(c.person, c.month)
	d.who.date = ""
	d.title(pick(d.r, []string{"客户档案", "大客户档案", "集团客户档案"}))
	d.labels(pair{label: pick(d.r, []string{"客户名称", "企业名称"}), item: textItem("customer_name", firm), table: "customer"},
		pair{label: "所属行业", item: textItem("industry", pick(d.r, []string{"制造", "教育", "医疗"})), table: "customer"},
		pair{label: "员工人数", item: countItem("headcount", d.r.between(50, 900)), table: "customer"})
	pairs := []pair{{label: pick(d.r, []string{"客户经理", "客户经理姓名"}), item: nameItem("", c.person.name)}}
	if c.w.homonym(c.person) {
		pairs = append(pairs, pair{label: "工号", item: item{shape: asNo, text: c.person.no}})
	}
	d.labels(append(pairs, pair{label: "项目负责人", item: nameItem("contact_name", pick(d.r, surnames)+pick(d.r, givenNames)), table: "customer"},
		pair{label: "建档日期", item: item{field: "opened_on", shape: asDate, on: c.month, sure: true}, table: "customer"})...)
	if d.has(DirtPrivate) {
		d.sheet.Put(d.at, d.col, paper.Str("联系电话"), paper.Label)
		d.sheet.Put(d.at, d.col+1, paper.Str("0712-1234567"), paper.Center)
		d.expect(paper.Address(d.at, d.col), "PRIVATE_WITHHELD")
		d.at++
	}
	d.text("customer", "通信产品使用现状", "products_used", pick(d.r, []string{"宽带两条，座机三十部", "集团彩铃与专线各一"}))
	d.text("customer", pick(d.r, []string{"客户需求", "产品需求"}), "needs", pick(d.r, []string{"新厂区布线", "云桌面试用"}))
	d.text("customer", "企业最新动态", "news", pick(d.r, []string{"新厂区五月投产", "总部搬迁"}))
	d.line(pick(d.r, []string{"开发进度记录", "跟进记录"}), paper.Section)
	t := table{name: "stage_event", extras: true, columns: []column{
		{field: "event_on", heads: []string{"日期", "拜访日期"}, shape: asDate}, {field: "stage_text", heads: []string{"阶段", "开发阶段"}},
		{field: "content", heads: []string{"内容", "拜访内容"}}, {field: "result", heads: []string{"客户反馈", "结果"}}, {field: "next_step", heads: []string{"后续跟进", "下一步"}},
		{field: "amount_yuan", heads: []string{"签约金额", "业务收入"}, shape: asYuan},
	}}
	stages := [][2]string{{"关系开发", "relation"}, {"需求分析", "needs"}, {"方案", "proposal"}, {"签约", "contract"}}
	for i, stage := range stages[:d.r.between(2, 4)] {
		words := textItem("stage_text", stage[0])
		words.also = [][2]string{{"stage", stage[1]}}
		amount := item{field: "amount_yuan", shape: asYuan, empty: true}
		if stage[1] == "contract" {
			amount = yuanItem("amount_yuan", 1000*d.r.between(5, 90))
		}
		t.rows = append(t.rows, row{who: d.who, items: []item{
			dateItem("event_on", nextWorkday(c.month.AddDate(0, 0, 5*i))), words, textItem("content", pick(d.r, []string{"了解新厂区布线", "提交组网方案", "约见信息科主任"})),
			textItem("result", pick(d.r, []string{"愿意听方案", "价格偏高"})), textItem("next_step", pick(d.r, []string{"送方案", "调整报价"})), amount,
		}})
	}
	d.draw(t)
	d.units = ""
}
