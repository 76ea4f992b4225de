package page

import (
	"fmt"
	"html/template"

	"aqs/reports/data"
	"aqs/reports/table"
)

// gapBody is the page 计划与差距.
type gapBody struct {
	Plan  planPanel
	Pages []Link // one page per metric; the current one has no file
	Table *gapTable
	Short bool // people are left to their teams' pages
	Split section
}

// gapTable compares one metric across the organisation in the review month.
type gapTable struct {
	Name, Unit string
	Rows       []gapRow
}

type gapRow struct {
	Link                                      Link
	Evidence, Metric                          string
	Level                                     int
	Target, TargetGap, Attainment, TargetNote string
	AttainmentBar                             template.HTML
	Plan, Actual, PlanGap, PlanRate, PlanNote string
	PlannedActual, PlanDays                   string // what was done on the days that had a plan, and how many
	PlanBar                                   template.HTML
}

// funnelBody is the page 转化诊断.
type funnelBody struct {
	Cards  []funnelCard
	Causes causeTable
	Limits []limitPlot
	Table  stepTable
	Short  bool
}

func (s *Site) topicPages() ([]Page, error) {
	company := s.company()
	panel, err := s.planPanel(company)
	if err != nil {
		return nil, err
	}
	quadrant, err := s.quadrant(company)
	if err != nil {
		return nil, err
	}
	quadrant.Sections = []section{s.fairnessSection()}
	limits, err := s.limitPlots()
	if err != nil {
		return nil, err
	}
	split, err := s.splitSection(company)
	if err != nil {
		return nil, err
	}
	return append(s.planPages(panel, split), []Page{
		{File: funnelFile, template: "page-funnel", Title: "转化诊断", Kind: company.Name, Topic: funnelFile,
			Body: funnelBody{Cards: s.funnelCards(company), Causes: s.causeTable(), Limits: limits, Table: s.stepTable(), Short: s.short()}, Tables: append(s.scopeSheetsOf(company), s.causeSheet(s.Data.Causes))},
		{File: scoreFile, template: "page-score", Title: "技能与投入", Kind: company.Name, Topic: scoreFile, Body: quadrant, Tables: append([]table.Table{s.scoreSheet(s.scoresOf(company))}, tablesOf(quadrant.Sections)...)},
	}...), nil
}

// planPages are the pages 计划与差距, one per metric: all metrics on one page were too heavy for a
// phone. The first also has the charts of the whole company.
func (s *Site) planPages(panel planPanel, split section) []Page {
	tables := s.gapTables()
	file := func(i int) string {
		if i == 0 {
			return planFile
		}
		return fmt.Sprintf("plan-%d.html", i+1)
	}
	pages := make([]Page, max(1, len(tables)))
	for i := range pages {
		body := gapBody{Plan: panel, Short: s.short(), Split: split}
		if i > 0 {
			body.Plan, body.Split = planPanel{}, section{}
		}
		if len(tables) > 0 {
			body.Table = &tables[i]
		}
		for k, table := range tables {
			link := Link{file(k), table.Name}
			if k == i {
				link.File = ""
			}
			body.Pages = append(body.Pages, link)
		}
		pages[i] = Page{File: file(i), template: "page-plan", Title: "计划与差距", Kind: s.company().Name, Topic: planFile, Body: body,
			Tables: append([]table.Table{s.planCompare(i)}, tablesOf([]section{body.Split})...)}
		if i > 0 {
			pages[i].Crumbs = []Link{{planFile, "计划与差距"}, {"", tables[i].Name}}
		}
	}
	return pages
}

// gapTables joins the headline (target) and the month's plan of every scope, a table per metric.
func (s *Site) gapTables() []gapTable {
	var tables []gapTable
	for _, metric := range s.Data.Headlines[s.company().Key()] {
		table := gapTable{Name: metric.MetricName, Unit: columnUnit(metric.Unit)}
		s.walk(func(scope data.Scope, depth int) {
			for _, row := range s.Data.Headlines[scope.Key()] {
				if row.Metric == metric.Metric {
					table.Rows = append(table.Rows, s.gapRow(scope, depth, row))
				}
			}
		})
		tables = append(tables, table)
	}
	return tables
}

