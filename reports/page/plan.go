package page

import (
	"fmt"
	"sort"

	"aqs/reports/chart"
	"aqs/reports/data"
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

// pivot is periods down, metrics across (plan and actual each).
type pivot struct {
	Metrics []pivotMetric
	Rows    []pivotRow
}

type pivotMetric struct{ Name, Unit string }

type pivotRow struct {
	Label, Logged string
	Cells         []pivotCell
}

type pivotCell struct {
	Plan, Actual, Attainment, Reason string
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
		figure.Unit = columnUnit(rows[start].Unit)
		figures = append(figures, figure)
		start = end
	}
	return figures, nil
}

func pivotOf(rows []data.PlanActual) pivot {
	var table pivot
	column := map[string]int{}
	for _, row := range rows {
		if _, ok := column[row.Metric]; !ok {
			column[row.Metric] = len(table.Metrics)
			table.Metrics = append(table.Metrics, pivotMetric{row.MetricName, columnUnit(row.Unit)})
		}
	}
	byTime := append([]data.PlanActual(nil), rows...)
	sort.SliceStable(byTime, func(i, j int) bool { return byTime[i].PeriodStart.T.Before(byTime[j].PeriodStart.T) })
	for i, row := range byTime {
		if i == 0 || !row.PeriodStart.T.Equal(byTime[i-1].PeriodStart.T) {
			cells := make([]pivotCell, len(table.Metrics))
			for k := range cells {
				cells[k] = pivotCell{none, none, none, ""}
			}
			table.Rows = append(table.Rows, pivotRow{
				Label: row.PeriodLabel, Logged: number(row.LoggedDays) + "/" + number(row.ExpectedDays), Cells: cells,
			})
		}
		table.Rows[len(table.Rows)-1].Cells[column[row.Metric]] = pivotCell{
			cell(row.Plan, row.Unit), cell(row.Actual, row.Unit), percent(row.Attainment), row.Reason,
		}
	}
	return table
}
