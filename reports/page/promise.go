package page

import (
	"aqs/reports/chart"
	"aqs/reports/data"
	"aqs/reports/evidence"
	"aqs/reports/table"
)

// What was promised: the target of the year, the months and the weeks, and the KPI sheets.

// splitSection spreads a scope's target over the year, its months and the weeks of the review month.
func (s *Site) splitSection(scope data.Scope) (section, error) {
	rows := s.Data.TargetSplits[scope.Key()]
	out := section{ID: "h-split", Title: "目标分解：年、月、周", Empty: "没有目标可以分解",
		Note: "「至今应完成」是到截止日为止各期目标之和；年目标是已设各月之和。逐日的分解在本页的 Excel 里。"}
	all := table.OfRows("target-split", "目标分解", rows, func(r data.TargetSplit) table.Row { return s.splitRow(r) }, splitColumns(true)...)
	out.Table = &all
	// The page shows one measure by week; the others are in the workbook.
	lead := ""
	for _, row := range rows {
		if row.Metric == "premium_yuan" || lead == "" {
			lead = row.Metric
		}
	}
	var shown, weeks []data.TargetSplit
	for _, row := range rows {
		if row.Metric != lead || row.Level == "day" {
			continue
		}
		shown = append(shown, row)
		if row.Level == "week" {
			weeks = append(weeks, row)
		}
		thisMonth := row.Level == "month" && row.PeriodStart == s.Data.Run.MonthStart
		if row.Attainment.OK && (row.Level == "year" || thisMonth) {
			out.Lead += row.PeriodLabel + "：" + row.MetricName + "目标 " + amount(row.Target, row.Unit).Text() + "，至今应完成 " + amount(row.ToDate, row.Unit).Text() +
				"，实际 " + amount(row.Actual, row.Unit).Text() + "（" + percent(row.Attainment) + "）。"
		}
	}
	if len(shown) == 0 {
		return out, nil
	}
	figure, err := chart.Split("split-1", weeks)
	if err != nil {
		return out, err
	}
	if figure.Option != nil {
		out.Figures = []chart.Figure{figure}
	}
	page := table.OfRows("target-split-shown", "目标分解", shown, func(r data.TargetSplit) table.Row { return s.splitRow(r) }, splitColumns(false)...)
	out.Shown = &page
	return out, nil
}

func (s *Site) splitRow(r data.TargetSplit) table.Row {
	row := table.Row{Scope: s.evidenceOf(r.ScopeType, r.ScopeID), Level: r.LevelOrd - 1}
	// A week that the month's end cuts is no week of the logs, so it has no rows of its own.
	if r.Level == "month" || r.Level == "day" {
		row.Period = evidence.PeriodKey(r.Level, r.PeriodStart)
	}
	return row
}

func splitColumns(isBook bool) []table.Col[data.TargetSplit] {
	columns := []table.Col[data.TargetSplit]{{Name: "时段", Kind: table.Text, Value: func(r data.TargetSplit) any { return r.PeriodLabel }}}
	if isBook {
		columns = append(columns, table.Col[data.TargetSplit]{Name: "指标", Kind: table.Text, Value: func(r data.TargetSplit) any { return r.MetricName }},
			table.Col[data.TargetSplit]{Name: "单位", Kind: table.Text, Value: func(r data.TargetSplit) any { return r.Unit }})
	}
	figure := func(name string, of func(data.TargetSplit) data.Num) table.Col[data.TargetSplit] {
		if isBook {
			return table.Col[data.TargetSplit]{Name: name, Kind: table.Count, Value: func(r data.TargetSplit) any { return of(r) }}
		}
		return table.Col[data.TargetSplit]{Name: name, Kind: table.Text, Value: func(r data.TargetSplit) any { return amount(of(r), r.Unit).Text() }}
	}
	distance := table.Col[data.TargetSplit]{Name: "差距", Kind: table.Text, Value: func(r data.TargetSplit) any { return gapTo(r.Gap, r.Unit) }}
	if isBook {
		distance = figure("还差", func(r data.TargetSplit) data.Num { return r.Gap })
	}
	return append(columns,
		figure("目标", func(r data.TargetSplit) data.Num { return r.Target }),
		figure("至今应完成", func(r data.TargetSplit) data.Num { return r.ToDate }),
		figure("实际", func(r data.TargetSplit) data.Num { return r.Actual }),
		distance,
		table.Col[data.TargetSplit]{Name: "达成（至今）", Kind: table.Percent, Value: func(r data.TargetSplit) any { return table.Cell{Num: r.Attainment, Text: r.Reason} }},
		table.Col[data.TargetSplit]{Name: "怎样分的", Kind: table.Text, Value: func(r data.TargetSplit) any { return r.SplitName }})
}

