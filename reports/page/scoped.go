package page

import (
	"aqs/reports/data"
	"aqs/reports/evidence"
)

// NewScoped prepares the site of a bundle: pages of the scopes that are left in the data, and nothing
// about the whole company.
func NewScoped(cut *data.Data, version string) (*Site, error) {
	s, err := NewSite(cut, version)
	if err != nil {
		return nil, err
	}
	s.Scoped = true
	return s, nil
}

// ScopedPages lays out every page of a bundle, its first scope first.
func (s *Site) ScopedPages() ([]Page, error) {
	var pages []Page
	for _, scope := range s.Data.Scopes {
		made, err := s.scopePage(scope)
		if err != nil {
			return nil, err
		}
		pages = append(pages, made)
	}
	s.finish(pages)
	return pages, nil
}

// ScopedSideFiles gives what stands behind the figures of a bundle: definitions without the SQL of
// the models, which fills megabytes, and the rows of the bundle's own scopes.
func (s *Site) ScopedSideFiles() ([]evidence.File, error) {
	definitions, err := evidence.Definitions(s.Data.Metrics, nil)
	if err != nil {
		return nil, err
	}
	out := []evidence.File{definitions}
	for _, scope := range s.Data.Scopes {
		name := s.evidence[scope.Key()]
		if name == "" {
			continue
		}
		file, err := s.sideFile(scope, name)
		if err != nil {
			return nil, err
		}
		out = append(out, file)
	}
	return out, nil
}
