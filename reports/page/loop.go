package page

import (
	"math"
	"slices"
	"strconv"

	"aqs/reports/data"
	"aqs/reports/table"
)

// What is done about the findings: whom to coach, what to train, next month's quotas, and what came
// of the measures.

// focusSection is 本周重点辅导组员, in the columns of the weekly form.
func (s *Site) focusSection(teams []data.Scope) section {
	var rows []data.Focus
	for _, team := range teams {
		rows = append(rows, s.Data.Focuses[team.ID]...)
	}
	out := table.OfRows("focus", "本周重点辅导", rows, func(r data.Focus) table.Row { return s.rowOf("person", r.PersonID, "m3") },
		[]table.Col[data.Focus]{
			{Name: "姓名", Kind: table.Text, Value: func(r data.Focus) any { return s.scopeCell("person", r.PersonID, r.PersonName) }},
			{Name: "团队", Kind: table.Text, Value: func(r data.Focus) any { return r.TeamName }},
			{Name: "类别", Kind: table.Text, Value: func(r data.Focus) any { return r.KindName }},
			{Name: "存在问题", Kind: table.Long, Value: func(r data.Focus) any { return r.Problem }},
			{Name: "辅导内容", Kind: table.Long, Value: func(r data.Focus) any { return r.Content }},
			{Name: "方式", Kind: table.Long, Value: func(r data.Focus) any { return r.Method }},
			{Name: "问题清单", Kind: table.Long, Value: func(r data.Focus) any { return r.Questions }},
			{Name: "追踪指标与到期", Kind: table.Long, Value: func(r data.Focus) any { return r.Track }},
			{Name: "上次辅导效果", Kind: table.Long, Value: func(r data.Focus) any { return r.LastEffect }},
			{Name: "预期收回（万元）", Kind: table.Wan, Value: func(r data.Focus) any { return table.Cell{Num: r.Gain, Metric: "p_worse"} }},
		}...)
	hidden := []string{"预期收回（万元）"}
	if len(teams) > 1 {
		hidden = append(hidden, "问题清单") // for whoever talks to the person: on the team's page and in the workbook
	} else {
		hidden = append(hidden, "团队")
	}
	return section{ID: "h-focus", Title: "本周重点辅导组员", Table: &out, Shown: shownOf(out, false, hidden...), Empty: "本周没有需要安排的辅导",
		Note: "按预期收回的保费排，不等于绩差名单；含分享与新人名额，主管每天 1–2 人。"}
}

func (s *Site) trainingSection(rows []data.Training) section {
	out := table.Of("training", "训练计划", rows, []table.Col[data.Training]{
		{Name: "主题", Kind: table.Text, Value: func(r data.Training) any { return r.Topic }},
		{Name: "范围", Kind: table.Text, Value: func(r data.Training) any { return s.scopeCell(r.ScopeType, r.ScopeID, r.ScopeName) }},
		{Name: "原因类别", Kind: table.Text, Value: func(r data.Training) any { return r.NeedName }},
		{Name: "对象", Kind: table.Long, Value: func(r data.Training) any { return r.Audience }},
		{Name: "人数", Kind: table.Count, Value: func(r data.Training) any { return r.People }},
		{Name: "对应差距（万元）", Kind: table.Wan, Value: func(r data.Training) any { return r.PhiYuan }},
		{Name: "方式", Kind: table.Long, Value: func(r data.Training) any { return r.Method }},
		{Name: "建议时间", Kind: table.Text, Value: func(r data.Training) any { return r.When }},
		{Name: "评估指标", Kind: table.Long, Value: func(r data.Training) any { return r.Indicator }},
		{Name: "说明", Kind: table.Long, Value: func(r data.Training) any { return r.Sentence }},
	}...)
	return section{ID: "h-training", Title: "训练计划", Table: &out, Shown: shownOf(out, false, "说明"), Empty: "没有三人以上共有的技能或知识原因，不必集中训练",
		Note: "三人以上、或占被点名差距四分之一以上的共同原因才安排集中训练；个别原因走辅导。"}
}

