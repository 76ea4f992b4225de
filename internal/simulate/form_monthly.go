package simulate

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"aqs/internal/simulate/paper"
)

// The forms of a month: targets, KPIs, analysis and plans.

func monthlyForms() []formLayout {
	return []formLayout{
		{form: "F05", name: "sheet per person with weeks", path: "月度目标/{年}年{月}月/{团队}目标达成表.xlsx", draw: targetBook},
		{form: "F05", name: "stacked on one sheet", path: "月度目标/{年}年{月}月/{团队}目标汇总.xlsx", draw: targetsStacked},
		{form: "F10", name: "categories merged", path: "{部}/{年}年{月}月/{团队}KPI.xlsx", draw: kpiForm},
		{form: "F10", name: "plan below", path: "{部}/{年}年{月}月/{团队}KPI与计划.xlsx", draw: kpiAndPlan},
		{form: "F10", name: "three stacked parts", path: "{部}/{年}年{月}月/{姓名}绩效考核.xlsx", draw: kpiParts},
		{form: "F17", name: "texts and counts", path: "{团队}/{年}年{月}月/{姓名}月度分析.xlsx", draw: monthAnalysis},
		{form: "F18", name: "texts and items", path: "{团队}/{年}年{月}月/{姓名}月计划.xlsx", draw: monthPlan},
		{form: "F18", name: "texts only", path: "{团队}/{年}年{月}月/{团队}月计划.xlsx", draw: monthPlanTexts},
	}
}

// targetRows are the goals of a person's month as the form lists them.
func targetRows(g goal) []metricRow {
	return []metricRow{
		{"premium_yuan", []string{"保费", "保费收入"}, asYuan, float64(g.premium), 0}, {"cases", []string{"件数", "保单件数"}, asCount, float64(g.cases), 0},
		{"outlet_active_rate", []string{"网点活动率"}, asRate, roundRate(g.activeOf), 0},
		{"visits", []string{"拜访量", "拜访次数"}, asCount, float64(g.visits), 0}, {"talks", []string{"洽谈人数", "面谈人数"}, asCount, float64(g.talks), 0},
	}
}

func (d *desk) targets(c sheetCase, p *person, m int, weeks bool) {
	d.about(p, c.month)
	d.title(fmt.Sprintf("%s客户经理月度目标设定达成表", d.monthWords(c.month)))
	d.labels(append(d.whose(c.w, p), pair{label: "填写日期", item: item{shape: asDate, on: nextWorkday(c.month), sure: true}})...)
	done := counts{}
	for i, words := range []string{"指标", pick(d.r, []string{"目标", "月目标"})} {
		d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: d.col + i, Row2: d.at + 1, Col2: d.col + i}, paper.Str(words), paper.Header)
	}
	col, spans := 2, weeksOf(c.month)
	if !weeks {
		spans = nil
	}
	for k := range spans {
		at := d.col + col
		d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: at, Row2: d.at, Col2: at + 1}, paper.Str(pick(d.r, []string{fmt.Sprintf("第%d周", k+1), "第" + numerals[k] + "周"})), paper.Header)
		d.sheet.Put(d.at+1, at, paper.Str("计划"), paper.Header)
		d.sheet.Put(d.at+1, at+1, paper.Str("达成"), paper.Header)
		col += 2
	}
	d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: d.col + col, Row2: d.at + 1, Col2: d.col + col}, paper.Str(pick(d.r, []string{"月累计", "本月累计"})), paper.Header)
	d.at += 2
	for _, row := range targetRows(p.goals[m]) {
		words := pick(d.r, row.words)
		d.units = ""
		if row.shape == asYuan {
			d.units = pick(d.r, []string{"元", "万元"})
			words += "（" + d.units + "）"
		}
		d.sheet.Put(d.at, d.col, paper.Str(words), paper.Label)
		seq := d.sheet.Name + "!" + strconv.Itoa(d.at)
		row.plan = math.Round(row.plan*100) / 100
		it := row.item("")
		it.field, it.sure = row.metric, false
		it.n = row.plan
		d.cell(d.at, d.col+1, "target", seq, it, d.who)
		d.alsoPlan(row.metric)
		if row.shape != asRate {
			sum := 0.0
			for k, span := range spans {
				_, actual, _ := p.loggedIn(span.from, span.to)
				made := valueOf(actual, row.metric)
				sum += made
				weekly := item{field: row.metric + ".week" + strconv.Itoa(k+1), shape: row.shape, n: math.Round(row.plan / float64(len(spans)))}
				if row.shape == asYuan {
					weekly.n = math.Round(weekly.n/1000) * 1000
				}
				d.cell(d.at, d.col+2+2*k, "target", seq, weekly, d.who)
				d.cell(d.at, d.col+3+2*k, "week_result", seq, item{field: weekly.field, shape: row.shape, n: made, sure: true}, d.who)
			}
			if !weeks {
				_, done, _ = p.loggedIn(c.month, c.month.AddDate(0, 1, -1))
				sum = valueOf(done, row.metric)
			}
			d.cell(d.at, d.col+col, "period_metric", seq, item{field: row.metric + ".actual", shape: row.shape, n: sum, sure: true}, d.who)
		}
		d.at++
	}
	d.units = ""
}

