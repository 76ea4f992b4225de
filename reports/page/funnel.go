package page

import (
	"html/template"

	"aqs/reports/data"
)

// funnelCard is the funnel of one scope over one window.
type funnelCard struct {
	Window string
	Peer   string // whose rate stands beside, empty for the company
	Stages []funnelStage
}

type funnelStage struct {
	Name, Count string
	Bar         template.HTML
	Step        *funnelStep // how the stage before led here; nil for the first
}

type funnelStep struct {
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
		card := funnelCard{Window: window.label, Peer: peer}
		var rows []data.Funnel
		largest := 0.0
		for _, row := range s.Data.Funnels[scope.Key()] {
			if row.WindowType == window.kind {
				rows = append(rows, row)
				largest = max(largest, row.N.V)
			}
		}
		for i, row := range rows {
			stage := funnelStage{Name: row.StageName, Count: number(row.N), Bar: countBar(row.N, largest)}
			if i > 0 {
				stage.Step = step(rows[i-1], row)
			}
			card.Stages = append(card.Stages, stage)
		}
		cards = append(cards, card)
	}
	return cards
}

func step(from, to data.Funnel) *funnelStep {
	out := &funnelStep{
		Name: from.StageName + " → " + to.StageName, Reason: to.Reason, IsRatio: to.IsRatio,
		Rate: percent(to.Rate), Interval: interval(to.RateLo, to.RateHi), Peer: percent(to.PeerRate),
		Base: number(to.N) + "/" + number(to.Den),
	}
	if to.IsRatio {
		// More people may be talked to than outlets visited: a ratio, not a share.
		out.Rate, out.Peer = ratio(to.Rate), ratio(to.PeerRate)
		return out
	}
	out.Strip = strip(to.Rate, to.RateLo, to.RateHi, to.PeerRate)
	return out
}

func ratio(n data.Num) string {
	if !n.OK {
		return none
	}
	return decimal(n) + " 倍"
}

// stepTable compares one conversion across people or teams.
type stepTable struct {
	Title, Note string
	IsRatio     bool
	Rows        []stepRow
}

type stepRow struct {
	Link   Link
	Parent string
	Level  int
	Step   *funnelStep
}

// stepTables shows each conversion for every scope, over three months: a person's single month is
// rarely enough to tell anything.
func (s *Site) stepTables() []stepTable {
	var tables []stepTable
	company := s.Data.Funnels[s.company().Key()]
	var stages []data.Funnel
	for _, row := range company {
		if row.WindowType == "m3" {
			stages = append(stages, row)
		}
	}
	for i := 1; i < len(stages); i++ {
		table := stepTable{Title: stages[i-1].StageName + " → " + stages[i].StageName, IsRatio: stages[i].IsRatio}
		s.walk(func(scope data.Scope, depth int) {
			rows := map[string]data.Funnel{}
			for _, row := range s.Data.Funnels[scope.Key()] {
				if row.WindowType == "m3" {
					rows[row.Stage] = row
				}
			}
			to, ok := rows[stages[i].Stage]
			if !ok {
				return
			}
			table.Rows = append(table.Rows, stepRow{
				Link: s.link(scope.Type, scope.ID, scope.Name), Level: depth, Step: step(rows[stages[i-1].Stage], to),
			})
		})
		tables = append(tables, table)
	}
	return tables
}

// walk visits the organisation from the top, each parent before its children, in rpt_scope's order.
func (s *Site) walk(visit func(scope data.Scope, depth int)) {
	children := map[data.ScopeKey][]data.Scope{}
	for _, scope := range s.Data.Scopes {
		parent := data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}
		children[parent] = append(children[parent], scope)
	}
	var descend func(scope data.Scope, depth int)
	descend = func(scope data.Scope, depth int) {
		visit(scope, depth)
		if depth >= 4 { // deeper than company, dept, team, person: a loop in the data
			return
		}
		for _, child := range children[scope.Key()] {
			descend(child, depth+1)
		}
	}
	for _, scope := range s.Data.Scopes {
		if _, ok := s.Data.Scope[data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}]; !ok {
			descend(scope, 0)
		}
	}
}