// quotaSection is next month's proposal; people are told apart only where there are several.
func (s *Site) quotaSection(rows []data.Quota, many bool) section {
	columns := []table.Col[data.Quota]{}
	if many {
		columns = append(columns, table.Col[data.Quota]{Name: "姓名", Kind: table.Text, Value: func(r data.Quota) any { return s.scopeCell("person", r.PersonID, r.PersonName) }})
	}
	columns = append(columns, []table.Col[data.Quota]{
		{Name: "指标", Kind: table.Text, Value: func(r data.Quota) any { return r.MetricName }},
		{Name: "单位", Kind: table.Text, Value: func(r data.Quota) any { return r.Unit }},
		{Name: "上月计划", Kind: table.Count, Value: func(r data.Quota) any { return r.LastPlan }},
		{Name: "上月实际", Kind: table.Count, Value: func(r data.Quota) any { return table.Cell{Num: r.LastActual, Metric: r.Metric} }},
		{Name: "五成把握", Kind: table.Count, Value: func(r data.Quota) any { return r.P50 }},
		{Name: "七成把握", Kind: table.Count, Value: func(r data.Quota) any { return r.P70 }},
		{Name: "建议", Kind: table.Count, Value: func(r data.Quota) any { return r.Proposal }},
		{Name: "建议每天", Kind: table.Decimal, Value: func(r data.Quota) any { return r.PerDay }},
		{Name: "平常每天", Kind: table.Decimal, Value: func(r data.Quota) any { return r.UsualPerDay }},
		{Name: "最好一周每天", Kind: table.Decimal, Value: func(r data.Quota) any { return r.BestPerDay }},
		{Name: "自设", Kind: table.Count, Value: func(r data.Quota) any { return r.SelfSet }},
		{Name: "依据", Kind: table.Long, Value: func(r data.Quota) any {
			if r.Reason != "" {
				return r.Reason
			}
			return r.Sentence
		}},
	}...)
	out := table.OfRows("quota", "下月责任额建议", rows, func(r data.Quota) table.Row { return s.rowOf("person", r.PersonID, "month") }, columns...)
	title := "下月责任额建议"
	if len(rows) > 0 {
		title = rows[0].MonthLabel + "责任额建议"
	}
	return section{ID: "h-quota", Title: title, Table: &out, Shown: shownUnless(many, out), Empty: "没有可以建议的责任额", Folded: many,
		Note: "是本人自设责任额的草稿：按目标和收缩后的本人转化率倒推，不按上月加码，不超过最好一周。"}
}

func sourceSpan(text, interval string) string {
	if text == "" || interval == "" {
		return text
	}
	return text + "（" + interval + "）"
}

