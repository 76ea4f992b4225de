package pack

import (
	"html/template"
	"regexp"

	"aqs/reports/data"
	"aqs/reports/table"
)

// Folder is where packs stand in a site.
const Folder = "packs"

// Pack is one pack before it is rendered.
type Pack struct {
	File      string // within Folder; of fixed words and a hash, never of a cell
	Title     string // 早会
	For       string // the team, dept or company
	Period    string // what it looks at
	Lead      string // the first sentence: what matters
	Dense     bool   // one sheet of paper: small type
	Landscape bool
	Sections  []Section
	Scope     data.ScopeKey
	Changed   []string // what changed since the last publication, in words
}

// Section is one part of a pack.
type Section struct {
	Title   string
	Lead    string
	Note    string
	Drawing template.HTML // SVG made by this package; texts in it are escaped
	Tables  []table.Table
	Form    *form // the weekly report's own table
	Items   []string
	Empty   string // what stands there when there is nothing
	Half    bool   // may stand beside the next one
}

// IsEmpty tells whether there is nothing to show.
func (s Section) IsEmpty() bool {
	for _, t := range s.Tables {
		if len(t.Rows) > 0 {
			return false
		}
	}
	return s.Drawing == "" && len(s.Items) == 0 && s.Form == nil
}

// maker knows the figures and makes packs of them.
type maker struct {
	*data.Data
	children map[data.ScopeKey][]data.Scope
	changes  func(data.ScopeKey) []string
}

// pageKey is what a scope's key must look like to become part of a file name.
var pageKey = regexp.MustCompile(`^[0-9a-f]{8,64}$`)

// Link is a pack as pages link to it.
type Link struct{ File, Text string }

// LinksOf lists the packs of a scope, with files relative to the site.
func LinksOf(scope data.Scope) []Link {
	var out []Link
	for _, kind := range kindsOf(scope.Type) {
		if file := fileOf(kind, scope); file != "" {
			out = append(out, Link{Folder + "/" + file, kind.title})
		}
	}
	return out
}

type kind struct {
	name, title string
	make        func(m *maker, scope data.Scope) Pack
}

func kindsOf(scopeType string) []kind {
	switch scopeType {
	case "team":
		return []kind{{"morning", "早会", (*maker).morning}, {"evening", "夕会", (*maker).evening}, {"weekly", "周例会", (*maker).weekly}}
	case "dept":
		return []kind{{"supervisors", "主管例会", (*maker).supervisors}}
	case "company":
		return []kind{{"management", "管理层一页纸", (*maker).management}, {"review", "月检讨会·月规划会", (*maker).review}}
	}
	return nil
}

func fileOf(k kind, scope data.Scope) string {
	switch {
	case scope.Type == "company":
		return k.name + ".html"
	case !pageKey.MatchString(scope.PageKey):
		return ""
	}
	return k.name + "-" + scope.PageKey + ".html"
}

// Makers gives the makers of every pack in a fixed order; they may run at the same time. changes
// says in words what changed in a scope since the last publication; it may be nil.
func Makers(d *data.Data, changes func(data.ScopeKey) []string) []func() Pack {
	m := &maker{Data: d, children: map[data.ScopeKey][]data.Scope{}, changes: changes}
	for _, scope := range d.Scopes {
		if parent := (data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}); parent != scope.Key() {
			m.children[parent] = append(m.children[parent], scope)
		}
	}
	var out []func() Pack
	for _, scope := range d.Scopes {
		for _, k := range kindsOf(scope.Type) {
			file := fileOf(k, scope)
			if file == "" {
				continue
			}
			out = append(out, func() Pack {
				p := k.make(m, scope)
				p.File, p.Title, p.For, p.Scope = file, k.title, scope.Name, scope.Key()
				if m.changes != nil {
					p.Changed = m.changes(scope.Key())
				}
				return p
			})
		}
	}
	return out
}

// below gives the scopes of a type at or below a scope, in the order of the organisation.
func (m *maker) below(scope data.Scope, scopeType string, depth int) []data.Scope {
	if scope.Type == scopeType {
		return []data.Scope{scope}
	}
	if depth > 3 { // deeper than company, dept, team, person: a loop in the data
		return nil
	}
	var out []data.Scope
	for _, child := range m.children[scope.Key()] {
		out = append(out, m.below(child, scopeType, depth+1)...)
	}
	return out
}

func (m *maker) people(scope data.Scope) []data.Scope { return m.below(scope, "person", 0) }

// items are the lines of one kind of a team.
func (m *maker) items(scope data.Scope, kinds ...string) []data.PackItem {
	var out []data.PackItem
	for _, kind := range kinds {
		for _, item := range m.PackItems[scope.Key()] {
			if item.Kind == kind {
				out = append(out, item)
			}
		}
	}
	return out
}
