package page

import (
	"aqs/reports/data"
)

// scopeBody is the page of a company, 营业部 or team.
type scopeBody struct {
	Scope     data.Scope
	Headlines []data.Headline
	Attention []attention
	Children  childTable
	Gap       waterfall
	Plan      planPanel
	Targets   targetPanel
	Funnels   []funnelCard
	Quadrant  *quadrant
	Matrix    *logMatrix  // teams only
	Matters   []matter    // company only
	Limits    []limitPlot // company only
	Changes   changePanel
	Forecast  *data.Pace
	Pace      section
	Sections  []section // causes, coaching, training, next month: those that have something
	IsCompany bool
	Empty     bool // nothing was read at all
}

type attention struct {
	data.Attention
	Link Link
}

func (s *Site) scopePage(scope data.Scope) (Page, error) {
	if scope.Type == "person" {
		return s.personPage(scope)
	}
	body := scopeBody{
		Scope:     scope,
		Headlines: s.Data.Headlines[scope.Key()],
		Attention: s.attention(scope),
		Children:  s.shortPeople(scope, s.childTable(scope)),
		Gap:       s.waterfall(scope),
		Funnels:   s.funnelCards(scope),
		IsCompany: scope.Type == "company",
		Empty:     len(s.Data.Scopes) == 0,
	}
	var err error
	if body.Plan, err = s.planPanel(scope); err != nil {
		return Page{}, err
	}
	if body.Targets, err = s.targetPanel(scope); err != nil {
		return Page{}, err
	}
	if body.Quadrant, err = s.quadrant(scope); err != nil {
		return Page{}, err
	}
	if body.Pace, err = s.paceSection(scope); err != nil {
		return Page{}, err
	}
	body.Sections = s.actionSections(scope)
	if scope.Type != "company" { // the company's stand on their topic pages
		promised, err := s.promiseSections(scope)
		if err != nil {
			return Page{}, err
		}
		body.Sections = append(body.Sections, promised...)
	}
	body.Changes, body.Forecast = s.changesOf(scope), s.forecast(scope)
	if zones := s.zoneSentence(scope); zones != "" {
		body.Pace.Lead += zones
	}
	if body.IsCompany {
		body.Headlines, body.Matters = leadFigures(body.Headlines), s.matters(scope)
		if body.Limits, err = s.limitPlots(); err != nil {
			return Page{}, err
		}
		// What is looked up rather than read has pages of its own.
		body.Plan, body.Targets, body.Funnels = planPanel{}, targetPanel{}, nil
	}
	if scope.Type == "team" && !s.isLarge(scope) {
		body.Matrix = s.logMatrix(scope)
	}
	page := Page{template: "page-scope", Answer: s.answerOf(scope), Evidence: s.evidence[scope.Key()], Title: scope.Name, Kind: scopeKind(scope), Topic: indexFile, Body: body,
		Tables: append(s.scopeSheets(scope), tablesOf(append([]section{body.Pace}, body.Sections...))...)}
	page.Forms = s.formsFile(scope)
	if page.File = s.files[scope.Key()]; page.File == "" {
		page.File = indexFile
	}
	if body.IsCompany {
		page.Title = "经营总览"
		page.Kind = scope.Name
	} else {
		page.Crumbs, page.Local = s.crumbs(scope), s.localRun(scope)
	}
	return page, nil
}

// actionSections say what follows for a scope: causes, whom to coach, what to train, which measures
// worked. Sections without content are left out; the topic pages say why there is none.
func (s *Site) actionSections(scope data.Scope) []section {
	sections := s.causeSections(scope)
	return append(sections, withContent(
		s.focusSection(s.teamsOf(scope)),
		s.trainingSection(s.Data.Trainings[scope.Key()]),
		s.measureSection(s.Data.Measures[scope.Key()], false),
		restatementSection(s, s.Data.Restatements[scope.Key()]),
	)...)
}

// forecast is a scope's pace while its month is open: a month that is over has no forecast.
func (s *Site) forecast(scope data.Scope) *data.Pace {
	pace, ok := s.Data.Paces[scope.Key()]
	if !ok || !pace.Forecast.OK || s.Data.Run.TimeProgress.V >= 1 {
		return nil
	}
	return &pace
}

func scopeKind(scope data.Scope) string {
	kind := typeName(scope.Type)
	if scope.MemberCount.OK {
		kind += " · " + number(scope.MemberCount) + " 人"
	}
	if !scope.InRoster {
		kind += " · 花名册中没有"
	}
	return kind
}

func (s *Site) attention(scope data.Scope) []attention {
	var out []attention
	for _, row := range s.Data.Attentions[scope.Key()] {
		link := s.link(row.ChildType, row.ChildID, row.Title)
		if row.ChildType == scope.Type && row.ChildID == scope.ID {
			link.File = "" // the reader is there already
		}
		if row.Kind == "data" {
			link.File = qualityFile
		}
		out = append(out, attention{row, link})
	}
	return out
}