// alsoPlan tells that a month's target is the plan beside its sum as well.
func (d *desk) alsoPlan(metric string) {
	if len(d.facts()) == 0 {
		return
	}
	f := d.truth.facts[len(d.truth.facts)-1]
	if f.illegal || f.kind != d.form+"/target" || metric == "outlet_active_rate" {
		return
	}
	f.kind, f.field = d.form+"/period_metric", metric+".plan"
	d.truth.facts = append(d.truth.facts, f)
}

func valueOf(c counts, metric string) float64 {
	return map[string]float64{"visits": float64(c.visits), "talks": float64(c.talks), "intents": float64(c.intents), "closes": float64(c.closes), "cases": float64(c.cases), "premium_yuan": float64(c.premium)}[metric]
}

func (w *world) monthIndex(month time.Time) int {
	for i, m := range w.months {
		if m.Equal(month) {
			return i
		}
	}
	return 0
}

func targetBook(d *desk, book *paper.Book, c sheetCase) {
	m := c.w.monthIndex(c.month)
	for _, p := range c.team.members[:min(3, len(c.team.members))] {
		if p.goals[m].premium > 0 && !hasSheet(book, p.name) {
			d.open(book, inFileName(p.name, p.no), 10)
			d.targets(c, p, m, true)
		}
	}
}

func targetsStacked(d *desk, book *paper.Book, c sheetCase) {
	m := c.w.monthIndex(c.month)
	d.open(book, "汇总", 8)
	for _, p := range c.team.members[:min(3, len(c.team.members))] {
		if p.goals[m].premium > 0 {
			d.targets(c, p, m, false)
			d.at++
		}
	}
}

// kpiRow is one figure a manager is measured by.
type kpiRow struct {
	class, code, name     string
	weight                float64
	target, actual        string
	targetMeans, actMeans string
	score                 int
}

// kpiRows are a manager's figures of a month: the premium is that of the department's people.
func (d *desk) kpiRows(c sheetCase) []kpiRow {
	wan := func(yuan int) (string, string) { return number(float64(yuan)/10000) + "万", strconv.Itoa(yuan) }
	target, m := 0, c.w.monthIndex(c.month)
	var people []*person
	for _, p := range c.w.people {
		if p.dept == c.team.dept {
			people, target = append(people, p), target+p.goals[m].premium
		}
	}
	done := counts{}
	for _, p := range people {
		_, one, _ := p.loggedIn(c.month, c.month.AddDate(0, 1, -1))
		done.add(one)
	}
	t, tm := wan(target)
	a, am := wan(done.premium)
	pct := d.r.between(80, 99)
	return []kpiRow{
		{"结果考核类", "result", "新单保费", 0.4, t, a, tm, am, d.r.between(25, 40)},
		{"结果考核类", "result", "出单件数", 0.2, "30", "33", "30", "33", d.r.between(10, 20)},
		{"过程控制类", "process", "日志上交率", 0.2, "95%", fmt.Sprintf("%d%%", pct), "0.95", number(float64(pct) / 100), d.r.between(10, 20)},
		{"综合分析类", "analysis", "团队氛围", 0.2, "良好", "良好", "", "", d.r.between(10, 20)},
	}
}

