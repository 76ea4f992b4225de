package page

import (
	"aqs/reports/data"
	"aqs/reports/pack"
)

// packChanges is how many changes since the last publication a meeting pack names.
const packChanges = 5

// ChangesIn says in words what changed in a scope since the last publication; nil when nothing did,
// or when there was none.
func (s *Site) ChangesIn(key data.ScopeKey) []string {
	scope, ok := s.Data.Scope[key]
	if !ok {
		return nil
	}
	panel := s.changesOf(scope)
	var out []string
	for _, row := range panel.Rows[:min(len(panel.Rows), packChanges)] {
		out = append(out, row.Where.Text+" "+row.Name+"："+row.Before+" → "+row.After+"（"+row.Difference+"）")
	}
	return out
}

// Packs are the meeting packs of the page's own scope; bundles have none.
func (p Page) Packs() []pack.Link {
	if p.Site == nil || p.Site.Scoped {
		return nil
	}
	switch body := p.Body.(type) {
	case scopeBody:
		if _, known := p.Site.Data.Scope[body.Scope.Key()]; known { // not so of a company without data
			return pack.LinksOf(body.Scope)
		}
	}
	return nil
}