func (s *Site) loopSections(items []data.LoopItem, kpis []data.LoopKPI) []section {
	shown := s.loopTable(kpis)
	rates := table.Of("loop-kpi", "闭环指标", kpis, []table.Col[data.LoopKPI]{
		{Name: "对象", Kind: table.Text, Value: func(r data.LoopKPI) any {
			return s.scopeCell(r.ScopeType, r.ScopeID, s.Data.Scope[data.ScopeKey{Type: r.ScopeType, ID: r.ScopeID}].Name)
		}},
		{Name: "指标", Kind: table.Text, Value: func(r data.LoopKPI) any { return r.Name }},
		{Name: "分子", Kind: table.Count, Value: func(r data.LoopKPI) any { return r.Num }},
		{Name: "分母 n", Kind: table.Count, Value: func(r data.LoopKPI) any { return r.Den }},
		{Name: "比率", Kind: table.Percent, Value: func(r data.LoopKPI) any { return table.Cell{Num: r.Value, Text: r.Reason} }},
	}...)
	lines := table.Of("loop", "闭环台账", items, []table.Col[data.LoopItem]{
		{Name: "提出", Kind: table.Date, Value: func(r data.LoopItem) any { return r.RaisedOn }},
		{Name: "种类", Kind: table.Text, Value: func(r data.LoopItem) any { return r.KindName }},
		{Name: "对象", Kind: table.Text, Value: func(r data.LoopItem) any { return r.PersonName }},
		{Name: "环节", Kind: table.Text, Value: func(r data.LoopItem) any { return r.FactorName }},
		{Name: "内容", Kind: table.Long, Value: func(r data.LoopItem) any { return r.Text }},
		{Name: "责任人", Kind: table.Text, Value: func(r data.LoopItem) any { return r.Owner }},
		{Name: "到期", Kind: table.Date, Value: func(r data.LoopItem) any { return r.DueOn }},
		{Name: "状态", Kind: table.Text, Value: func(r data.LoopItem) any { return r.StatusName }},
		{Name: "效果", Kind: table.Long, Value: func(r data.LoopItem) any { return r.Effect }},
		{Name: "来源", Kind: table.Source, Value: func(r data.LoopItem) any { return sourceText(r.FilePath, r.Sheet, r.Cell) }},
	}...)
	ledger := section{ID: "h-loop", Title: "闭环台账", Table: &lines, Shown: shownOf(lines, true), Empty: "还没有提出过的事项"}
	if len(items) > loopShown {
		foldDone(&ledger, lines, items)
	}
	return []section{
		{ID: "h-loop-kpi", Title: "闭环做得怎样", Table: &rates, Shown: shown, Empty: "还没有可以计算的闭环记录"},
		ledger,
	}
}

// loopShown is how many lines of the loop are listed without telling open ones from the others.
const loopShown = 20

// foldDone puts what is settled behind a summary: what is still owed is what somebody must act on.
func foldDone(ledger *section, lines table.Table, items []data.LoopItem) {
	isOpen := func(item data.LoopItem) bool {
		return item.Status == "overdue" || item.Status == "open"
	}
	pick := func(wanted bool) table.Table {
		out := lines
		out.Rows = nil
		for i, item := range items {
			if isOpen(item) == wanted {
				out.Rows = append(out.Rows, lines.Rows[i])
			}
		}
		return out
	}
	open, done := pick(true), pick(false)
	if len(open.Rows) == 0 || len(done.Rows) == 0 {
		return
	}
	ledger.Lead = "还没有了结 " + strconv.Itoa(len(open.Rows)) + " 项，已完成或了结 " + strconv.Itoa(len(done.Rows)) + " 项。"
	ledger.Shown = without(open, true)
	ledger.Folds = []tableFold{{"已完成或了结（" + strconv.Itoa(len(done.Rows)) + " 项）", *without(done, true)}}
}

func restatementSection(s *Site, rows []data.Restatement) section {
	out := table.Of("restated", "上月更正", rows, []table.Col[data.Restatement]{
		{Name: "对象", Kind: table.Text, Value: func(r data.Restatement) any { return s.scopeCell(r.ScopeType, r.ScopeID, r.ScopeName) }},
		{Name: "月份", Kind: table.Text, Value: func(r data.Restatement) any { return r.MonthLabel }},
		{Name: "指标", Kind: table.Text, Value: func(r data.Restatement) any { return r.MetricName }},
		{Name: "关账时", Kind: table.Count, Value: func(r data.Restatement) any { return r.Frozen }},
		{Name: "现在", Kind: table.Count, Value: func(r data.Restatement) any { return r.Now }},
		{Name: "差", Kind: table.Count, Value: func(r data.Restatement) any { return r.Difference }},
		{Name: "关账", Kind: table.Text, Value: func(r data.Restatement) any { return r.ClosedAt }},
		{Name: "改变它的文件", Kind: table.Source, Value: func(r data.Restatement) any { return r.Files }},
		{Name: "说明", Kind: table.Long, Value: func(r data.Restatement) any { return r.Sentence }},
	}...)
	return section{ID: "h-restated", Title: "上月更正", Table: &out, Empty: "已关账的月份没有变化，或还没有关账"}
}

