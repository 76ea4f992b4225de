package pack

import (
	"slices"
	"strings"

	"aqs/reports/data"
	"aqs/reports/table"
)

// review is the monthly review and planning meeting: nine parts, in the order of the meeting.
func (m *maker) review(company data.Scope) Pack {
	teams := m.below(company, "team", 0)
	people := m.people(company)
	var quotas []data.Quota
	for _, person := range people {
		if rows := m.Quotas[person.ID]; len(rows) > 0 {
			quotas = append(quotas, rows[0])
		}
	}
	var measures []data.Measure
	for _, scope := range slices.Concat([]data.Scope{company}, m.below(company, "dept", 0), teams, people) {
		measures = append(measures, m.Measures[scope.Key()]...)
	}
	reference := m.gapReference(company)
	return Pack{
		Period: m.Run.MonthLabel, Lead: m.paceSentence(company),
		Sections: []Section{
			{Title: "一、目标、达成与月末的把握", Tables: []table.Table{m.headlineTable(company), m.orgTable(company)}, Empty: "没有数据"},
			{Title: "二、差距从哪里来（" + reference.Label + "）", Drawing: waterfall(data.GapAgainst(m.Gaps[company.Key()], reference.ID), 700), Tables: []table.Table{m.gapTable(teams, "团队", reference.ID), m.gapTable(people, "个人", reference.ID)}, Empty: "没有目标，无法分解",
				Note: "正数是少收的金额，负数是多收；「偶然」不宜据此辅导。"},
			{Title: "三、节奏（三M）", Tables: []table.Table{m.paceTable(append(slices.Clone(teams), company))}, Empty: "没有目标，无法推算"},
			{Title: "四、现象与原因", Tables: []table.Table{causeTable(m.CauseSummaries[company.Key()], 12)}, Items: m.evidence(company, teams), Empty: "没有发现超出偶然的现象",
				Note: "「有证据」是反证之后仍成立的张数；其余先面谈。"},
			{Title: "五、技能与执行投入", Lead: m.boxes(), Drawing: quadrantChart(m.Scores, 700), Items: m.moves(people), Empty: "没有得分",
				Note: "灰点是未定：样本还不足以判断在哪一边。只看日志里的行为，不是对态度的评判。"},
			{Title: "六、上月改善措施的进展", Tables: []table.Table{measureTable(measures)}, Empty: "没有读到改善措施", Note: "与「不采取措施预计多少」比，预计值已扣除自然回升和共同变化。"},
			{Title: "七、下月责任额建议", Tables: []table.Table{quotaTable(quotas)}, Empty: "还没有足够的记录提出建议", Note: "供本人设定时参考；这里是活动量，其余项目见各人的页面。"},
			{Title: "八、下月训练", Tables: []table.Table{trainingTable(m.Trainings[company.Key()])}, Empty: "没有两人以上共同的薄弱环节"},
			m.quality(company),
		},
	}
}

// gapTable is each scope's gap by its parts, in 万元.
func (m *maker) gapTable(scopes []data.Scope, what, reference string) table.Table {
	type part struct{ key, name string }
	var parts []part
	cells := map[data.ScopeKey]map[string]data.Num{}
	var rows []data.Scope
	for _, scope := range scopes {
		lines := data.GapAgainst(m.Gaps[scope.Key()], reference)
		if len(lines) == 0 {
			continue
		}
		rows = append(rows, scope)
		found := map[string]data.Num{}
		for _, line := range lines {
			key := line.Part + "/" + line.Detail
			found[key] = line.Yuan
			if !slices.ContainsFunc(parts, func(p part) bool { return p.key == key }) {
				parts = append(parts, part{key, line.PartName})
			}
		}
		cells[scope.Key()] = found
	}
	columns := []table.Col[data.Scope]{{Name: what, Kind: table.Text, Value: func(s data.Scope) any { return s.Name }}}
	for _, p := range parts {
		columns = append(columns, table.Col[data.Scope]{Name: p.name, Kind: table.Wan, Value: func(s data.Scope) any { return cells[s.Key()][p.key] }})
	}
	out := table.Of("gap-"+what, "差距分解", rows, columns...)
	out.Note = what + "（万元）"
	return out
}

// evidence cites the strongest cards that have evidence, each with its first cell.
func (m *maker) evidence(company data.Scope, teams []data.Scope) []string {
	var out []string
	for _, scope := range append([]data.Scope{company}, teams...) {
		for _, card := range m.CauseCards[scope.Key()] {
			if card.Verdict != "named" || len(out) == 8 {
				continue
			}
			text := scope.Name + "：" + card.Phenomenon + "；" + card.Cause
			for _, e := range m.CauseEvidences[scope.Key()] {
				if e.Rule == card.Rule && e.FilePath != "" {
					text += "（" + strings.Join([]string{e.FilePath, e.Sheet, e.Cell}, " ! ") + "）"
					break
				}
			}
			out = append(out, text)
		}
	}
	return out
}

// boxes counts the people of each box in one sentence.
func (m *maker) boxes() string {
	var names []string
	count := map[string]int{}
	for _, score := range m.Scores {
		if count[score.BoxName] == 0 {
			names = append(names, score.BoxName)
		}
		count[score.BoxName]++
	}
	slices.Sort(names)
	var parts []string
	for _, name := range names {
		parts = append(parts, name+" "+table.Fixed(float64(count[name]), 0)+" 人")
	}
	return strings.Join(parts, "，")
}

// moves says whose place changed in the review month.
func (m *maker) moves(people []data.Scope) []string {
	var out []string
	for _, person := range people {
		states := m.ScoreStates[person.ID]
		if len(states) == 0 {
			continue
		}
		if now := states[len(states)-1]; now.IsChanged && now.Sentence != "" {
			out = append(out, person.Name+"："+now.Sentence)
		}
	}
	return out
}

// quality is the last part: what the figures rest on, and what changed in closed months.
func (m *maker) quality(company data.Scope) Section {
	show := func(n data.Num) string { return table.Show(table.Count, table.Cell{Num: n}) }
	run := m.Run
	items := []string{
		"日志 " + show(run.LogsReceived) + "/" + show(run.LogsExpected) + " 人日（" + table.Show(table.Percent, table.Cell{Num: run.Coverage}) + "）；未交 " + show(data.Of(float64(len(m.MissingLogs)))) + " 条",
		"文件 " + show(run.FilesLoaded) + "/" + show(run.FilesTotal) + " 读入，部分 " + show(run.FilesPartial) + "，未载入 " + show(run.FilesRejected) + "，重复 " + show(run.FilesDuplicate),
		"数据行 " + show(run.RowsLoaded) + "/" + show(run.RowsTotal) + " 载入，隔离 " + show(run.RowsQuarantined) + "；错误 " + show(run.IssuesError) + "，提醒 " + show(run.IssuesWarning),
	}
	for _, missing := range m.MissingInputs {
		items = append(items, "缺「"+missing.Input+"」："+missing.Effect)
	}
	for _, row := range m.Restatements[company.Key()] {
		items = append(items, row.Sentence)
	}
	return Section{Title: "九、数据质量与更正", Items: items}
}
