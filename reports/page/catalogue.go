package page

import (
	"fmt"

	"aqs/reports/data"
	"aqs/reports/table"
)

// The pages that show metrics of the catalogue: what stands behind the sales figures.

// metricSection shows some metrics of a scope; ids are theirs in the order of the catalogue.
func (s *Site) metricSection(id, title, note string, scope data.Scope, ids ...string) section {
	chosen := map[string]bool{}
	for _, metric := range ids {
		chosen[metric] = true
	}
	var rows []data.MetricMonth
	for _, row := range s.Data.MetricMonths[scope.Key()] {
		if chosen[row.ID] {
			if row.ID == "A12" && !row.Value.OK && scope.Type != "person" {
				row.Reason = "只对个人计算" // whose outlets they are makes sense for one person only
			}
			rows = append(rows, row)
		}
	}
	out := table.Of(id, title, rows, []table.Col[data.MetricMonth]{
		{Name: "指标", Kind: table.Text, Value: func(r data.MetricMonth) any { return r.Name }},
		{Name: "本月", Kind: table.Text, Value: func(r data.MetricMonth) any { return table.Cell{Text: metricText(r.Value, r), Metric: r.ID} }},
		{Name: "上月", Kind: table.Text, Value: func(r data.MetricMonth) any { return metricText(r.Prev, data.MetricMonth{Unit: r.Unit}) }},
		{Name: "分子", Kind: table.Count, Value: func(r data.MetricMonth) any { return r.Num }},
		{Name: "分母 n", Kind: table.Count, Value: func(r data.MetricMonth) any { return r.Den }},
	}...)
	return section{ID: id, Title: title, Note: note, Table: &out, Empty: "没有这些指标的记录"}
}

func metricText(value data.Num, row data.MetricMonth) string {
	switch {
	case !value.OK && row.Reason != "":
		return none + " " + plainReason(row.Reason)
	case !value.OK:
		return none
	case row.Unit == "比率":
		return percent(value)
	case row.Unit == "比率差":
		return fixed(value.V*100, 1) + " 个百分点"
	case row.Unit == "元" || row.Unit == "元/人" || row.Unit == "元/件" || row.Unit == "元/户":
		return fixed(value.V, 0) + " " + row.Unit
	}
	return fixed(value.V, 2) + " " + row.Unit
}

// compareSection compares one metric of the catalogue across the organisation.
func (s *Site) compareSection(id, title, note, metric string, types ...string) section {
	type line struct {
		scope data.Scope
		row   data.MetricMonth
		depth int
	}
	var lines []line
	isShare := false
	s.walk(func(scope data.Scope, depth int) {
		shown := false
		for _, t := range types {
			shown = shown || t == scope.Type
		}
		for _, row := range s.Data.MetricMonths[scope.Key()] {
			if shown && row.ID == metric {
				lines = append(lines, line{scope, row, depth})
				isShare = isShare || row.Unit == "比率"
			}
		}
	})
	kind := table.Decimal
	if isShare {
		kind = table.Percent
	}
	columns := []table.Col[line]{
		{Name: "名称", Kind: table.Text, Value: func(l line) any { return s.scopeCell(l.scope.Type, l.scope.ID, l.scope.Name) }},
		{Name: "本月", Kind: kind, Value: func(l line) any {
			return table.Cell{Num: l.row.Value, Text: plainReason(l.row.Reason), Metric: metric}
		}},
		{Name: "上月", Kind: kind, Value: func(l line) any { return l.row.Prev }},
		{Name: "分子", Kind: table.Count, Value: func(l line) any { return l.row.Num }},
		{Name: "分母 n", Kind: table.Count, Value: func(l line) any { return l.row.Den }},
	}
	sheet := func(title string, lines []line) table.Table {
		return table.OfRows(id, title, lines, func(l line) table.Row {
			return table.Row{Scope: s.evidence[l.scope.Key()], Period: "month", Level: l.depth}
		}, columns...)
	}
	out := sheet(title, lines)
	folded := section{ID: id, Title: title, Note: note, Table: &out, Empty: "没有这个指标的记录"}
	// People stand behind their teams: a director compares teams first.
	groups, members := []line{}, map[string][]line{}
	for _, l := range lines {
		if l.scope.Type == "person" {
			members[l.scope.ParentID] = append(members[l.scope.ParentID], l)
		} else {
			groups = append(groups, l)
		}
	}
	if len(groups) == 0 || len(members) == 0 {
		return folded
	}
	shown := sheet(title, groups)
	folded.Shown = &shown
	for _, l := range groups {
		if people := members[l.scope.ID]; len(people) > 0 {
			for i := range people {
				people[i].depth = 0
			}
			folded.Folds = append(folded.Folds, tableFold{fmt.Sprintf("%s（%d 人）", l.scope.Name, len(people)), sheet(title+" "+l.scope.Name, people)})
		}
	}
	return folded
}

