package simulate

import (
	"fmt"
	"math"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/simulate/paper"
)

// The team's weekly report (工作周报 团队): people across, 计划|达成 beneath each.

// weekFigures are the four counted rows of the report.
type weekFigures struct{ plan, actual [4]int } // new revenue, revenue, visits, effective customers

var weekMetrics = [4]string{"new_revenue_yuan", "revenue_yuan", "visits", "effective_customers"}

func (f *weekFigures) add(o weekFigures) {
	for i := range f.plan {
		f.plan[i] += o.plan[i]
		f.actual[i] += o.actual[i]
	}
}

// weeks lists the Mondays of weeks that lie wholly in the simulated time and have a work day.
func (w *world) weeks() []time.Time {
	var mondays []time.Time
	for on := w.from; !on.AddDate(0, 0, 6).After(w.to); on = on.AddDate(0, 0, 1) {
		if on.Weekday() == time.Monday && len(calendar.Workdays(on, on.AddDate(0, 0, 6))) > 0 {
			mondays = append(mondays, on)
		}
	}
	return mondays
}

func (w *world) weekOf(p *person, monday time.Time) weekFigures {
	plan, actual, effective := p.loggedIn(monday, monday.AddDate(0, 0, 6))
	r := stream(w.seed, "week", p.index, int(monday.Unix()/86400))
	var goalShare float64
	for m, month := range w.months {
		inMonth := 0
		for _, on := range calendar.Workdays(monday, monday.AddDate(0, 0, 6)) {
			if on.Year() == month.Year() && on.Month() == month.Month() {
				inMonth++
			}
		}
		all := len(calendar.Workdays(month, month.AddDate(0, 1, -1)))
		goalShare += float64(p.goals[m].premium) * float64(inMonth) / float64(all)
	}
	renewal := 2000 * r.IntN(8)
	newPlan := roundTo(goalShare, 1000)
	return weekFigures{
		plan:   [4]int{newPlan, newPlan + 8000, plan.visits, int(math.Round(float64(plan.visits) * 0.4))},
		actual: [4]int{actual.premium, actual.premium + renewal, actual.visits, effective},
	}
}

// overstated is by how much a supervisor's report tells more visits of a person than the logs do:
// once per some teams, for the check of reports against logs to find.
func (w *world) overstated(tm *team, p *person, monday time.Time) int {
	r := stream(w.seed, "overstated", tm.index)
	if !r.chance(0.4) && tm.index != 1 || len(w.mondays) == 0 {
		return 0
	}
	chosen, week, extra := tm.members[r.IntN(len(tm.members))], w.mondays[r.IntN(len(w.mondays))], r.between(4, 8)
	if chosen != p || !week.Equal(monday) {
		return 0
	}
	return extra
}

type weekForm struct {
	notary
	inWan bool
	date  string
	team  *team
	at    int
}

func (w *world) drawWeek(book *paper.Book, t *truth, tm *team, monday time.Time) {
	sunday := monday.AddDate(0, 0, 6)
	var members []*person
	for _, p := range tm.members {
		if p.isEmployed(monday) || p.isEmployed(sunday) {
			members = append(members, p)
		}
	}
	columns := 1 + 2*(len(members)+1)
	widths := []float64{18}
	for range columns - 1 {
		widths = append(widths, 9.5)
	}
	f := &weekForm{
		notary: notary{truth: t, file: book.Path, sheet: book.Sheet("周报", widths...)},
		inWan:  tm.index%2 == 1, date: monday.Format(time.DateOnly), team: tm, at: 3,
	}
	f.sheet.Landscape = true
	_, week := monday.ISOWeek()
	f.sheet.PutMerged(paper.Rect{Row1: 1, Col1: 1, Row2: 1, Col2: columns}, paper.Str(fmt.Sprintf("第%d周小组活动统计", week)), paper.Title)
	f.sheet.Height(1, 28)
	caption := fmt.Sprintf("团队：%s　　主管：%s　　时间：%d年%d月%d日—%d月%d日", tm.name, tm.supervisor.name,
		monday.Year(), monday.Month(), monday.Day(), sunday.Month(), sunday.Day())
	f.sheet.PutMerged(paper.Rect{Row1: 2, Col1: 1, Row2: 2, Col2: columns}, paper.Str(caption), paper.Caption)

	sum := weekFigures{}
	figures := make([]weekFigures, len(members))
	for i, p := range members {
		figures[i] = w.weekOf(p, monday)
		figures[i].actual[2] += w.overstated(tm, p, monday)
		sum.add(figures[i])
	}
	f.heads(members)
	f.figures(sum, figures, members)
	r := stream(w.seed, "week text", tm.index, int(monday.Unix()/86400))
	f.keyAccounts(r, columns, members, w.hostile)
	f.summary(r, columns, sum)
	f.coaching(r, columns, members)
}

func (f *weekForm) heads(members []*person) {
	f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: 1, Row2: f.at + 1, Col2: 1}, paper.Str("项目"), paper.Header)
	names := []string{"小组目标"}
	for _, p := range members {
		names = append(names, p.name)
	}
	for i, name := range names {
		col := 2 + 2*i
		f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: col, Row2: f.at, Col2: col + 1}, paper.Str(name), paper.Header)
		f.sheet.Put(f.at+1, col, paper.Str("计划"), paper.Header)
		f.sheet.Put(f.at+1, col+1, paper.Str("达成"), paper.Header)
	}
	f.at += 2
}

