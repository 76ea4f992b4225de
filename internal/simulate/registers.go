package simulate

import (
	"fmt"
	"strconv"
	"time"

	"aqs/internal/simulate/paper"
)

// The reference registers (基础资料): people, outlets, products, leave.

// sheetTable writes a register: a title, a header row, rows of certified cells.
type sheetTable struct {
	notary
	kind  string
	heads []string
	at    int
}

func newTable(book *paper.Book, t *truth, sheet, title, kind string, heads []string, widths ...float64) *sheetTable {
	f := &sheetTable{
		notary: notary{truth: t, file: book.Path, sheet: book.Sheet(sheet, widths...)},
		kind:   kind, heads: heads, at: 1,
	}
	if title != "" {
		f.sheet.PutMerged(paper.Rect{Row1: 1, Col1: 1, Row2: 1, Col2: len(heads)}, paper.Str(title), paper.Title)
		f.sheet.Height(1, 28)
		f.at++
	}
	f.sheet.Row(f.at, 1, paper.Header, heads...)
	f.at++
	f.sheet.Landscape, f.sheet.Frozen = true, f.at-1
	return f
}

// entry is one cell of a register's row: the column it feeds and the value.
type entry struct {
	field string
	value spelled
	style paper.Style
}

// row writes entries from the first column on; key is the row's key in the truth.
func (f *sheetTable) row(who fact, key string, entries ...entry) {
	for i, e := range entries {
		line := who
		line.kind, line.field, line.seq = f.kind, e.field, key
		if e.field == "" {
			line.kind = ""
		}
		style := e.style
		if style == paper.Plain {
			style = paper.Center
		}
		f.put(f.at, i+1, e.value, style, line)
	}
	f.at++
}

// also certifies a field that is read from a cell already written, in another wording.
func (f *sheetTable) also(who fact, key string, col int, field, means, written string) {
	line := who
	line.kind, line.field, line.seq = f.kind, field, key
	f.certify(paper.Address(f.at-1, col), spelled{value: paper.Str(written), means: means}, line)
}

func dated(field string, on time.Time, style paper.Style) entry {
	if on.IsZero() {
		return entry{field: field, value: blank(), style: style}
	}
	return entry{field: field, value: serial(on), style: style}
}

var roles = map[string]string{"客户经理": "rep", "销售主管": "supervisor", "营业部经理": "dept_manager"}

func (w *world) drawRoster(book *paper.Book, t *truth) {
	f := newTable(book, t, "花名册", companyName+"人员花名册", "person",
		[]string{"序号", "工号", "姓名", "角色", "所属团队", "营业部", "机构", "入司日期", "离职日期", "职级", "底薪（元）", "补贴（元）"},
		6, 10, 12, 12, 12, 14, 14, 13, 13, 9, 11, 11)
	n := 0
	add := func(p *person) {
		n++
		teamName := ""
		if p.team != nil {
			teamName = p.team.name
		}
		who := about(p, time.Time{})
		f.row(who, p.no,
			entry{value: count(n)},
			entry{field: "employee_no", value: text(p.no)}, entry{field: "person_name", value: text(p.name)},
			entry{field: "role_text", value: text(p.role)}, entry{field: "team_name", value: text(teamName)},
			entry{field: "dept_name", value: text(p.dept.name)}, entry{field: "company_name", value: text(companyName)},
			dated("hired_on", p.hired, paper.DateISO), dated("left_on", p.left, paper.DateISO),
			entry{field: "grade", value: text(p.grade)},
			entry{field: "base_salary_yuan", value: count(p.base), style: paper.Money},
			entry{field: "allowance_yuan", value: count(p.extra), style: paper.Money},
		)
		f.also(who, p.no, 4, "role", roles[p.role], p.role)
	}
	for _, d := range w.depts {
		add(d.manager)
		for _, tm := range w.teams {
			if tm.dept != d {
				continue
			}
			add(tm.supervisor)
			for _, p := range tm.members {
				add(p)
			}
		}
	}
	others := w.callers
	if w.telecom != nil {
		others = append([]*team{w.telecom}, others...)
	}
	for i, tm := range others {
		if i == 0 || others[i-1].dept != tm.dept {
			add(tm.dept.manager)
		}
		add(tm.supervisor)
		for _, p := range tm.members {
			add(p)
		}
	}
}

func (w *world) drawOutlets(book *paper.Book, t *truth) {
	f := newTable(book, t, "网点", companyName+"银行网点一览表", "outlet",
		[]string{"网点代码", "网点名称", "所属银行", "网点等级", "客户经理工号", "客户经理", "开始日期", "截止日期"},
		11, 26, 20, 10, 14, 12, 13, 13)
	for _, p := range w.people {
		for _, o := range p.outlet {
			who := about(p, time.Time{})
			f.row(who, o.code,
				entry{field: "outlet_code", value: text(o.code)}, entry{field: "outlet_name", value: text(o.name), style: paper.Body},
				entry{field: "bank_name", value: text(o.bank)}, entry{},
				entry{field: "employee_no", value: text(p.no)}, entry{field: "person_name", value: text(p.name)},
				dated("valid_from_on", o.since, paper.DateISO), dated("valid_to_on", o.until, paper.DateISO),
			)
			grade := o.grade
			if grade == "休眠" {
				grade = "dormant"
			}
			f.sheet.Put(f.at-1, 4, paper.Str(o.grade), paper.Center)
			f.also(who, o.code, 4, "grade", grade, o.grade)
		}
	}
}

func (w *world) drawProducts(book *paper.Book, t *truth) {
	f := newTable(book, t, "产品", "在售产品表", "product",
		[]string{"险种", "缴费方式", "提奖比例", "折标系数"}, 26, 12, 12, 12)
	for _, item := range w.products {
		mode := map[string]string{"期交": "regular", "趸交": "single"}[item.payMode]
		f.row(fact{}, item.name,
			entry{field: "product_name", value: text(item.name), style: paper.Body}, entry{},
			entry{field: "commission_rate", value: spelled{
				value: paper.Str(number(float64(int(item.commission*1000+0.5))/10) + "%"), means: number(item.commission),
			}},
			entry{field: "std_factor", value: amount(item.stdFactor)},
		)
		f.sheet.Put(f.at-1, 2, paper.Str(item.payMode), paper.Center)
		f.also(fact{}, item.name, 2, "pay_mode", mode, item.payMode)
	}
}

func (w *world) drawLeave(book *paper.Book, t *truth) {
	f := newTable(book, t, "请假", companyName+"请假登记表", "leave",
		[]string{"工号", "姓名", "团队", "开始日期", "结束日期", "类型", "备注"}, 10, 12, 12, 13, 13, 10, 20)
	n := 0
	for _, p := range w.people {
		for _, l := range p.leaves {
			if !l.isRegistered {
				continue
			}
			n++
			who := about(p, time.Time{})
			key := p.no + "/" + l.from.Format(time.DateOnly)
			from, style := spellDate(l.from, []dateStyle{serialISO, textDot, textCN}[n%3])
			f.row(who, key,
				entry{field: "employee_no", value: text(p.no)}, entry{field: "person_name", value: text(p.name)},
				entry{field: "team_name", value: text(p.team.name)},
				entry{field: "start_on", value: from, style: style},
				dated("end_on", l.to, paper.DateISO),
				entry{field: "kind_text", value: text(l.kind)}, entry{},
			)
			f.also(who, key, 6, "kind", "leave", l.kind)
		}
	}
	f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: 1, Row2: f.at, Col2: 7},
		paper.Str(fmt.Sprintf("合计：%s人次", strconv.Itoa(n))), paper.Total)
}