// kpiSection is the KPI sheet in its owner's words, with what the logs say beside it.
func (s *Site) kpiSection(scope data.Scope) section {
	out := table.Of("kpi", "KPI", s.Data.KPIs[scope.Key()], []table.Col[data.KPI]{
		{Name: "KPI", Kind: table.Text, Value: func(r data.KPI) any { return r.Name }},
		{Name: "月份", Kind: table.Text, Value: func(r data.KPI) any { return r.MonthLabel }},
		{Name: "权重", Kind: table.Percent, Value: func(r data.KPI) any { return r.Weight }},
		{Name: "表上目标", Kind: table.Text, Value: func(r data.KPI) any { return r.TargetText }},
		{Name: "表上实际", Kind: table.Text, Value: func(r data.KPI) any { return r.ActualText }},
		{Name: "表上得分", Kind: table.Count, Value: func(r data.KPI) any { return r.Score }},
		{Name: "按日志与台账达成", Kind: table.Percent, Value: func(r data.KPI) any { return table.Cell{Num: r.Attainment, Text: r.Reason} }},
		{Name: "说明", Kind: table.Long, Value: func(r data.KPI) any { return r.Sentence }},
		{Name: "来源", Kind: table.Source, Value: func(r data.KPI) any { return sourceText(r.FilePath, r.Sheet, r.Cell) }},
	}...)
	return section{ID: "h-kpi", Title: "KPI 与实际", Table: &out, Note: "KPI 按本人（部门）的原话；旁边是按日志与台账算出的数，两者不同时请核对。"}
}

// lifeSheet is what became of the reader's findings, by dept, team and person.
func (s *Site) lifeSheet(scope data.Scope) table.Table {
	var rows []data.IssueLife
	s.descend(scope, 0, func(at data.Scope) {
		if row, ok := s.Data.IssueLives[at.Key()]; ok {
			rows = append(rows, row)
		}
	})
	levels := map[string]int{"dept": 1, "team": 2, "person": 3}
	return table.OfRows("issue-life", "待改的表格", rows, func(r data.IssueLife) table.Row {
		return table.Row{Level: max(0, levels[r.ScopeType]-levels[scope.Type])}
	}, []table.Col[data.IssueLife]{
		{Name: "名称", Kind: table.Text, Value: func(r data.IssueLife) any { return s.scopeCell(r.ScopeType, r.ScopeID, r.ScopeName) }},
		{Name: "新出现", Kind: table.Count, Value: func(r data.IssueLife) any { return r.Fresh }},
		{Name: "仍未改", Kind: table.Count, Value: func(r data.IssueLife) any { return r.StillOpen }},
		{Name: "本月已改", Kind: table.Count, Value: func(r data.IssueLife) any { return r.Fixed }},
		{Name: "最早自", Kind: table.Date, Value: func(r data.IssueLife) any { return r.Oldest }},
		{Name: "说明", Kind: table.Long, Value: func(r data.IssueLife) any { return r.Sentence }},
	}...)
}

func (s *Site) lifeSection(scope data.Scope) section {
	out := s.lifeSheet(scope)
	return section{ID: "h-life", Title: "待改的表格", Table: &out, Empty: "没有属于这里的问题",
		Note: "按问题属于谁计：逐处的文件、单元格与改法在退回的文件里，也在「数据质量」的问题清单里。"}
}

// promiseSections stand on the page of a dept, a team or a person.
func (s *Site) promiseSections(scope data.Scope) ([]section, error) {
	split, err := s.splitSection(scope)
	if err != nil {
		return nil, err
	}
	return withContent(split, s.kpiSection(scope), s.lifeSection(scope)), nil
}
