package pack

import (
	"fmt"
	"html/template"
	"slices"

	"aqs/reports/data"
	"aqs/reports/table"
)

// leadership lists the metrics of what supervisors do.
var leadership = [...]string{"C01", "C01b", "C01c", "C02", "C03", "C04"}

func (m *maker) metricOf(scope data.Scope, id string) data.MetricMonth {
	for _, row := range m.MetricMonths[scope.Key()] {
		if row.ID == id {
			return row
		}
	}
	return data.MetricMonth{Reason: "没有数据"}
}

// leadershipTable is what supervisors did, a row per team.
func (m *maker) leadershipTable(scopes []data.Scope) table.Table {
	columns := []table.Col[data.Scope]{{Name: "团队", Kind: table.Text, Value: func(s data.Scope) any { return s.Name }}}
	for _, id := range leadership {
		name, kind := id, table.Decimal
		for _, scope := range scopes {
			if row := m.metricOf(scope, id); row.Name != "" {
				name = row.Name
				if row.Unit == "比率" {
					kind = table.Percent
				} else {
					name += "（" + row.Unit + "）"
				}
				break
			}
		}
		columns = append(columns, table.Col[data.Scope]{Name: name, Kind: kind, Value: func(s data.Scope) any {
			return table.Cell{Num: m.metricOf(s, id).Value}
		}})
	}
	return table.Of("leadership", "主管活动", scopes, columns...)
}

// plots are the funnel plots of each step; named teams are the ones the reader is responsible for.
func (m *maker) plots(named map[string]bool, width float64, most int) (drawings []template.HTML, sentences []string) {
	groups := map[string][]data.FunnelLimit{}
	var order []string
	for _, l := range m.FunnelLimits {
		key := l.Chain + "/" + l.Factor
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], l)
		if l.Signal != "" && l.Signal != "none" && (len(named) == 0 || named[l.TeamID]) && l.Sentence != "" {
			sentences = append(sentences, l.Sentence)
		}
	}
	for _, key := range order {
		if len(groups[key]) < 2 || len(drawings) == most {
			continue // one team alone cannot be compared
		}
		if svg := limitsChart(groups[key], named, width); svg != "" {
			drawings = append(drawings, svg)
		}
	}
	return drawings, sentences
}

func (m *maker) supervisors(dept data.Scope) Pack {
	teams := m.below(dept, "team", 0)
	named := map[string]bool{}
	for _, team := range teams {
		named[team.ID] = true
	}
	drawings, sentences := m.plots(named, 345, 4)
	var support []data.CauseSummary
	for _, row := range m.CauseSummaries[dept.Key()] {
		if row.CauseClass != "person" && row.CauseClass != "luck" {
			support = append(support, row)
		}
	}
	doubts := slices.DeleteFunc(slices.Clone(m.Doubts), func(r data.PlausibilityPerson) bool { return !named[r.TeamID] })
	var attention []string
	for _, row := range m.Attentions[dept.Key()] {
		attention = append(attention, row.Title+"："+row.Detail)
	}
	return Pack{
		Period: m.Run.MonthLabel, Lead: m.paceSentence(dept),
		Sections: []Section{
			{Title: "主管做了什么", Tables: []table.Table{m.leadershipTable(teams)}, Empty: "没有主管日程、周报辅导栏、措施与训练的记录", Note: "「—」是没有交这一类表。"},
			{Title: "团队的差别，还是偶然", Drawing: row(drawings, 345), Items: sentences, Empty: "团队太少或没有洽谈记录，不能比较",
				Note: "蓝条是该团队样本量下偶然能解释的 95% 范围；灰点是其他营业部的团队。没有列出文字的，差别都在偶然之内。"},
			{Title: "达成把握", Tables: []table.Table{m.paceTable(teams)}, Empty: "没有目标"},
			{Title: "需要支持的（不是本人能解决的）", Tables: []table.Table{causeTable(support, 8)}, Empty: "没有指向网点、主管、产品或计划的原因"},
			{Title: "需要关注", Items: attention, Empty: "没有"},
			{Title: "需核实（只给主管）", Tables: []table.Table{table.Of("doubts", "需核实", doubts, []table.Col[data.PlausibilityPerson]{
				{Name: "姓名", Kind: table.Text, Value: func(r data.PlausibilityPerson) any { return r.PersonName }},
				{Name: "团队", Kind: table.Text, Value: func(r data.PlausibilityPerson) any { return r.TeamName }},
				{Name: "说明", Kind: table.Long, Value: func(r data.PlausibilityPerson) any { return r.Sentence }},
			}...)}, Empty: "没有", Note: "仅供核对日志，不作评价依据；路线固定的人也会显得太整齐。"},
		},
	}
}

func (m *maker) paceSentence(scope data.Scope) string { return m.Paces[scope.Key()].Sentence }

// headlineTable is target, actual and gap of the headline figures.
func (m *maker) headlineTable(scope data.Scope) table.Table {
	value := func(n data.Num, unit string) any {
		if unit == "元" && n.OK {
			return table.Cell{Num: n, Text: ""}
		}
		return n
	}
	return table.Of("headline", "目标与达成", m.Headlines[scope.Key()], []table.Col[data.Headline]{
		{Name: "指标", Kind: table.Text, Value: func(r data.Headline) any { return r.MetricName + "（" + r.Unit + "）" }},
		{Name: "目标", Kind: table.Count, Value: func(r data.Headline) any { return value(r.Target, r.Unit) }},
		{Name: "实际", Kind: table.Count, Value: func(r data.Headline) any { return value(r.Actual, r.Unit) }},
		{Name: "还差（−为超过）", Kind: table.Count, Value: func(r data.Headline) any { return value(r.Gap, r.Unit) }},
		{Name: "达成率", Kind: table.Percent, Value: func(r data.Headline) any { return table.Cell{Num: r.Attainment, Text: r.AttainmentReason} }},
		{Name: "上月", Kind: table.Count, Value: func(r data.Headline) any { return value(r.PrevActual, r.Unit) }},
	}...)
}