func (d *desk) kpiTable(rows []kpiRow, merged bool) {
	t := table{name: "kpi", totals: true, extras: true, columns: []column{
		{field: "category_text", heads: []string{"类别", "指标类别"}, merge: merged},
		{field: "kpi_name", heads: []string{"KPI名称", "考核指标", "指标名称"}},
		{field: "weight", heads: []string{"权重"}, shape: asRate},
		{field: "target_text", heads: []string{"目标值", "目标"}, shape: asAmount},
		{field: "actual_text", heads: []string{"实际", "实际完成"}, shape: asAmount},
		{field: "score", heads: []string{"得分", "考核得分"}, shape: asCount},
	}}
	for _, k := range rows {
		target, actual := item{field: "target_text", shape: asAmount, text: k.target}, item{field: "actual_text", shape: asAmount, text: k.actual}
		if k.targetMeans != "" {
			target.also, actual.also = [][2]string{{"target", k.targetMeans}}, [][2]string{{"actual", k.actMeans}}
		}
		class := textItem("category_text", k.class)
		class.also = [][2]string{{"category", k.code}}
		t.rows = append(t.rows, row{who: d.who, items: []item{class, textItem("kpi_name", k.name), rateItem("weight", k.weight), target, actual, {field: "score", shape: asCount, n: float64(k.score), sure: true}}})
	}
	d.draw(t)
}

func (d *desk) kpiHead(c sheetCase, p *person, title string) {
	d.about(p, c.month)
	if p.team == nil {
		d.who.team = ""
	}
	d.title(fmt.Sprintf("%d年%d月%s", c.month.Year(), c.month.Month(), title))
	d.labels(pair{label: "姓名", item: nameItem("", p.name)}, pair{label: "部门", item: textItem("", c.team.dept.name)}, pair{label: "岗位", item: textItem("", p.role)})
}

func kpiForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "KPI", 7)
	d.kpiHead(c, c.team.dept.manager, pick(d.r, []string{"营业部经理KPI设定表", "KPI考核表"}))
	d.kpiTable(d.kpiRows(c), true)
}

func kpiAndPlan(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "KPI", 8)
	d.kpiHead(c, c.team.dept.manager, "KPI设定表")
	d.kpiTable(d.kpiRows(c), false)
	d.line(pick(d.r, []string{"后两周具体工作计划", "具体工作计划"}), paper.Section)
	d.items(true, []time.Time{c.monday, c.monday.AddDate(0, 0, 2)}, time.Time{})
}

func kpiParts(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "考核", 7)
	d.kpiHead(c, c.team.supervisor, "绩效考核表")
	rows := d.kpiRows(c)
	for _, part := range [][]kpiRow{rows[:2], rows[2:3], rows[3:]} {
		d.line(part[0].class, paper.Section)
		d.kpiTable(part, false)
	}
}

func (d *desk) monthHead(c sheetCase, p *person, title string) {
	d.about(p, c.month)
	d.title(fmt.Sprintf("%d年%d月%s", c.month.Year(), c.month.Month(), title))
	d.labels(d.whose(c.w, p)...)
}

func monthAnalysis(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "分析", 5)
	d.monthHead(c, c.person, pick(d.r, []string{"月度经营分析与计划", "经营分析与计划"}))
	plan, done, _ := c.person.loggedIn(c.month, c.month.AddDate(0, 1, -1))
	d.counts("period_metric", activity(plan, done))
	d.note("经营分析", "analysis", pick(d.r, []string{"网点活动率偏低，主力网点装修", "期交占比上升，件均下降"}))
	d.note("存在问题", "problem", pick(d.r, []string{"邀约不足", "促成话术生疏"}))
	d.note("改善措施", "improve", pick(d.r, []string{"每周驻点两次", "周二话术通关"}))
	d.listNote(pick(d.r, []string{"下月工作计划", "下月计划"}), "next_plan", c.month.AddDate(0, 1, 0), []string{"每周驻点两次", "每日三访", "月末沙龙一场"})
}

func monthPlan(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "计划", 7)
	d.monthHead(c, c.person, pick(d.r, []string{"月度工作计划表", "月份工作计划表", "工作计划表"}))
	d.note("本月目标", "goal", "保费 20 万，件数 6 件")
	d.note(pick(d.r, []string{"工作重点", "本月重点"}), "focus", pick(d.r, []string{"开门红收官", "新网点开拓"}))
	d.items(true, []time.Time{c.monday, c.monday.AddDate(0, 0, 2), c.monday.AddDate(0, 0, 4)}, time.Time{})
}

func monthPlanTexts(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "计划", 5)
	d.group(c.team, c.month)
	d.title(fmt.Sprintf("%d年%d月工作计划表", c.month.Year(), c.month.Month()))
	d.labels(pair{label: "团队", item: textItem("", c.team.name)})
	d.note("本月目标", "goal", "团队保费 180 万")
	d.note("工作重点", "focus", "新人育成，盯日志")
	d.listNote("本月工作计划", "plan", c.month, []string{"每周两次话术通关", "月中产品说明会", "月末客户沙龙"})
	d.note("保障措施", "improve", "早会追踪，夕会复盘")
}
