package page

import (
	"math"
	"slices"

	"aqs/reports/data"
)

// Figures are the headline figures of one publication.
type Figures struct {
	AsOf       string   `json:"as_of"`
	Month      string   `json:"month"` // first day of the review month
	MonthLabel string   `json:"month_label"`
	Rows       []Figure `json:"figures"`
}

// Figure is the actual of one metric of one scope in one month.
type Figure struct {
	ScopeType string  `json:"t"`
	ScopeID   string  `json:"s"`
	Metric    string  `json:"m"`
	Month     string  `json:"d"`
	Value     float64 `json:"v"`
}

// Equal tells whether the same figures were published as of the same day.
func (f Figures) Equal(other Figures) bool {
	return f.AsOf == other.AsOf && f.Month == other.Month && slices.Equal(f.Rows, other.Rows)
}

// Figures gives the headline figures of this site: the review month and the month before, which
// late logs still change.
func (s *Site) Figures() Figures {
	run := s.Data.Run
	out := Figures{AsOf: run.AsOf.String(), Month: run.MonthStart.String(), MonthLabel: run.MonthLabel, Rows: []Figure{}}
	before := run.MonthStart.T.AddDate(0, -1, 0)
	for _, scope := range s.Data.Scopes {
		for _, row := range s.Data.Targets[scope.Key()] {
			if row.Actual.OK && !row.MonthStart.T.Before(before) {
				out.Rows = append(out.Rows, Figure{row.ScopeType, row.ScopeID, row.Metric, row.MonthStart.String(), row.Actual.V})
			}
		}
	}
	return out
}

// changedFigure is a figure with what it was.
type changedFigure struct {
	Figure
	old float64
}

// CompareWith finds what differs from an earlier publication; nil means there is none.
func (s *Site) CompareWith(baseline *Figures) {
	s.Baseline, s.changed = baseline, map[data.ScopeKey][]changedFigure{}
	if baseline == nil {
		return
	}
	before := make(map[Figure]float64, len(baseline.Rows))
	for _, row := range baseline.Rows {
		key := row
		key.Value = 0
		before[key] = row.Value
	}
	for _, row := range s.Figures().Rows {
		key := row
		key.Value = 0
		if old, known := before[key]; known && old != row.Value {
			scope := data.ScopeKey{Type: row.ScopeType, ID: row.ScopeID}
			s.changed[scope] = append(s.changed[scope], changedFigure{row, old})
		}
	}
}

// changePanel says what changed since the last publication.
type changePanel struct {
	Since string
	Rows  []change
	More  int
}

type change struct {
	Name, Before, After, Difference string
	Where                           Link
}

// changesShown is how many changes below a scope its page names.
const changesShown = 12

// changesOf compares the figures of a scope with the last publication. The company's page also
// names the largest changes below it; any other page has only its own, and nothing when they are
// the same, so that it does not change with somebody else's late log.
func (s *Site) changesOf(scope data.Scope) changePanel {
	if s.Baseline == nil {
		return changePanel{}
	}
	panel := changePanel{Since: "上次截至 " + s.Baseline.AsOf}
	type ranked struct {
		change
		size float64
	}
	var lower []ranked
	names := map[string]data.Headline{}
	for _, row := range s.Data.Headlines[scope.Key()] {
		names[row.Metric] = row
	}
	rows := s.changed[scope.Key()]
	if scope.Type == "company" {
		rows = nil
		s.descend(scope, 0, func(at data.Scope) { rows = append(rows, s.changed[at.Key()]...) })
	}
	for _, row := range rows {
		old, own := row.old, row.ScopeType == scope.Type && row.ScopeID == scope.ID
		metric := names[row.Metric]
		at := change{
			Name: monthName(row.Month) + metric.MetricName, Before: amount(data.Of(old), metric.Unit).Text(), After: amount(data.Of(row.Value), metric.Unit).Text(),
			Difference: withSign(row.Value-old, metric.Unit),
		}
		if own {
			panel.Rows = append(panel.Rows, at)
			continue
		}
		if row.ScopeType != "team" {
			continue
		}
		named := s.Data.Scope[data.ScopeKey{Type: row.ScopeType, ID: row.ScopeID}]
		at.Where = s.link(named.Type, named.ID, named.Name)
		lower = append(lower, ranked{at, math.Abs(row.Value-old) / math.Max(1, math.Abs(old))})
	}
	slices.SortStableFunc(lower, func(a, b ranked) int {
		switch {
		case a.size > b.size:
			return -1
		case a.size < b.size:
			return 1
		}
		return 0
	})
	for i, row := range lower {
		if i == changesShown {
			panel.More = len(lower) - changesShown
			break
		}
		panel.Rows = append(panel.Rows, row.change)
	}
	if scope.Type != "company" && len(panel.Rows) == 0 {
		return changePanel{}
	}
	return panel
}

// monthName is the month of an ISO day, as 3月.
func monthName(day string) string {
	if len(day) < 7 {
		return ""
	}
	month := day[5:7]
	if month[0] == '0' {
		month = month[1:]
	}
	return month + "月"
}

func withSign(v float64, unit string) string {
	text := amount(data.Of(math.Abs(v)), unit).Text()
	if v < 0 {
		return "−" + text
	}
	return "+" + text
}