// customersPage is 客户与网点.
func (s *Site) customersPage() Page {
	company := s.company()
	return s.topicPage(customersFile, "客户与网点", []section{
		s.metricSection("h-outlets", "网点", "网点活动率只数可经营网点；休眠网点不在分母。", company, "R03", "A04", "A11", "A12"),
		s.metricSection("h-customers", "客户", "没有客户名单的单位注明缺什么，不以零代替。", company, "A17", "A18", "A19", "F01", "F07", "F10", "F11"),
		s.metricSection("h-structure", "活动结构与产品", "", company, "A08", "A09", "A10", "A14", "A15", "A16", "R02", "R10"),
		s.compareSection("h-active", "网点活动率", "有出单的网点 ÷ 可经营网点。", "R03", "company", "dept", "team", "person"),
		s.compareSection("h-covered", "拜访覆盖率", "本月拜访过的所辖网点 ÷ 所辖网点。", "A11", "company", "dept", "team", "person"),
	})
}

// supervisorPage is 主管活动.
func (s *Site) supervisorPage() Page {
	company := s.company()
	return s.topicPage(supervisorFile, "主管活动", []section{
		s.metricSection("h-support", "陪访、辅导与训练", "参照：主管每周陪访 3–4 次，每天个别辅导 1–2 人，例会 2 小时。", company, "C01", "C02", "C03", "C04"),
		s.focusSection(s.teamsOf(company)),
		s.compareSection("h-joint", "各单位的陪访与辅导", "", "C01", "company", "dept", "team"),
		s.compareSection("h-coached", "辅导覆盖", "", "C02", "company", "dept", "team"),
		s.compareSection("h-plans", "计划充分度", "计划内容按平常转化率折算 ÷ 目标；低于 100% 时，就算全部做到也达不成。", "Q01", "company", "dept", "team"),
	})
}

// measuresPage is 改善措施: what was agreed, what came of it, and the findings behind.
func (s *Site) measuresPage() Page {
	company := s.company()
	sections := []section{s.measureSection(below(s, s.Data.Measures, company), true)}
	sections = append(sections, s.loopSections(below(s, s.Data.Loops, company), below(s, s.Data.LoopKPIs, company))...)
	sections = append(sections, restatementSection(s, below(s, s.Data.Restatements, company)))
	return s.topicPage(measuresFile, "改善措施", sections)
}

func (s *Site) trainingPage() Page {
	company := s.company()
	var quotas []data.Quota
	s.peopleOf(company, 0, func(person data.Scope) { quotas = append(quotas, s.Data.Quotas[person.ID]...) })
	sections := []section{s.trainingSection(below(s, s.Data.Trainings, company))}
	if !s.short() {
		sections = append(sections, s.quotaSection(quotas, true))
	}
	return s.topicPage(trainingFile, "训练计划", sections)
}

