package page

import (
	"fmt"

	"aqs/reports/data"
	"aqs/reports/evidence"
	"aqs/reports/table"
)

// Page is one file of the site before it is rendered.
type Page struct {
	File     string
	template string // the define that fills base.html's main
	Title    string
	Kind     string // small text beside the title
	Crumbs   []Link
	Answer   answer        // the first sentence; empty on topic pages
	Topic    string        // file of the navigation entry that is current
	Evidence string        // side file of the page's scope, without .js
	Tables   []table.Table // what the page's workbook holds
	Forms    string        // the workbook of the team's refilled forms; empty for others
	Book     string        // the workbook, relative to the site; empty without tables
	Period   string        // the page's period, as side files name it
	Local    *localRun     // what the page's own scope has of the logs; nil for the whole company
	Body     any
	Site     *Site
}

// FormNames says which forms the page's workbook of refilled forms holds.
func (p Page) FormNames() string {
	if body, ok := p.Body.(scopeBody); ok && body.Scope.Type == "dept" {
		return "F07"
	}
	return "F05、F09、F12"
}

// Link leads to another page of the site; an empty File is plain text.
type Link struct{ File, Text string }

// Site is what all pages share.
type Site struct {
	Data     *data.Data
	Version  string
	Baseline *Figures // the publication before this one; nil when there is none, see CompareWith
	Scoped   bool     // holds one team or person only: no topics of the company, no packs
	changed  map[data.ScopeKey][]changedFigure
	files    map[data.ScopeKey]string
	children map[data.ScopeKey][]data.Scope // direct children, in rpt_scope's order
	evidence map[data.ScopeKey]string       // side file of each scope, without .js
}

// NewSite prepares the names of all pages.
func NewSite(d *data.Data, version string) (*Site, error) {
	s := &Site{Data: d, Version: version, files: make(map[data.ScopeKey]string, len(d.Scopes)), evidence: make(map[data.ScopeKey]string, len(d.Scopes))}
	s.children = map[data.ScopeKey][]data.Scope{}
	taken := map[string]data.ScopeKey{}
	for _, scope := range d.Scopes {
		file, err := scopeFile(scope)
		if err != nil {
			return nil, err
		}
		if other, ok := taken[file]; ok {
			return nil, fmt.Errorf("scopes %v and %v share the page %s", other, scope.Key(), file)
		}
		taken[file] = scope.Key()
		s.files[scope.Key()] = file
		s.evidence[scope.Key()] = evidenceName(scope)
		parent := data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}
		if parent != scope.Key() {
			s.children[parent] = append(s.children[parent], scope)
		}
	}
	return s, nil
}

// Nav is the site's navigation.
func (s *Site) Nav() []Link {
	if s.Scoped {
		return nil // the pages of a bundle link to each other
	}
	return []Link{
		{indexFile, "经营总览"}, {planFile, "计划与差距"}, {funnelFile, "转化诊断"},
		{rhythmFile, "节奏"}, {scoreFile, "技能与投入"}, {customersFile, "客户与网点"}, {supervisorFile, "主管活动"},
		{measuresFile, "改善措施"}, {trainingFile, "训练计划"}, {doubtFile, "需核实"}, {qualityFile, "数据质量"}, {metricsFile, "口径说明"},
	}
}

// link leads to a scope's page, or is plain text when it has none.
func (s *Site) link(scopeType, id, text string) Link {
	return Link{s.files[data.ScopeKey{Type: scopeType, ID: id}], text}
}

// company is the root of the organisation; an empty warehouse has none.
func (s *Site) company() data.Scope {
	for _, scope := range s.Data.Scopes {
		if scope.Type == "company" {
			return scope
		}
	}
	return data.Scope{Type: "company", Name: "全公司"}
}

// crumbs lead from the overview to scope.
func (s *Site) crumbs(scope data.Scope) []Link {
	crumbs := []Link{{"", scope.Name}}
	// The chain is company, dept, team, person; anything longer would be a loop in the data.
	for range 4 {
		parent, ok := s.Data.Scope[data.ScopeKey{Type: scope.ParentType, ID: scope.ParentID}]
		if !ok {
			break
		}
		crumbs = append([]Link{s.link(parent.Type, parent.ID, parent.Name)}, crumbs...)
		scope = parent
	}
	return crumbs
}

// Maker lays out one page, or the few that belong together. Pages are laid out one by one, because
// those of a thousand people do not fit into memory at once.
type Maker func() ([]Page, error)

// Makers gives the makers of every page, in a fixed order. They may run at the same time.
func (s *Site) Makers() []Maker {
	one := func(make1 func() (Page, error)) Maker {
		return func() ([]Page, error) {
			page, err := make1()
			return []Page{page}, err
		}
	}
	makers := []Maker{one(func() (Page, error) { return s.scopePage(s.company()) })}
	for _, scope := range s.Data.Scopes {
		if scope.Type != "company" {
			makers = append(makers, func() ([]Page, error) {
				page, err := s.scopePage(scope)
				return append([]Page{page}, s.peoplePages(scope)...), err
			})
		}
	}
	makers = append(makers, s.topicPages, one(s.rhythmPage))
	for _, topic := range []func() Page{s.customersPage, s.supervisorPage, s.measuresPage, s.trainingPage, s.doubtPage} {
		makers = append(makers, one(func() (Page, error) { return topic(), nil }))
	}
	makers = append(makers, func() ([]Page, error) { return s.qualityPages(), nil }, one(func() (Page, error) { return s.metricsPage(), nil }))
	for i, maker := range makers {
		makers[i] = func() ([]Page, error) {
			pages, err := maker()
			s.finish(pages)
			return pages, err
		}
	}
	return makers
}

// All lays out every page in a fixed order.
func (s *Site) All() ([]Page, error) {
	var pages []Page
	for _, maker := range s.Makers() {
		made, err := maker()
		if err != nil {
			return nil, err
		}
		pages = append(pages, made...)
	}
	return pages, nil
}

// finish gives pages what all have.
func (s *Site) finish(pages []Page) {
	giveBooks(pages)
	for i := range pages {
		pages[i].Site = s
		pages[i].Period = evidence.PeriodKey("month", s.Data.Run.MonthStart)
		if pages[i].Evidence == "" {
			pages[i].Evidence = s.evidence[s.company().Key()]
		}
		pages[i].leaveOutOwnScope()
	}
}

// leaveOutOwnScope takes the scope from rows of the page's own scope: what a row does not say, the page
// says, and in tables by day the same name would stand a hundred times.
func (p *Page) leaveOutOwnScope() {
	body, ok := p.Body.(scopeBody)
	if !ok {
		return
	}
	for _, part := range append([]section{body.Pace}, body.Sections...) {
		for _, t := range []*table.Table{part.Table, part.Shown} {
			for r := 0; t != nil && r < len(t.Rows); r++ {
				if t.Rows[r].Scope == p.Evidence && t.Rows[r].Period != "" { // a row needs one of the two to be found
					t.Rows[r].Scope = ""
				}
			}
		}
	}
}
