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
	Few    string // why it is not drawn, where there are too few teams to tell chance from them
	Rows   []limitRow
}

type limitRow struct {
	data.FunnelLimit
	Link     Link
	Evidence string
}

// fewTeams is how many teams of a chain a plot of their rates needs: the limits come from the teams
// themselves.
const fewTeams = 3

// chainNames are the chains of selling as people name them.
var chainNames = map[string]string{"bancassurance": "银保", "telecom": "通信", "agency": "个险"}

// limitPlots draws a plot for each rate of each chain; the rows are ordered by both.
func (s *Site) limitPlots() ([]limitPlot, error) {
	var plots []limitPlot
	rows := s.Data.FunnelLimits
	isMany := len(rows) > 0 && rows[0].Chain != rows[len(rows)-1].Chain
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
		name := chainNames[rows[start].Chain]
		if isMany && name != "" {
			plot.Figure.Title += "（" + name + "）"
		}
		if end-start < fewTeams {
			plot.Few = fmt.Sprintf("%s只有 %d 个团队，不画波动图：至少 %d 个团队才看得出谁在偶然之外。", name, end-start, fewTeams)
		}
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
	Peers    string // whose middle half the band shows; empty without a band
	NoLimits string // why the weeks have no limits
}

type activityWeek struct {
	data.ActivityWeek
	Period string
	Peer   data.PeerWeek
}

func (s *Site) activityPanel(scope data.Scope) (activityPanel, error) {
	panel := activityPanel{}
	peers := s.peersOf(scope)
	byWeek := map[string]data.PeerWeek{}
	for _, peer := range peers {
		byWeek[peer.WeekStart.String()] = peer
		panel.Peers = peer.PeerName
	}
	for _, week := range s.Data.Weeks[scope.Key()] {
		panel.Weeks = append(panel.Weeks, activityWeek{week, evidence.PeriodKey("week", week.WeekStart), byWeek[week.WeekStart.String()]})
		if week.Signal != "" {
			panel.Signals = append(panel.Signals, week)
		}
		panel.NoLimits = week.Reason
	}
	var err error
	panel.Figure, err = chart.ActivityWeeks("weeks-1", s.Data.Weeks[scope.Key()], peers)
	panel.Figure.Metric = "xmr"
	return panel, err
}

// peersOf are the weeks of a person's peers; a team has none.
func (s *Site) peersOf(scope data.Scope) []data.PeerWeek {
	if scope.Type != "person" {
		return nil
	}
	return s.Data.PeerWeeks[scope.ID]
}