// planCompare is the sheet of one metric across the organisation.
func (s *Site) planCompare(metric int) table.Table {
	type line struct {
		scope data.Scope
		row   data.Headline
	}
	title := "计划与差距"
	var lines []line
	if shown := s.Data.Headlines[s.company().Key()]; metric < len(shown) {
		title += " " + shown[metric].MetricName
		s.walk(func(scope data.Scope, _ int) {
			for _, row := range s.Data.Headlines[scope.Key()] {
				if row.Metric == shown[metric].Metric {
					lines = append(lines, line{scope, row})
				}
			}
		})
	}
	return table.Of("plan-compare", title, lines, []table.Col[line]{
		{Name: "级别", Kind: table.Text, Value: func(l line) any { return typeName(l.scope.Type) }},
		{Name: "名称", Kind: table.Text, Value: func(l line) any { return l.scope.Name }},
		{Name: "目标", Kind: table.Count, Value: func(l line) any { return l.row.Target }},
		{Name: "日志计划", Kind: table.Count, Value: func(l line) any { return l.row.Plan }},
		{Name: "实际", Kind: table.Count, Value: func(l line) any { return l.row.Actual }},
		{Name: "差距", Kind: table.Count, Value: func(l line) any { return l.row.Gap }},
		{Name: "达成率", Kind: table.Percent, Value: func(l line) any { return table.Cell{Num: l.row.Attainment, Text: l.row.AttainmentReason} }},
	}...)
}

// scopeSheetsOf is the funnel of every scope, as one sheet.
func (s *Site) scopeSheetsOf(company data.Scope) []table.Table {
	var rows []data.Funnel
	names := map[data.ScopeKey]string{}
	s.walk(func(scope data.Scope, _ int) {
		names[scope.Key()] = scope.Name
		rows = append(rows, s.Data.Funnels[scope.Key()]...)
	})
	sheet := funnelSheet(rows)
	sheet.Title = "转化率比较"
	sheet.Columns = append([]table.Column{{Name: "名称", Kind: table.Text}}, sheet.Columns...)
	for i, row := range rows {
		sheet.Rows[i].Cells = append([]table.Cell{{Text: names[data.ScopeKey{Type: row.ScopeType, ID: row.ScopeID}]}}, sheet.Rows[i].Cells...)
	}
	return []table.Table{sheet}
}

func (s *Site) gapRow(scope data.Scope, depth int, row data.Headline) gapRow {
	out := gapRow{
		Link: s.link(scope.Type, scope.ID, scope.Name), Level: depth, Evidence: s.evidence[scope.Key()], Metric: row.Metric,
		Target: cell(row.Target, row.Unit), TargetGap: cell(row.Gap, row.Unit),
		Attainment: percent(row.Attainment), TargetNote: row.AttainmentReason, AttainmentBar: shareBar(row.Attainment),
		Plan: cell(row.Plan, row.Unit), Actual: cell(row.Actual, row.Unit), PlanGap: none, PlanRate: none, PlannedActual: none,
	}
	for _, plan := range s.Data.PlanActuals[scope.Key()] {
		if plan.PeriodType == "month" && plan.Metric == row.Metric && plan.PeriodStart.T.Equal(s.Data.Run.MonthStart.T) {
			out.Plan, out.PlanGap = cell(plan.Plan, plan.Unit), cell(plan.Gap, plan.Unit)
			out.PlannedActual, out.PlanDays = cell(plan.PlannedActual, plan.Unit), plannedDays(plan)
			out.PlanRate, out.PlanNote, out.PlanBar = percent(plan.Attainment), plan.Reason, shareBar(plan.Attainment)
		}
	}
	return out
}

// plannedDays says how many of the days with a log had a plan, where not all had one.
func plannedDays(row data.PlanActual) string {
	if row.Note == "" {
		return ""
	}
	return number(row.PlannedDays) + "/" + number(row.WorkedDays) + " 人天"
}
