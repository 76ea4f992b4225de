package page

import (
	"fmt"

	"aqs/reports/chart"
	"aqs/reports/data"
	"aqs/reports/evidence"
)

// causeTable lists who is named for which factor, and apart from them what looks low but does not
// suffice to name anybody.
type causeTable struct {
	Flagged, Low []causeRow
	Known        bool // anything at all is known
	More         int  // left to the workbook
}

type causeRow struct {
	data.CauseFlag
	Link     Link
	Evidence string
}

func (s *Site) causeTable() causeTable {
	table := causeTable{Known: len(s.Data.Causes) > 0}
	for _, flag := range s.Data.Causes {
		row := causeRow{flag, s.link("person", flag.PersonID, flag.PersonName), s.evidenceOf("person", flag.PersonID)}
		switch {
		case flag.IsFlagged:
			table.Flagged = append(table.Flagged, row)
		case flag.IsLow:
			table.Low = append(table.Low, row)
		}
	}
	// The workbook has them all; a page of hundreds of names helps nobody.
	table.More = max(0, len(table.Flagged)-causesShown) + max(0, len(table.Low)-causesShown)
	table.Flagged, table.Low = table.Flagged[:min(len(table.Flagged), causesShown)], table.Low[:min(len(table.Low), causesShown)]
	return table
}

// causesShown is how many people of a kind the page names.
const causesShown = 60

func (s *Site) causesOf(personID string) []data.CauseFlag {
	var out []data.CauseFlag
	for _, flag := range s.Data.Causes {
		if flag.PersonID == personID {
			out = append(out, flag)
		}
	}
	return out
}

// limitPlot is the funnel plot of one rate with its figures as a table.
type limitPlot struct {
	Figure chart.Figure
	Rows   []limitRow
}

type limitRow struct {
	data.FunnelLimit
	Link     Link
	Evidence string
}

// limitPlots draws a plot for each rate of each chain; the rows are ordered by both.
func (s *Site) limitPlots() ([]limitPlot, error) {
	var plots []limitPlot
	rows := s.Data.FunnelLimits
	for start := 0; start < len(rows); {
		end := start
		for end < len(rows) && rows[end].Chain == rows[start].Chain && rows[end].Factor == rows[start].Factor {
			end++
		}
		figure, err := chart.FunnelPlot(fmt.Sprintf("limits-%d", len(plots)+1), rows[start:end])
		if err != nil {
			return nil, err
		}
		plot := limitPlot{Figure: figure}
		for _, row := range rows[start:end] {
			plot.Rows = append(plot.Rows, limitRow{row, s.link("team", row.TeamID, row.TeamName), s.evidenceOf("team", row.TeamID)})
		}
		plots = append(plots, plot)
		start = end
	}
	return plots, nil
}

// activityPanel shows a person's weeks with their natural limits.
type activityPanel struct {
	Figure   chart.Figure
	Weeks    []activityWeek
	Signals  []data.ActivityWeek
	NoLimits string // why the weeks have no limits
}

type activityWeek struct {
	data.ActivityWeek
	Period string
}

func (s *Site) activityPanel(scope data.Scope) (activityPanel, error) {
	panel := activityPanel{}
	for _, week := range s.Data.Weeks[scope.Key()] {
		panel.Weeks = append(panel.Weeks, activityWeek{week, evidence.PeriodKey("week", week.WeekStart)})
		if week.Signal != "" {
			panel.Signals = append(panel.Signals, week)
		}
		panel.NoLimits = week.Reason
	}
	var err error
	panel.Figure, err = chart.ActivityWeeks("weeks-1", s.Data.Weeks[scope.Key()])
	panel.Figure.Metric = "xmr"
	return panel, err
}
