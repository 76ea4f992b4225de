package page

import (
	"aqs/reports/data"
	"aqs/reports/evidence"
)

// localRun is what the page of a team or a person says about its own logs. Figures of the whole
// company stay out of it, so that such a page changes only with its own data.
type localRun struct {
	Coverage, Logs, Files string
}

func (s *Site) localRun(scope data.Scope) *localRun {
	local := &localRun{Coverage: none, Logs: "没有应交的日志"}
	for _, row := range s.Data.PlanActuals[scope.Key()] {
		if row.PeriodType == "month" && row.PeriodStart.T.Equal(s.Data.Run.MonthStart.T) && row.ExpectedDays.V > 0 {
			local.Coverage = percent(data.Of(row.LoggedDays.V / row.ExpectedDays.V))
			local.Logs = number(row.LoggedDays) + "/" + number(row.ExpectedDays) + " 人日"
			break
		}
	}
	files := map[string]bool{}
	s.peopleOf(scope, 0, func(person data.Scope) {
		for _, day := range s.Data.Days[person.ID] {
			if day.FilePath != "" && sameMonth(day.WorkOn.T, s.Data.Run.MonthStart.T) {
				files[day.FilePath] = true
			}
		}
	})
	local.Files = number(data.Of(float64(len(files)))) + " 个"
	return local
}

// peopleOf visits the people of a scope, itself included, in the order of the organisation.
func (s *Site) peopleOf(scope data.Scope, depth int, visit func(person data.Scope)) {
	if scope.Type == "person" {
		visit(scope)
		return
	}
	if depth > 3 { // deeper than company, dept, team, person: a loop in the data
		return
	}
	for _, child := range s.children[scope.Key()] {
		s.peopleOf(child, depth+1, visit)
	}
}

func (s *Site) evidenceOf(scopeType, id string) string {
	return s.evidence[data.ScopeKey{Type: scopeType, ID: id}]
}

// SideFiles gives the makers of what stands behind the figures of all pages.
func (s *Site) SideFiles() []func() (evidence.File, error) {
	var makers []func() (evidence.File, error)
	for _, scope := range s.Data.Scopes {
		if name := s.evidence[scope.Key()]; name != "" {
			makers = append(makers, func() (evidence.File, error) { return s.sideFile(scope, name) })
		}
	}
	makers = append(makers, func() (evidence.File, error) { return evidence.Definitions(s.Data.Metrics, s.Data.Models) })
	for _, model := range s.Data.Models {
		makers = append(makers, func() (evidence.File, error) { return evidence.Model(model) })
	}
	return makers
}

func (s *Site) sideFile(scope data.Scope, name string) (evidence.File, error) {
	if scope.Type == "person" {
		return evidence.Person(name, scope.Name, s.Data.Evidence[scope.ID], s.Data.TargetSources[scope.Key()]...)
	}
	var parts []evidence.Part
	for _, child := range s.children[scope.Key()] {
		parts = append(parts, evidence.Part{
			Name: child.Name, File: s.evidence[child.Key()], Page: s.files[child.Key()], Rows: s.Data.PlanActuals[child.Key()],
		})
	}
	return evidence.Group(name, scope.Name, s.Data.PlanActuals[scope.Key()], parts, s.Data.TargetSources[scope.Key()]...)
}
