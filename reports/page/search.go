package page

import (
	"aqs/reports/evidence"
)

// Period is a month that has a site: the current one, or an earlier one kept beside it.
type Period struct {
	Label string   `json:"label"` // '2026年3月'
	Path  string   `json:"path"`  // from this site's folder to that month's, empty or ending in /
	Pages []string `json:"pages"` // the scope pages it has
}

// SiteData gives assets/site-data.js: the index of the search box and the months to go to.
func (s *Site) SiteData(periods []Period) ([]byte, error) {
	entries := [][4]string{}
	for _, scope := range s.Data.Scopes {
		above := ""
		if crumbs := s.crumbs(scope); len(crumbs) > 1 {
			above = crumbs[len(crumbs)-2].Text
		}
		entries = append(entries, [4]string{scope.Name, typeName(scope.Type), above, s.files[scope.Key()]})
	}
	for _, topic := range s.Nav() {
		entries = append(entries, [4]string{topic.Text, "专题", "", topic.File})
	}
	listed := [][3]any{}
	for _, period := range periods {
		listed = append(listed, [3]any{period.Label, period.Path, period.Pages})
	}
	return evidence.Call("aqsSite", struct {
		Entries [][4]string `json:"entries"`
		Periods [][3]any    `json:"periods"`
		Current string      `json:"current"`
	}{entries, listed, s.Data.Run.MonthLabel})
}

// ScopeFiles lists the pages of the organisation, which other months may have as well.
func (s *Site) ScopeFiles() []string {
	files := []string{}
	for _, scope := range s.Data.Scopes {
		files = append(files, s.files[scope.Key()])
	}
	return files
}
