package page

import (
	"strings"

	"aqs/reports/data"
)

// personBody is the page of one 客户经理.
type personBody struct {
	Scope     data.Scope
	Headlines []data.Headline
	Attention []attention
	Calendars []monthCalendar
	Months    []dayMonth
	Earlier   string // months whose days stand in the workbook only
	Gap       waterfall
	Causes    []data.CauseFlag
	Activity  activityPanel
	Changes   changePanel
	Forecast  *data.Pace
	Pace      section
	Sections  []section // causes, next month's quota, measures: those that have something
	Plan      planPanel
	Targets   targetPanel
	Funnels   []funnelCard
	Score     *data.Score
	Axes      []axisCard
}

// dayMonth is the day table of one month.
type dayMonth struct {
	Label string
	Open  bool
	Days  []data.PersonDay
}

func (s *Site) personPage(scope data.Scope) (Page, error) {
	body := personBody{
		Scope:     scope,
		Headlines: s.Data.Headlines[scope.Key()],
		Attention: s.attention(scope),
		Gap:       s.waterfall(scope),
		Causes:    s.causesOf(scope.ID),
		Calendars: calendars(s.Data.Days[scope.ID]),
		Funnels:   s.funnelCards(scope),
	}
	body.Months, body.Earlier = s.dayMonths(s.Data.Days[scope.ID])
	var err error
	if body.Plan, err = s.planPanel(scope); err != nil {
		return Page{}, err
	}
	if body.Activity, err = s.activityPanel(scope); err != nil {
		return Page{}, err
	}
	if body.Targets, err = s.targetPanel(scope); err != nil {
		return Page{}, err
	}
	if body.Pace, err = s.paceSection(scope); err != nil {
		return Page{}, err
	}
	body.Changes, body.Forecast = s.changesOf(scope), s.forecast(scope)
	body.Sections = append(s.causeSections(scope), withContent(
		s.quotaSection(s.Data.Quotas[scope.ID], false),
		s.measureSection(s.Data.Measures[scope.Key()], false),
		s.historySection(scope),
		s.ownLoopSection(scope),
		restatementSection(s, s.Data.Restatements[scope.Key()]),
	)...)
	promised, err := s.promiseSections(scope)
	if err != nil {
		return Page{}, err
	}
	body.Sections = append(body.Sections, promised...)
	for i := range s.Data.Scores {
		if s.Data.Scores[i].PersonID == scope.ID {
			body.Score = &s.Data.Scores[i]
			body.Axes = axisCards(s.Data.Scores[i], s.Data.ScoreParts[scope.ID])
		}
	}
	kind := typeName(scope.Type)
	if !scope.InRoster {
		kind += " · 花名册中没有"
	}
	return Page{
		File: s.files[scope.Key()], template: "page-person", Answer: s.answerOf(scope), Evidence: s.evidence[scope.Key()], Local: s.localRun(scope), Title: scope.Name, Kind: kind,
		Crumbs: s.crumbs(scope), Topic: indexFile, Body: body,
		Tables: append(s.scopeSheets(scope), tablesOf(append([]section{body.Pace}, body.Sections...))...),
	}, nil
}

// dayMonths splits the days by month, newest first. Rows of months before the review month are left
// to the workbook and to the drawer: three months of rows were half of the page's weight.
func (s *Site) dayMonths(days []data.PersonDay) (months []dayMonth, earlier string) {
	var names []string
	for start := 0; start < len(days); {
		end := start
		for end < len(days) && sameMonth(days[end].WorkOn.T, days[start].WorkOn.T) {
			end++
		}
		first := days[start].WorkOn.T
		if first.Before(s.Data.Run.MonthStart.T) && end < len(days) {
			names = append(names, first.Format("2006年1月"))
		} else {
			months = append([]dayMonth{{first.Format("2006年1月"), true, days[start:end]}}, months...)
		}
		start = end
	}
	return months, strings.Join(names, "、")
}

// ownLoopSection is the loop of one person, who need not be named in every row.
func (s *Site) ownLoopSection(scope data.Scope) section {
	out := s.loopSections(s.Data.Loops[scope.Key()], nil)[1]
	if out.Table != nil {
		out.Shown = shownOf(*out.Table, true, "对象")
	}
	return out
}
