package bundle

import (
	"slices"

	"aqs/reports/data"
)

// smallTeam: with fewer people than this, the figures of "the peers" are somebody's figures.
const smallTeam = 4

// Cut gives the part of d that the reader of a bundle may see: the 营业部 with its teams and their
// people, the team and its people, or the person alone. A scope that d does not have gives nil.
func Cut(d *data.Data, root data.ScopeKey) *data.Data {
	top, ok := d.Scope[root]
	if !ok || top.Type != "dept" && top.Type != "team" && top.Type != "person" {
		return nil
	}
	c := cutter{keys: map[data.ScopeKey]bool{root: true}, people: map[string]bool{}}
	for _, scope := range d.Scopes {
		if scope.Key() != root && !isBelow(d, scope, root) {
			continue
		}
		c.keys[scope.Key()] = true
		if scope.Type == "person" {
			c.people[scope.ID] = true
		}
	}
	out := &data.Data{
		Run: runOf(d.Run), MissingInputs: d.MissingInputs, Metrics: d.Metrics, PackDate: d.PackDate,
		Scope: map[data.ScopeKey]data.Scope{},
	}
	for _, scope := range d.Scopes {
		if !c.keys[scope.Key()] {
			continue
		}
		if scope.Key() == root {
			scope.ParentType, scope.ParentID = "", "" // nothing above is in the bundle
			out.Scopes = slices.Insert(out.Scopes, 0, scope)
		} else {
			out.Scopes = append(out.Scopes, scope)
		}
		out.Scope[scope.Key()] = scope
	}
	c.ofScopes(d, out)
	c.ofPeople(d, out)
	c.ofTeams(d, out)
	if team, ok := d.Scope[data.ScopeKey{Type: top.ParentType, ID: top.ParentID}]; root.Type == "person" && (!ok || !team.MemberCount.OK || team.MemberCount.V < smallTeam) {
		withoutPeers(out)
	}
	scrub(out, foreign(d, out, top))
	return out
}

// isBelow tells whether a scope belongs to root, directly or through its team. Nothing is below a person.
func isBelow(d *data.Data, scope data.Scope, root data.ScopeKey) bool {
	for range 3 { // person, team, dept; a longer way is a loop in the data
		parent := data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}
		if parent == root {
			return root.Type != "person" && (scope.Type == "person" || scope.Type == "team")
		}
		scope = d.Scope[parent]
	}
	return false
}

// ofTeams takes over what stands by team: whom to coach, and the columns of the weekly report.
func (c cutter) ofTeams(d, out *data.Data) {
	out.Focuses, out.PackWeeks = map[string][]data.Focus{}, map[string][]data.PackWeek{}
	for key := range c.keys {
		if key.Type != "team" {
			continue
		}
		out.Focuses[key.ID] = slices.DeleteFunc(slices.Clone(d.Focuses[key.ID]), func(r data.Focus) bool { return !c.people[r.PersonID] })
		out.PackWeeks[key.ID] = slices.DeleteFunc(slices.Clone(d.PackWeeks[key.ID]), func(r data.PackWeek) bool {
			return !c.keys[data.ScopeKey{Type: r.ScopeType, ID: r.ScopeID}]
		})
	}
}

// runOf keeps what a reader of any scope needs to know of the run; counts of the company stay out.
func runOf(r data.Run) data.Run {
	return data.Run{AsOf: r.AsOf, MonthStart: r.MonthStart, MonthLabel: r.MonthLabel, Workdays: r.Workdays,
		WorkdaysElapsed: r.WorkdaysElapsed, TimeProgress: r.TimeProgress, CalendarNote: r.CalendarNote}
}

type cutter struct {
	keys   map[data.ScopeKey]bool
	people map[string]bool // by person_id
}