// orgTable is the organisation by its depts and teams: the heat map of the one-page pack, in figures.
func (m *maker) orgTable(company data.Scope) table.Table {
	type line struct {
		scope data.Scope
		child data.Child
	}
	var lines []line
	var walk func(scope data.Scope, depth int)
	walk = func(scope data.Scope, depth int) {
		for _, child := range m.Children[scope.Key()] {
			below, ok := m.Scope[data.ScopeKey{Type: child.ChildType, ID: child.ChildID}]
			if !ok || child.ChildType == "person" || depth > 2 {
				continue
			}
			lines = append(lines, line{below, child})
			walk(below, depth+1)
		}
	}
	walk(company, 0)
	return table.OfRows("org", "机构与团队", lines, func(l line) table.Row {
		if l.scope.Type == "dept" {
			return table.Row{Level: 1}
		}
		return table.Row{}
	}, []table.Col[line]{
		{Name: "机构·团队", Kind: table.Text, Value: func(l line) any { return l.scope.Name }},
		{Name: "人", Kind: table.Count, Value: func(l line) any { return l.child.Members }},
		{Name: "保费（万元）", Kind: table.Wan, Value: func(l line) any { return l.child.Premium }},
		{Name: "达成率", Kind: table.Percent, Value: func(l line) any { return l.child.Attainment }},
		{Name: "把握", Kind: table.Text, Value: func(l line) any { return m.chance(m.Paces[l.scope.Key()].PAttain) }},
		{Name: "洽谈", Kind: table.Count, Value: func(l line) any { return l.child.Talks }},
		{Name: "意向率", Kind: table.Percent, Value: func(l line) any { return l.child.IntentRate }},
		{Name: "成交率", Kind: table.Percent, Value: func(l line) any { return l.child.CloseRate }},
		{Name: "网点活动率", Kind: table.Percent, Value: func(l line) any { return m.metricOf(l.scope, "R03").Value }},
		{Name: "日志", Kind: table.Percent, Value: func(l line) any { return l.child.SubmitRate }},
	}...)
}

func (m *maker) management(company data.Scope) Pack {
	drawings, sentences := m.plots(nil, 340, 2)
	depts := m.below(company, "dept", 0)
	// Luck is no cause to act on; the waterfall beside says how much it was.
	causes := slices.DeleteFunc(slices.Clone(m.CauseSummaries[company.Key()]), func(r data.CauseSummary) bool { return r.CauseClass == "luck" })
	slices.SortStableFunc(causes, func(a, b data.CauseSummary) int {
		switch {
		case a.PhiYuan.V > b.PhiYuan.V:
			return -1
		case a.PhiYuan.V < b.PhiYuan.V:
			return 1
		}
		return 0
	})
	reference := m.gapReference(company)
	return Pack{
		Period: m.Run.MonthLabel, Lead: m.paceSentence(company), Dense: true,
		Sections: []Section{
			{Title: "目标、达成、差距", Tables: []table.Table{m.headlineTable(company)}, Empty: "没有数据", Half: true},
			{Title: "从目标到实际（" + reference.Label + "，万元）", Drawing: waterfall(data.GapAgainst(m.Gaps[company.Key()], reference.ID), 340), Empty: "没有目标，无法分解", Half: true},
			{Title: "机构与团队", Tables: []table.Table{m.orgTable(company)}, Empty: "没有团队"},
			{Title: "金额最大的三个原因", Tables: []table.Table{causeTable(causes, 3)}, Empty: "没有找到有把握的原因"},
			{Title: "团队的差别，还是偶然", Drawing: row(drawings, 340), Items: sentences, Empty: "团队太少，不能比较", Note: "蓝条是偶然能解释的 95% 范围；没有列出文字的，差别都在偶然之内。"},
			{Title: "主管做了什么", Tables: []table.Table{m.leadershipTable(depts)}, Empty: "没有主管活动的记录", Note: "「—」是没有交这一类表。"},
		},
	}
}

// row sets drawings of one width in pairs in a single SVG, so that paper keeps them together.
func row(drawings []template.HTML, width float64) template.HTML {
	if len(drawings) == 0 {
		return ""
	}
	const height = 160
	d := newDrawing(width*2, height*float64((len(drawings)+1)/2), "各环节的漏斗图")
	for i, part := range drawings {
		fmt.Fprintf(&d.body, `<g transform="translate(%.0f %d)">%s</g>`, float64(i%2)*width, i/2*height, part)
	}
	return d.html()
}

// gapReference is what the company's gap is held against in all of a pack: its plan, where there is
// one, as on the pages.
func (m *maker) gapReference(company data.Scope) data.GapReference {
	for _, reference := range data.GapReferences() {
		if reference.ID != "change" && len(data.GapAgainst(m.Gaps[company.Key()], reference.ID)) > 0 {
			return reference
		}
	}
	return data.GapReferences()[0]
}
