package page

import (
	"fmt"
	"slices"

	"aqs/reports/chart"
	"aqs/reports/data"
	"aqs/reports/evidence"
)

// targetPanel shows target and actual by month: a small chart per metric that has a target, and
// the same figures as a table.
type targetPanel struct {
	Figures []chart.Figure
	Table   pivot
}

// targetPanel orders the metrics as the headline does.
func (s *Site) targetPanel(scope data.Scope) (targetPanel, error) {
	panel := targetPanel{Table: pivot{Mark: "目标", HasRate: true}}
	columns := map[string]int{}
	var shown []data.TargetMonth
	for _, headline := range s.Data.Headlines[scope.Key()] {
		var rows []data.TargetMonth
		hasTarget := false
		for _, row := range s.Data.Targets[scope.Key()] {
			if row.Metric == headline.Metric {
				rows = append(rows, row)
				hasTarget = hasTarget || row.Target.OK
			}
		}
		// A metric without any target is shown by the plan panel already.
		if !hasTarget {
			continue
		}
		figure, err := chart.Targets(fmt.Sprintf("target-%d", len(panel.Figures)+1), rows)
		if err != nil {
			return panel, err
		}
		figure.Unit, figure.Metric = columnUnit(headline.Unit), headline.Metric
		panel.Figures = append(panel.Figures, figure)
		panel.Table.column(columns, headline.Metric, headline.MetricName, headline.Unit)
		shown = append(shown, rows...)
	}
	slices.SortStableFunc(shown, func(a, b data.TargetMonth) int { return a.MonthStart.T.Compare(b.MonthStart.T) })
	for i, row := range shown {
		if i == 0 || !row.MonthStart.T.Equal(shown[i-1].MonthStart.T) {
			panel.Table.row(evidence.PeriodKey("month", row.MonthStart), row.MonthLabel, "")
		}
		panel.Table.Rows[len(panel.Table.Rows)-1].Cells[columns[row.Metric]] = pivotCell{
			row.Metric, cell(row.Target, row.Unit), cell(row.Actual, row.Unit), percent(row.Attainment), row.Reason,
		}
	}
	return panel, nil
}
