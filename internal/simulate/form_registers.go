package simulate

import (
	"fmt"
	"time"

	"aqs/internal/simulate/paper"
)

// The reference registers as other hands keep them, and the ledger of policies.

func registerForms() []formLayout {
	return []formLayout{
		{form: "R_PERSON", name: "register", path: "基础资料/{年}年花名册.xlsx", draw: rosterForm},
		{form: "R_OUTLET", name: "register", path: "基础资料/{年}年网点表.xlsx", draw: outletForm},
		{form: "R_PRODUCT", name: "register", path: "基础资料/{年}年产品表.xlsx", draw: productForm},
		{form: "R_LEAVE", name: "register", path: "基础资料/{年}年请假表.xlsx", draw: leaveForm},
		{form: "R_POLICY", name: "register", path: "出单/{年}年{月}月出单台账.xlsx", draw: policyForm},
		{form: "R_POLICY", name: "sheet per month", path: "出单/{年}年出单台账.xlsx", draw: policyBook},
		{form: "R_ALIAS", name: "register", path: "基础资料/{年}年姓名对照.xlsx", draw: aliasForm},
	}
}

func rosterForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "花名册", 10)
	d.who = fact{}
	d.title(companyName + pick(d.r, []string{"花名册", "人员花名册"}))
	t := table{name: "person", register: true, extras: true, totals: true, no: true, private: "手机号码", columns: []column{
		{field: "employee_no", heads: []string{"工号", "员工编号"}, shape: asNo}, {field: "person_name", heads: []string{"姓名", "员工姓名"}, shape: asName},
		{field: "role_text", heads: []string{"角色", "岗位"}}, {field: "team_name", heads: []string{"所属团队", "团队"}, merge: true}, {field: "dept_name", heads: []string{"营业部"}, merge: true},
		{field: "hired_on", heads: []string{"入司日期", "入司时间"}, shape: asDate}, {field: "left_on", heads: []string{"离职日期"}, shape: asDate},
		{field: "grade", heads: []string{"职级"}}, {field: "base_salary_yuan", heads: []string{"底薪"}, shape: asYuan}, {field: "allowance_yuan", heads: []string{"补贴"}, shape: asYuan},
	}}
	for _, p := range append(append([]*person{}, c.w.staff...), c.w.people...) {
		teamName := ""
		if p.team != nil {
			teamName = p.team.name
		}
		role := textItem("role_text", p.role)
		role.also = [][2]string{{"role", roles[p.role]}}
		who := about(p, time.Time{})
		t.rows = append(t.rows, row{who: who, items: []item{
			{field: "employee_no", shape: asNo, text: p.no}, nameItem("person_name", p.name), role, textItem("team_name", teamName), textItem("dept_name", p.dept.name),
			dateItem("hired_on", p.hired), dateItem("left_on", p.left), textItem("grade", p.grade), yuanItem("base_salary_yuan", p.base), yuanItem("allowance_yuan", p.extra),
		}})
	}
	d.draw(t)
}

func outletForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "网点", 8)
	d.who = fact{}
	d.title(pick(d.r, []string{"银行网点一览表", "网点清单", "网点分配表"}))
	t := table{name: "outlet", register: true, extras: true, no: true, private: "联系电话", columns: []column{
		{field: "outlet_code", heads: []string{"网点代码", "网点编码"}, shape: asNo}, {field: "outlet_name", heads: []string{"网点名称", "网点全称"}},
		{field: "bank_name", heads: []string{"所属银行", "银行"}}, {field: "grade", heads: []string{"网点等级", "等级"}},
		{field: "employee_no", heads: []string{"客户经理工号", "工号"}, shape: asNo}, {field: "person_name", heads: []string{"客户经理", "负责人"}, shape: asName, merge: true},
		{field: "valid_from_on", heads: []string{"开始日期", "起始日期"}, shape: asDate},
	}}
	for _, p := range c.w.people {
		for _, o := range p.outlet {
			words := item{field: "grade", shape: asNo, text: o.grade}
			if o.grade == "休眠" {
				words.says = "dormant"
			}
			t.rows = append(t.rows, row{who: about(p, time.Time{}), items: []item{
				{field: "outlet_code", shape: asNo, text: o.code}, textItem("outlet_name", o.name), textItem("bank_name", o.bank), words,
				{field: "employee_no", shape: asNo, text: p.no}, nameItem("person_name", p.name), dateItem("valid_from_on", o.since),
			}})
		}
	}
	d.draw(t)
}

func productForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "产品", 5)
	d.who = fact{}
	d.title(pick(d.r, []string{"在售产品表", "产品目录"}))
	t := table{name: "product", register: true, extras: true, columns: []column{
		{field: "product_name", heads: []string{"险种", "产品名称"}}, {field: "pay_mode", heads: []string{"缴费方式", "缴期"}, merge: true},
		{field: "commission_rate", heads: []string{"提奖比例"}, shape: asRate},
	}}
	for _, p := range c.w.products {
		mode := map[string]string{"期交": "regular", "趸交": "single"}[p.payMode]
		t.rows = append(t.rows, row{items: []item{textItem("product_name", p.name), {field: "pay_mode", shape: asNo, text: p.payMode, says: mode}, rateItem("commission_rate", p.commission)}})
	}
	d.draw(t)
}

func leaveForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "请假", 6)
	d.who = fact{}
	d.title(pick(d.r, []string{"请假登记表", "请假台账"}))
	t := table{name: "leave", register: true, extras: true, totals: true, columns: []column{
		{field: "employee_no", heads: []string{"工号"}, shape: asNo}, {field: "person_name", heads: []string{"姓名", "请假人"}, shape: asName}, {field: "team_name", heads: []string{"团队"}},
		{field: "start_on", heads: []string{"开始日期", "起始日期"}, shape: asDate}, {field: "end_on", heads: []string{"结束日期", "截止日期"}, shape: asDate},
		{field: "kind_text", heads: []string{"类型", "假别"}},
	}}
	for i, p := range c.w.people {
		from := nextWorkday(c.month.AddDate(0, 0, (3*i)%20))
		kind := textItem("kind_text", pick(d.r, []string{"事假", "病假", "年假"}))
		kind.also = [][2]string{{"kind", "leave"}}
		start, end := dateItem("start_on", from), dateItem("end_on", from.AddDate(0, 0, i%3))
		start.sure, end.sure = true, true
		t.rows = append(t.rows, row{who: about(p, time.Time{}), items: []item{
			{field: "employee_no", shape: asNo, text: p.no}, nameItem("person_name", p.name), textItem("team_name", p.team.name), start, end, kind,
		}})
	}
	d.draw(t)
}

func policyForm(d *desk, book *paper.Book, c sheetCase) { d.policies(book, "台账", c, c.month) }

func policyBook(d *desk, book *paper.Book, c sheetCase) {
	for _, month := range c.w.months {
		d.policies(book, fmt.Sprintf("%d月", month.Month()), c, month)
	}
}

func (d *desk) policies(book *paper.Book, sheet string, c sheetCase, month time.Time) {
	d.open(book, sheet, 10)
	d.who = fact{}
	d.title(fmt.Sprintf("%d年%d月%s", month.Year(), month.Month(), pick(d.r, []string{"出单台账", "保单台账"})))
	t := table{name: "policy", register: true, extras: true, totals: true, private: "联系电话", columns: []column{
		{field: "policy_no", heads: []string{"保单号", "投保单号"}, shape: asNo}, {field: "issued_on", heads: []string{"出单日期", "签单日期"}, shape: asDate},
		{field: "person_name", heads: []string{"客户经理", "业务员"}, shape: asName}, {field: "employee_no", heads: []string{"工号"}, shape: asNo},
		{field: "product_name", heads: []string{"险种", "产品名称"}}, {field: "outlet_name", heads: []string{"网点名称"}},
		{field: "cases", heads: []string{"件数"}, shape: asCount}, {field: "premium_yuan", heads: []string{"保费", "保费收入"}, shape: asYuan}, {field: "status_text", heads: []string{"状态", "保单状态"}},
	}}
	states := [][2]string{{"有效", "in_force"}, {"有效", "in_force"}, {"待承保", "pending"}, {"犹豫期撤单", "withdrawn"}}
	for _, p := range c.w.people {
		for _, day := range p.days {
			if day.on.Month() != month.Month() {
				continue
			}
			for _, s := range day.sales {
				state := pick(d.r, states)
				status := textItem("status_text", state[0])
				status.also = [][2]string{{"status", state[1]}}
				issued, money := dateItem("issued_on", day.on), yuanItem("premium_yuan", s.premium)
				issued.sure, money.sure = true, true // a ledger's row without them is no policy
				t.rows = append(t.rows, row{who: about(p, time.Time{}), items: []item{
					{field: "policy_no", shape: asNo, text: fmt.Sprintf("P%s%04d", month.Format("200601"), len(t.rows)+1)}, issued, nameItem("person_name", p.name), {field: "employee_no", shape: asNo, text: p.no},
					textItem("product_name", s.product.name), textItem("outlet_name", s.outlet.name), countItem("cases", s.cases), money, status,
				}})
			}
		}
	}
	d.draw(t)
}

func aliasForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "对照", 4)
	d.who = fact{}
	d.title(pick(d.r, []string{"姓名对照表", "别名表"}))
	t := table{name: "alias", register: true, extras: true, columns: []column{
		{field: "alias_name", heads: []string{"别名", "日志写法"}, shape: asName}, {field: "person_name", heads: []string{"姓名", "正确姓名"}, shape: asName},
		{field: "employee_no", heads: []string{"工号"}, shape: asNo}, {field: "team_name", heads: []string{"团队"}},
	}}
	for _, p := range c.w.people[:4] {
		t.rows = append(t.rows, row{who: fact{}, items: []item{nameItem("alias_name", "小"+p.name[:len("王")]), nameItem("person_name", p.name), {field: "employee_no", shape: asNo, text: p.no}, textItem("team_name", p.team.name)}})
	}
	d.draw(t)
}