// doubtPage is 需核实, for supervisors: logs to look at again, never a judgement.
func (s *Site) doubtPage() Page {
	people := table.Of("doubt-people", "需核实的人", s.Data.Doubts, []table.Col[data.PlausibilityPerson]{
		{Name: "姓名", Kind: table.Text, Value: func(r data.PlausibilityPerson) any { return s.scopeCell("person", r.PersonID, r.PersonName) }},
		{Name: "团队", Kind: table.Text, Value: func(r data.PlausibilityPerson) any { return r.TeamName }},
		{Name: "迹象", Kind: table.Count, Value: func(r data.PlausibilityPerson) any { return r.Indicators }},
		{Name: "其中硬事实", Kind: table.Count, Value: func(r data.PlausibilityPerson) any { return r.Hard }},
		{Name: "说明", Kind: table.Long, Value: func(r data.PlausibilityPerson) any { return r.Sentence }},
	}...)
	signs := table.Of("doubt-signs", "迹象与单元格", s.Data.DoubtIndicators, []table.Col[data.Plausibility]{
		{Name: "姓名", Kind: table.Text, Value: func(r data.Plausibility) any { return s.scopeCell("person", r.PersonID, r.PersonName) }},
		{Name: "迹象", Kind: table.Text, Value: func(r data.Plausibility) any { return r.IndicatorName }},
		{Name: "性质", Kind: table.Text, Value: func(r data.Plausibility) any {
			if r.IsHard {
				return "硬事实"
			}
			return "统计迹象"
		}},
		{Name: "本人", Kind: table.Text, Value: func(r data.Plausibility) any { return r.ValueText }},
		{Name: "同组", Kind: table.Text, Value: func(r data.Plausibility) any { return r.PeerText }},
		{Name: "说明", Kind: table.Long, Value: func(r data.Plausibility) any { return r.Sentence }},
		{Name: "来源", Kind: table.Source, Value: func(r data.Plausibility) any { return sourceText(r.FilePath, r.Sheet, r.Cell) }},
	}...)
	control := table.Of("control", "与汇总表不一致", s.Data.Controls, []table.Col[data.Control]{
		{Name: "对象", Kind: table.Text, Value: func(r data.Control) any { return s.scopeCell(r.ScopeType, r.ScopeID, r.ScopeName) }},
		{Name: "期间", Kind: table.Text, Value: func(r data.Control) any { return r.PeriodLabel }},
		{Name: "指标", Kind: table.Text, Value: func(r data.Control) any { return r.MetricName }},
		{Name: "表", Kind: table.Text, Value: func(r data.Control) any { return r.FormName }},
		{Name: "表上写", Kind: table.Count, Value: func(r data.Control) any { return r.Stated }},
		{Name: "日志合计", Kind: table.Count, Value: func(r data.Control) any { return r.FromLogs }},
		{Name: "说明", Kind: table.Long, Value: func(r data.Control) any { return r.Sentence }},
		{Name: "来源", Kind: table.Source, Value: func(r data.Control) any { return sourceText(r.FilePath, r.Sheet, r.Cell) }},
	}...)
	const note = "仅供主管核对日志，不作评价依据，也不进入任何得分。三项以上迹象、且至少一项是硬事实才列出。"
	controlSection := section{ID: "h-control", Title: "汇总表与日志不一致", Note: "两份表哪一份对，由双方核对；计算以日志为准。", Table: &control, Empty: "没有读到汇总表，或都与日志一致"}
	if len(control.Rows) > perPage/2 {
		controlSection.Lead = "共 " + number(data.Of(float64(len(control.Rows)))) + " 处，页面列出前 " + number(data.Of(perPage/2)) + " 处，全部在工作簿里。"
	}
	return s.topicPage(doubtFile, "需核实", []section{
		{ID: "h-doubt", Title: "日志需核实", Note: note, Table: &people, Empty: "没有达到标准的人"},
		{ID: "h-signs", Title: "迹象与单元格", Table: &signs, Empty: "没有可列出的迹象", Folded: len(signs.Rows) > 20},
		controlSection,
	})
}
