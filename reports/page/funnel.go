package page

import (
	"html/template"

	"aqs/reports/data"
)

// funnelCard is the funnel of one scope over one window.
type funnelCard struct {
	Window string
	Period string // short name of the window in side files
	Peer   string // whose rate stands beside, empty for the company
	Axis   float64
	Stages []funnelStage
}

type funnelStage struct {
	Metric      string
	Name, Count string
	Bar         template.HTML
	Step        *funnelStep // how the stage before led here; nil for the first
}

type funnelStep struct {
	Metric                                   string // of the catalogue
	Name, Rate, Interval, Base, Peer, Reason string
	IsRatio                                  bool
	Strip                                    template.HTML
}

var funnelWindows = []struct{ kind, label string }{{"month", "本月"}, {"m3", "近三个月"}}

func (s *Site) funnelCards(scope data.Scope) []funnelCard {
	var cards []funnelCard
	peer := ""
	if parent, ok := s.Data.Scope[data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}]; ok {
		peer = parent.Name
	}
	for _, window := range funnelWindows {
		card := funnelCard{Window: window.label, Period: window.kind, Peer: peer}
		rows := s.stages(scope.Key(), window.kind)
		largest, axis := 0.0, 0.0
		for _, row := range rows {
			largest = max(largest, row.N.V)
			if !row.IsRatio {
				axis = max(axis, axisEnd(row.RateHi, row.Rate, row.PeerRate))
			}
		}
		card.Axis = axis
		for i, row := range rows {
			stage := funnelStage{Metric: row.Stage, Name: row.StageName, Count: number(row.N), Bar: countBar(row.N, largest)}
			if i > 0 {
				stage.Step = step(rows[i-1], row, axis, 200)
			}
			card.Stages = append(card.Stages, stage)
		}
		cards = append(cards, card)
	}
	return cards
}

func step(from, to data.Funnel, axisMax, width float64) *funnelStep {
	out := &funnelStep{
		Metric: stepMetric(to.Stage),
		Name:   from.StageName + " → " + to.StageName, Reason: to.Reason, IsRatio: to.IsRatio,
		Rate: percent(to.Rate), Interval: interval(to.RateLo, to.RateHi), Peer: percent(to.PeerRate),
		Base: number(to.N) + "/" + number(to.Den),
	}
	if to.IsRatio {
		// More people may be talked to than outlets visited: a ratio, not a share.
		out.Rate, out.Peer = ratio(to.Rate), ratio(to.PeerRate)
		return out
	}
	out.Strip = strip(to.Rate, to.RateLo, to.RateHi, to.PeerRate, axisMax, width)
	return out
}

// stepMetric is the catalogue's name of the step into a stage.
func stepMetric(stage string) string {
	switch stage {
	case "talks":
		return "talk_ratio"
	case "intents":
		return "intent_rate"
	case "closes":
		return "close_rate"
	}
	return stage
}

func ratio(n data.Num) string {
	if !n.OK {
		return none
	}
	return decimal(n) + " 倍"
}

// stepTable compares the conversions across the organisation.
type stepTable struct {
	Steps []stepColumn
	Rows  []stepRow
}

type stepColumn struct {
	Name    string
	Axis    float64 // where the column's axis ends
	IsRatio bool
}

type stepRow struct {
	Link     Link
	Evidence string
	Level    int
	Steps    []*funnelStep // one per column; nil where the scope has no such stage
}

// stepTable shows each conversion for every scope over three months: a person's single month is
// rarely enough to tell anything.
func (s *Site) stepTable() stepTable {
	var table stepTable
	company := s.stages(s.company().Key(), "m3")
	for i := 1; i < len(company); i++ {
		column := stepColumn{Name: company[i-1].StageName + " → " + company[i].StageName, IsRatio: company[i].IsRatio}
		for _, scope := range s.Data.Scopes {
			for _, row := range s.stages(scope.Key(), "m3") {
				if row.Stage == company[i].Stage {
					column.Axis = max(column.Axis, axisEnd(row.RateHi, row.Rate, row.PeerRate))
				}
			}
		}
		table.Steps = append(table.Steps, column)
	}
	s.walk(func(scope data.Scope, depth int) {
		row := stepRow{Link: s.link(scope.Type, scope.ID, scope.Name), Evidence: s.evidence[scope.Key()], Level: depth, Steps: make([]*funnelStep, len(table.Steps))}
		stages := s.stages(scope.Key(), "m3")
		for i := 1; i < len(stages) && i <= len(table.Steps); i++ {
			row.Steps[i-1] = step(stages[i-1], stages[i], table.Steps[i-1].Axis, 180)
		}
		table.Rows = append(table.Rows, row)
	})
	return table
}

// stages is the funnel of a scope over one window, in order.
func (s *Site) stages(key data.ScopeKey, window string) []data.Funnel {
	var rows []data.Funnel
	for _, row := range s.Data.Funnels[key] {
		if row.WindowType == window {
			rows = append(rows, row)
		}
	}
	return rows
}

// longList is the number of scopes above which the company's comparing tables stop at the teams; a
// table of thousands of rows helps nobody and is heavy on a phone.
const longList = 400

func (s *Site) short() bool { return len(s.Data.Scopes) > longList }

// walk visits the organisation from the top, each parent before its children, in rpt_scope's order;
// people are left out where the list would be too long.
func (s *Site) walk(visit func(scope data.Scope, depth int)) {
	var descend func(scope data.Scope, depth int)
	descend = func(scope data.Scope, depth int) {
		visit(scope, depth)
		if depth >= 4 || depth >= 2 && s.short() { // deeper than a person: a loop in the data
			return
		}
		for _, child := range s.children[scope.Key()] {
			descend(child, depth+1)
		}
	}
	for _, scope := range s.Data.Scopes {
		if _, ok := s.Data.Scope[data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}]; !ok {
			descend(scope, 0)
		}
	}
}