func (f *weekForm) figures(sum weekFigures, figures []weekFigures, members []*person) {
	rows := []struct {
		words  string
		metric int // −1: 达成率, −2: 有效活动率
	}{
		{"新增销售收入（元）", 0}, {"销售总收入（元）", 1}, {"达成率%", -1},
		{"拜访客户数", 2}, {"有效客户数", 3}, {"有效活动率%", -2},
	}
	for _, row := range rows {
		words := row.words
		if f.inWan && (row.metric == 0 || row.metric == 1) {
			words = words[:len(words)-len("（元）")] + "（万元）"
		}
		f.sheet.Put(f.at, 1, paper.Str(words), paper.Label)
		f.column(2, row.metric, sum, fact{team: f.team.name, dept: f.team.dept.name, date: f.date})
		for i, p := range members {
			who := about(p, time.Time{})
			who.date = f.date
			f.column(4+2*i, row.metric, figures[i], who)
		}
		f.at++
	}
}

// column draws plan and result of one metric for one person or the team.
func (f *weekForm) column(col, metric int, w weekFigures, who fact) {
	ratio := func(num, den int) paper.Value {
		if den == 0 {
			return paper.Blank()
		}
		return paper.Num(math.Round(float64(num)/float64(den)*10000) / 10000)
	}
	switch metric {
	case -1:
		f.sheet.Put(f.at, col, paper.Blank(), paper.Center)
		f.sheet.Put(f.at, col+1, ratio(w.actual[0], w.plan[0]), paper.Percent)
	case -2:
		f.sheet.Put(f.at, col, ratio(w.plan[3], w.plan[2]), paper.Percent)
		f.sheet.Put(f.at, col+1, ratio(w.actual[3], w.actual[2]), paper.Percent)
	default:
		spell, style := count, paper.Center
		if metric < 2 {
			style = paper.Money
			if f.inWan {
				spell, style = wan, paper.Center
			}
		}
		who.kind, who.field = "period_metric", weekMetrics[metric]+".plan"
		f.put(f.at, col, spell(w.plan[metric]), style, who)
		who.field = weekMetrics[metric] + ".actual"
		f.put(f.at, col+1, spell(w.actual[metric]), style, who)
	}
}

// table draws a small table over the report's full width under a heading.
func (f *weekForm) table(title string, columns int, heads []string, rows [][]string) {
	f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: 1, Row2: f.at, Col2: columns}, paper.Str(title), paper.Section)
	f.at++
	edge := func(k int) int { return 1 + k*columns/len(heads) }
	line := func(texts []string, style paper.Style) {
		for k := range heads {
			words := ""
			if k < len(texts) {
				words = texts[k]
			}
			f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: edge(k), Row2: f.at, Col2: edge(k+1) - 1}, paper.Str(words), style)
		}
		f.at++
	}
	line(heads, paper.Header)
	for _, row := range rows {
		line(row, paper.Body)
	}
}

func (f *weekForm) keyAccounts(r random, columns int, members []*person, hostile bool) {
	var rows [][]string
	for range 2 {
		customer := pick(r, surnames) + pick(r, []string{"总", "女士", "先生", "老师"})
		if hostile && r.chance(0.5) {
			customer = hostileCustomer
		}
		rows = append(rows, []string{
			customer,
			pick(r, []string{"子女教育金规划", "养老金补充", "存单到期再配置", "家庭健康保障"}),
			pick(r, members).name,
			pick(r, []string{"周三上门递送建议书", "邀约参加周五沙龙", "电话跟进，确认资金到期日", "主管陪访促成"}),
		})
	}
	f.table("重点客户开发", columns, []string{"客户名单", "需求分析", "开拓责任人", "本周追踪计划"}, append(rows, nil))
}

func (f *weekForm) summary(r random, columns int, sum weekFigures) {
	f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: 1, Row2: f.at, Col2: columns}, paper.Str("小组工作总结"), paper.Section)
	f.at++
	words := fmt.Sprintf("本周小组拜访%d次，有效客户%d人。%s", sum.actual[2], sum.actual[3],
		pick(r, []string{"下周重点跟进意向客户，组织一次网点沙龙。", "拜访量不均衡，周一周二偏少，下周早会盯计划。", "促成环节需要演练，周三安排话术通关。"}))
	f.sheet.PutMerged(paper.Rect{Row1: f.at, Col1: 1, Row2: f.at, Col2: columns}, paper.Str(words), paper.Body)
	f.sheet.Height(f.at, 45)
	f.at++
}

func (f *weekForm) coaching(r random, columns int, members []*person) {
	p := pick(r, members)
	f.table("本周重点辅导组员", columns, []string{"姓名", "存在问题", "辅导内容", "追踪效果"}, [][]string{{
		p.name,
		pick(r, []string{"意向客户跟进不及时", "产品说明不清楚", "促成时机把握不好", "日计划不具体"}),
		pick(r, []string{"陪访两次，会后复盘", "话术演练", "一起梳理客户名单", "辅导制定日访问计划"}),
		pick(r, []string{"已有改善", "下周继续观察", "本周促成1件"}),
	}})
}
