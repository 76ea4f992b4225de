package reports

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"aqs/reports/page"
)

// publicationFile keeps the headline figures of a site in the site itself, so that the next
// publication can say what has changed since. It is data for the program, not a page.
const publicationFile = "publication.json"

// publication is what a site remembers of itself and of the one before it. Building the same
// figures again keeps the memory as it is: the same input gives the same site.
type publication struct {
	page.Figures
	Scopes   []string      `json:"scopes"` // files of the pages that other months may link to
	Previous *page.Figures `json:"previous,omitempty"`
}

// readPublication gives what a site folder remembers; nil when it is not a site, or one of an
// earlier version. Such a folder is no reason to fail: the new site only says less.
func readPublication(dir string) *publication {
	content, err := os.ReadFile(filepath.Join(dir, publicationFile))
	if err != nil {
		return nil
	}
	var p publication
	if json.Unmarshal(content, &p) != nil || p.AsOf == "" {
		return nil
	}
	return &p
}

// baseline is what the new figures are compared with: the last publication, or the one before it
// when these very figures are published again.
func baseline(last *publication, now page.Figures) *page.Figures {
	switch {
	case last == nil:
		return nil
	case last.Figures.Equal(now):
		return last.Previous
	}
	return &last.Figures
}

// siblings are the sites of other months that stand beside this one, such as site-2026-02 beside
// site, with the current one in its place, in the order of their months.
func siblings(dir string, now page.Figures, pages []string) []page.Period {
	own, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	type found struct {
		month string
		page.Period
	}
	all := []found{{now.Month, page.Period{Label: now.MonthLabel, Pages: pages}}}
	entries, err := os.ReadDir(filepath.Dir(own))
	if err != nil {
		return nil
	}
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() || name == filepath.Base(own) || strings.HasSuffix(name, ".new") {
			continue
		}
		other := readPublication(filepath.Join(filepath.Dir(own), name))
		if other == nil || slices.ContainsFunc(all, func(f found) bool { return f.month == other.Month }) {
			continue
		}
		all = append(all, found{other.Month, page.Period{Label: other.MonthLabel, Path: "../" + url.PathEscape(name) + "/", Pages: other.Scopes}})
	}
	slices.SortStableFunc(all, func(a, b found) int { return strings.Compare(a.month, b.month) })
	var out []page.Period
	for _, f := range all {
		out = append(out, f.Period)
	}
	return out
}
