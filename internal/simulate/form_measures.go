package simulate

import (
	"fmt"
	"strconv"

	"aqs/internal/simulate/paper"
)

// What is done about it: measures and their progress, training, the supervisor's ratings.

func measureForms() []formLayout {
	return []formLayout{
		{form: "F11", name: "measures", path: "{团队}/{年}年{月}月/{团队}改善措施.xlsx", draw: measuresForm},
		{form: "F11", name: "measures and progress stacked", path: "{团队}/{年}年{月}月/{团队}措施与进展.xlsx", draw: measuresStacked},
		{form: "F12", name: "progress", path: "{团队}/{年}年{月}月/{团队}措施检讨.xlsx", draw: progressForm},
		{form: "F13", name: "sessions", path: "{团队}/{年}年{月}月/{团队}培训计划.xlsx", draw: trainingForm},
		{form: "F14", name: "row per person", path: "{团队}/{年}年{月}月/{团队}技能意愿评估.xlsx", draw: ratingForm},
	}
}

func (d *desk) teamHead(c sheetCase, title string) {
	d.group(c.team, c.month)
	d.title(fmt.Sprintf("%d年%d月%s", c.month.Year(), c.month.Month(), title))
	d.labels(pair{label: pick(d.r, []string{"团队", "团队名称"}), item: textItem("", c.team.name)}, pair{label: "填写日期", item: item{shape: asDate, on: nextWorkday(c.month), sure: true}})
}

type measureRow struct{ problem, cause, measure, indicator, target string }

func measureTexts() []measureRow {
	return []measureRow{
		{"拜访量不足", "邀约少", "每日早会定当天三访", "日均拜访", "5次"}, {"拜访量不足", "网点关系弱", "每周驻点两次", "驻点次数", "8次"},
		{"促成率低", "话术生疏", "周二话术演练", "演练次数", "4次"}, {"件均偏低", "主推短险", "主推十年期交", "件均保费", "3万"},
	}
}

func (d *desk) measures(c sheetCase) {
	t := table{name: "measure", extras: true, columns: []column{
		{field: "measure_no", heads: []string{"序号", "编号"}, shape: asAmount},
		{field: "problem", heads: []string{"问题", "存在问题", "问题/现状"}, merge: true}, {field: "cause", heads: []string{"原因", "原因分析"}},
		{field: "measure", heads: []string{"改善措施", "具体措施"}}, {field: "owner_name", heads: []string{"责任人", "负责人"}, shape: asName},
		{field: "start_on", heads: []string{"开始日期", "开始时间"}, shape: asDate}, {field: "due_on", heads: []string{"完成期限", "完成时间"}, shape: asDate},
		{field: "indicator", heads: []string{"衡量指标", "检核指标"}}, {field: "target_text", heads: []string{"目标值", "预期目标"}},
	}}
	for i, m := range measureTexts() {
		start := nextWorkday(c.month.AddDate(0, 0, 2*i))
		t.rows = append(t.rows, row{who: d.who, items: []item{
			{field: "measure_no", shape: asAmount, text: strconv.Itoa(i + 1)}, textItem("problem", m.problem), textItem("cause", m.cause), textItem("measure", m.measure),
			nameItem("owner_name", pick(d.r, c.team.members).name), dateItem("start_on", start), dateItem("due_on", start.AddDate(0, 0, 14)),
			textItem("indicator", m.indicator), textItem("target_text", m.target),
		}})
	}
	d.draw(t)
}

func (d *desk) progress(c sheetCase) {
	t := table{name: "measure_progress", extras: true, columns: []column{
		{field: "measure_no", heads: []string{"序号", "编号"}, shape: asAmount}, {field: "measure", heads: []string{"措施", "改善措施"}},
		{field: "owner_name", heads: []string{"责任人"}, shape: asName}, {field: "status_text", heads: []string{"完成情况", "完成状态"}},
		{field: "progress", heads: []string{"进展说明", "进展情况"}}, {field: "result", heads: []string{"结果数据"}},
		{field: "reason", heads: []string{"未完成原因"}}, {field: "next_step", heads: []string{"下步", "下一步"}},
	}}
	states := [][2]string{{"已完成", "done"}, {"进行中", "running"}, {"未开始", "open"}, {"取消", "cancelled"}, {"完成", "done"}, {"未完成", "running"}}
	for i, m := range measureTexts() {
		state := pick(d.r, states)
		status := textItem("status_text", state[0])
		status.also = [][2]string{{"status", state[1]}}
		reason := ""
		if state[1] == "running" {
			reason = pick(d.r, []string{"网点装修", "人手不足"})
		}
		t.rows = append(t.rows, row{who: d.who, items: []item{
			{field: "measure_no", shape: asAmount, text: strconv.Itoa(i + 1)}, textItem("measure", m.measure), nameItem("owner_name", pick(d.r, c.team.members).name), status,
			textItem("progress", pick(d.r, []string{"坚持打卡", "已驻 5 次", "演练两场"})), textItem("result", pick(d.r, []string{"日均 4.2", "5/8", ""})),
			textItem("reason", reason), textItem("next_step", pick(d.r, []string{"保持", "换网点", "下月继续"})),
		}})
	}
	d.draw(t)
}

func measuresForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "措施", 9)
	d.teamHead(c, pick(d.r, []string{"业务改善措施计划", "改善措施计划表"}))
	d.measures(c)
}

func measuresStacked(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "措施", 9)
	d.teamHead(c, "业务改善措施计划")
	d.line("一、上月措施进展", paper.Section)
	d.progress(c)
	d.gap()
	d.line("二、本月改善措施", paper.Section)
	d.measures(c)
}

func progressForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "检讨", 8)
	d.teamHead(c, pick(d.r, []string{"上月业务改善措施进展检讨", "措施进展检讨表"}))
	d.progress(c)
}

func trainingForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "培训", 9)
	d.teamHead(c, pick(d.r, []string{"培训计划表", "团队业务员技能培训计划"}))
	t := table{name: "training", extras: true, columns: []column{
		{field: "topic", heads: []string{"培训主题", "培训内容"}}, {field: "audience", heads: []string{"培训对象", "参加人员"}},
		{field: "need_text", heads: []string{"需求类型", "需求原因"}}, {field: "trainer", heads: []string{"讲师", "主讲人"}},
		{field: "held_on", heads: []string{"培训日期", "日期"}, shape: asDate}, {field: "venue", heads: []string{"地点"}}, {field: "method", heads: []string{"方式", "培训方式"}},
		{field: "expected", heads: []string{"应到", "应到人数"}, shape: asCount}, {field: "attended", heads: []string{"实到", "实到人数"}, shape: asCount},
		{field: "effect", heads: []string{"效果评估"}},
	}}
	needs := [][2]string{{"知识", "knowledge"}, {"技能", "skill"}, {"态度", "attitude"}}
	for i := range 3 {
		need := textItem("need_text", needs[i][0])
		need.also = [][2]string{{"need", needs[i][1]}}
		n := d.r.between(3, 8)
		t.rows = append(t.rows, row{who: d.who, items: []item{
			textItem("topic", []string{"产品知识通关", "邀约话术", "心态建设"}[i]), textItem("audience", pick(d.r, []string{"全员", "新人"})), need,
			textItem("trainer", pick(d.r, []string{c.team.supervisor.name, "外请讲师"})), dateItem("held_on", nextWorkday(c.month.AddDate(0, 0, 5+6*i))),
			textItem("venue", "职场"), textItem("method", pick(d.r, []string{"演练", "案例", "陪访"})), countItem("expected", n), countItem("attended", n-d.r.IntN(2)),
			textItem("effect", pick(d.r, []string{"通过率 90%", "", "全部过关"})),
		}})
	}
	d.draw(t)
}

func ratingForm(d *desk, book *paper.Book, c sheetCase) {
	d.open(book, "评估", 6)
	d.group(c.team, c.month)
	d.title(fmt.Sprintf("%d年%d月%s", c.month.Year(), c.month.Month(), pick(d.r, []string{"技能/意愿评估表", "技能意愿评估", "业务员技能与意愿评估框"})))
	d.labels(pair{label: "评估人", item: nameItem("", c.team.supervisor.name)}, pair{label: "团队", item: textItem("", c.team.name)})
	t := table{name: "rating", extras: true, columns: []column{
		{field: "person_name", heads: []string{"姓名", "客户经理"}, shape: asName}, {field: "employee_no", heads: []string{"工号"}, shape: asNo},
		{field: "skill_text", heads: []string{"技能", "技能水平"}}, {field: "will_text", heads: []string{"意愿", "意愿水平"}},
		{field: "symptom", heads: []string{"现象", "具体表现"}}, {field: "action", heads: []string{"对策", "辅导对策"}},
	}}
	grade := func(field string) item {
		words := pick(d.r, [][2]string{{"高", "high"}, {"低", "low"}, {"强", "high"}, {"弱", "low"}, {"5", "high"}, {"1", "low"}, {"4", "high"}, {"2", "low"}})
		it := textItem(field+"_text", words[0])
		it.also = [][2]string{{field, words[1]}}
		return it
	}
	for _, p := range c.team.members {
		t.rows = append(t.rows, row{who: about(p, c.month), items: []item{
			nameItem("person_name", p.name), {field: "employee_no", shape: asNo, text: p.no}, grade("skill"), grade("will"),
			textItem("symptom", pick(d.r, []string{"主动约访", "拖拉", "肯学"})), textItem("action", pick(d.r, []string{"授权", "激励", "教练"})),
		}})
	}
	d.draw(t)
}