// ofScopes takes over the rows that stand by scope.
func (c cutter) ofScopes(d, out *data.Data) {
	out.Headlines = keep(d.Headlines, c.keys)
	out.PlanActuals = keep(d.PlanActuals, c.keys)
	out.Targets = keep(d.Targets, c.keys)
	out.Funnels = keep(d.Funnels, c.keys)
	out.Gaps = keep(d.Gaps, c.keys)
	out.Weeks = keep(d.Weeks, c.keys)
	out.Paces = keep(d.Paces, c.keys)
	out.PaceDays = keep(d.PaceDays, c.keys)
	out.MetricMonths = keep(d.MetricMonths, c.keys)
	out.CauseCards = keep(d.CauseCards, c.keys)
	out.CauseEvidences = keep(d.CauseEvidences, c.keys)
	out.CauseSummaries = keep(d.CauseSummaries, c.keys)
	out.Trainings = keep(d.Trainings, c.keys)
	out.Measures = keep(d.Measures, c.keys)
	out.Loops = keep(d.Loops, c.keys)
	out.LoopKPIs = keep(d.LoopKPIs, c.keys)
	out.Restatements = keep(d.Restatements, c.keys)
	out.TargetSources = keep(d.TargetSources, c.keys)
	out.Children, out.Attentions = map[data.ScopeKey][]data.Child{}, map[data.ScopeKey][]data.Attention{}
	for key := range c.keys {
		for _, row := range d.Children[key] {
			if c.keys[data.ScopeKey{Type: row.ChildType, ID: row.ChildID}] {
				out.Children[key] = append(out.Children[key], row)
			}
		}
		for _, row := range d.Attentions[key] {
			if row.ChildID == "" || c.keys[data.ScopeKey{Type: row.ChildType, ID: row.ChildID}] {
				out.Attentions[key] = append(out.Attentions[key], row)
			}
		}
	}
}

// ofPeople takes over the rows that stand by person.
func (c cutter) ofPeople(d, out *data.Data) {
	out.ScoreParts = keep(d.ScoreParts, c.people)
	out.Days = keep(d.Days, c.people)
	out.Evidence = keep(d.Evidence, c.people)
	out.ScoreStates = keep(d.ScoreStates, c.people)
	out.Quotas = keep(d.Quotas, c.people)
	out.PeerWeeks = keep(d.PeerWeeks, c.people) // of six people or more, none of whom can be told
	for _, row := range d.Scores {
		if c.people[row.PersonID] {
			out.Scores = append(out.Scores, row)
		}
	}
	for _, row := range d.Causes {
		if c.people[row.PersonID] {
			out.Causes = append(out.Causes, row)
		}
	}
}

// keep takes over the entries of the wanted keys. Their rows are still those of the whole site: whoever
// changes one clones it first, because other bundles are made of them at the same time.
func keep[K comparable, V any](from map[K]V, wanted map[K]bool) map[K]V {
	out := map[K]V{}
	for key := range wanted {
		if value, ok := from[key]; ok {
			out[key] = value
		}
	}
	return out
}

// withoutPeers takes out what the peers of a very small team do: it would be somebody's.
func withoutPeers(out *data.Data) {
	for key, rows := range out.Funnels {
		rows = slices.Clone(rows)
		for i := range rows {
			rows[i].PeerRate = data.Num{}
		}
		out.Funnels[key] = rows
	}
	for key, rows := range out.ScoreParts {
		rows = slices.Clone(rows)
		for i := range rows {
			rows[i].PeerValue, rows[i].PeerText, rows[i].Sentence = data.Num{}, "", ""
		}
		out.ScoreParts[key] = rows
	}
	out.PeerWeeks = nil
	for i := range out.Causes {
		out.Causes[i].PeerText, out.Causes[i].Sentence = "", ""
	}
	for key, rows := range out.Gaps {
		out.Gaps[key] = slices.DeleteFunc(slices.Clone(rows), func(r data.GapLine) bool { return r.Reference == "peers" })
	}
}