// historySection is a person's place month by month, newest first.
func (s *Site) historySection(scope data.Scope) section {
	rows := slices.Clone(s.Data.ScoreStates[scope.ID])
	slices.Reverse(rows)
	out := table.OfRows("score-history", "技能与投入的变化", rows, func(r data.ScoreState) table.Row {
		return table.Row{Scope: s.evidenceOf("person", r.PersonID), Period: "m3:" + r.MonthStart.String()}
	}, []table.Col[data.ScoreState]{
		{Name: "月份", Kind: table.Text, Value: func(r data.ScoreState) any { return r.MonthLabel }},
		{Name: "类别", Kind: table.Text, Value: func(r data.ScoreState) any { return r.BoxName }},
		{Name: "技能得分", Kind: table.Count, Value: func(r data.ScoreState) any { return table.Cell{Num: rounded(r.SkillScore), Metric: "skill_score"} }},
		{Name: "技能为高的概率", Kind: table.Percent, Value: func(r data.ScoreState) any { return r.SkillP }},
		{Name: "投入得分", Kind: table.Count, Value: func(r data.ScoreState) any { return table.Cell{Num: rounded(r.WillScore), Metric: "will_score"} }},
		{Name: "投入为高的概率", Kind: table.Percent, Value: func(r data.ScoreState) any { return r.WillP }},
		{Name: "说明", Kind: table.Long, Value: func(r data.ScoreState) any { return r.Sentence }},
	}...)
	return section{ID: "h-history", Title: "技能与投入的变化", Table: &out, Shown: shownOf(out, true, saysNothingNew(rows)...), Note: "归类有惯性：另一侧的把握足够大才改判，避免月月跳动。"}
}

// saysNothingNew names the sentences' column where every sentence only repeats the class.
func saysNothingNew(rows []data.ScoreState) []string {
	if slices.ContainsFunc(rows, func(r data.ScoreState) bool { return r.Sentence != r.BoxName }) {
		return nil
	}
	return []string{"说明"}
}

// rounded shows a score without digits it does not have.
func rounded(n data.Num) data.Num {
	n.V = math.Round(n.V)
	return n
}

// loopTable sets the rates of the loop side by side, a row per scope.
func (s *Site) loopTable(kpis []data.LoopKPI) *table.Table {
	out := table.Table{ID: "loop-kpi-shown", Title: "闭环指标", Columns: []table.Column{{Name: "名称", Kind: table.Text}}}
	column, line := map[string]int{}, map[data.ScopeKey]int{}
	for _, row := range kpis {
		if _, ok := column[row.Name]; !ok {
			out.Columns = append(out.Columns, table.Column{Name: row.Name, Kind: table.Percent})
			column[row.Name] = len(out.Columns) - 1
		}
	}
	s.descend(s.company(), 0, func(at data.Scope) {
		for _, row := range s.Data.LoopKPIs[at.Key()] {
			if _, ok := line[at.Key()]; !ok {
				line[at.Key()] = len(out.Rows)
				head := table.Row{Level: map[string]int{"dept": 1, "team": 2}[at.Type], Cells: make([]table.Cell, len(out.Columns))}
				head.Cells[0] = s.scopeCell(at.Type, at.ID, at.Name)
				out.Rows = append(out.Rows, head)
			}
			if k, ok := column[row.Name]; ok {
				out.Rows[line[at.Key()]].Cells[k] = table.Cell{Num: row.Value, Text: row.Reason, Note: "（" + number(row.Num) + "/" + number(row.Den) + "）"}
			}
		}
	})
	if len(out.Rows) == 0 {
		return nil
	}
	return &out
}
