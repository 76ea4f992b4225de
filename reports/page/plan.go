package page

import (
	"fmt"
	"slices"

	"aqs/reports/chart"
	"aqs/reports/data"
	"aqs/reports/evidence"
)

// planPanel shows plan and actual by week, day and month as tabs: small charts, one per metric,
// and the same figures as a table.
type planPanel struct {
	Tabs []planTab
}

type planTab struct {
	ID, Label string
	Active    bool
	Figures   []chart.Figure
	Table     pivot
}

// pivot is the table behind the charts: periods down, metrics across.
type pivot struct {
	Mark      string // what the actual is compared with: 计划 or 目标
	HasLogged bool
	HasRate   bool // attainment; not by day, where it is noise
	Metrics   []pivotMetric
	Rows      []pivotRow
}

type pivotMetric struct{ ID, Name, Unit string }

type pivotRow struct {
	Label, Logged string
	Period        string // as the side files name it
	Cells         []pivotCell
}

type pivotCell struct {
	Metric                           string
	Mark, Actual, Attainment, Reason string
}

var planPeriods = []struct{ kind, label string }{{"week", "按周"}, {"day", "按日（本月）"}, {"month", "按月"}}

func (s *Site) planPanel(scope data.Scope) (planPanel, error) {
	var panel planPanel
	for _, period := range planPeriods {
		var rows []data.PlanActual
		for _, row := range s.Data.PlanActuals[scope.Key()] {
			if row.PeriodType == period.kind {
				rows = append(rows, row)
			}
		}
		figures, err := planFigures(period.kind, rows)
		if err != nil {
			return panel, err
		}
		panel.Tabs = append(panel.Tabs, planTab{
			ID: "plan-" + period.kind, Label: period.label, Active: len(panel.Tabs) == 0,
			Figures: figures, Table: pivotOf(rows),
		})
		if scope.Type == "person" && period.kind == "day" {
			// A person's days stand with their cells in a table of their own.
			panel.Tabs[len(panel.Tabs)-1].Table.Rows = nil
		}
	}
	return panel, nil
}

// planFigures draws one chart per metric; rows are ordered by metric, then time.
func planFigures(kind string, rows []data.PlanActual) ([]chart.Figure, error) {
	var figures []chart.Figure
	for start := 0; start < len(rows); {
		end := start
		for end < len(rows) && rows[end].Metric == rows[start].Metric {
			end++
		}
		figure, err := chart.PlanActual(fmt.Sprintf("%s-%d", kind, len(figures)+1), rows[start:end])
		if err != nil {
			return nil, err
		}
		figure.Unit, figure.Metric = columnUnit(rows[start].Unit), rows[start].Metric
		figures = append(figures, figure)
		start = end
	}
	return figures, nil
}

func pivotOf(rows []data.PlanActual) pivot {
	table := pivot{Mark: "计划", HasLogged: true, HasRate: len(rows) > 0 && rows[0].PeriodType != "day"}
	byTime := slices.Clone(rows)
	slices.SortStableFunc(byTime, func(a, b data.PlanActual) int { return a.PeriodStart.T.Compare(b.PeriodStart.T) })
	columns := map[string]int{}
	for _, row := range rows {
		table.column(columns, row.Metric, row.MetricName, row.Unit)
	}
	for i, row := range byTime {
		if i == 0 || !row.PeriodStart.T.Equal(byTime[i-1].PeriodStart.T) {
			table.row(evidence.PeriodKey(row.PeriodType, row.PeriodStart), row.PeriodLabel, number(row.LoggedDays)+"/"+number(row.ExpectedDays))
		}
		table.Rows[len(table.Rows)-1].Cells[columns[row.Metric]] = pivotCell{
			row.Metric, cell(row.Plan, row.Unit), cell(row.Actual, row.Unit), percent(row.Attainment), row.Reason,
		}
	}
	table.sayOnce()
	return table
}

// sayOnce leaves a reason to the first of neighbouring cells that share it: a day without a plan is
// one fact, not six.
func (p *pivot) sayOnce() {
	for _, row := range p.Rows {
		for i := len(row.Cells) - 1; i > 0; i-- {
			if row.Cells[i].Reason == row.Cells[i-1].Reason {
				row.Cells[i].Reason = ""
			}
		}
	}
}

// column gives the metric its place, in the order of first appearance.
func (p *pivot) column(columns map[string]int, metric, name, unit string) {
	if _, ok := columns[metric]; !ok {
		columns[metric] = len(p.Metrics)
		p.Metrics = append(p.Metrics, pivotMetric{metric, name, columnUnit(unit)})
	}
}

// row starts a period; what is not filled in later is absent.
func (p *pivot) row(period, label, logged string) {
	cells := make([]pivotCell, len(p.Metrics))
	for i := range cells {
		cells[i] = pivotCell{p.Metrics[i].ID, none, none, none, ""}
	}
	p.Rows = append(p.Rows, pivotRow{Period: period, Label: label, Logged: logged, Cells: cells})
}
