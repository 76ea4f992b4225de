package page

import (
	"slices"
	"strings"

	"aqs/reports/chart"
	"aqs/reports/data"
	"aqs/reports/table"
)

// section is one part of a page in the house's common form: a sentence that says what it shows, the
// drawing, and the table with the same figures.
type section struct {
	ID, Title, Small string
	Lead             string // what it shows, in a sentence
	Note             string // how to read it
	Figures          []chart.Figure
	Cards            []causeCard
	Measures         []measureMonth
	Table            *table.Table
	Also             []table.Table // further tables of the page's workbook
	Shown            *table.Table  // what the page shows of Table where it does not show it as it is
	Folds            []tableFold   // and its other parts, behind summaries
	Empty            string        // what stands there without a table and figures
	Folded           bool          // the table stands behind a summary, because the drawing says it
	BookOnly         bool          // the table stands in the workbook only
}

// tableFold is a part of a long table behind a summary that names it.
type tableFold struct {
	Label string
	Table table.Table
}

// topicBody is a page that consists of sections only.
type topicBody struct {
	Sections []section
}

// with keeps the sections that have anything to show.
func withContent(sections ...section) []section {
	var out []section
	for _, s := range sections {
		if len(s.Figures) > 0 || len(s.Cards) > 0 || s.Table != nil && len(s.Table.Rows) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// tablesOf collects the tables of sections for the page's workbook.
func tablesOf(sections []section) []table.Table {
	var out []table.Table
	for _, s := range sections {
		if s.Table != nil && len(s.Table.Columns) > 0 {
			out = append(out, *s.Table)
		}
		out = append(out, s.Also...)
	}
	return out
}

// person is a cell that leads to somebody's page.
func (s *Site) scopeCell(scopeType, id, name string) table.Cell {
	return table.Cell{Text: name, Href: s.files[data.ScopeKey{Type: scopeType, ID: id}]}
}

// rowOf is the head of a row about a scope over a window ("month", "m3").
func (s *Site) rowOf(scopeType, id, window string) table.Row {
	return table.Row{Scope: s.evidenceOf(scopeType, id), Period: window}
}

// sourceText writes where a figure stands, as file ! sheet ! cell.
func sourceText(parts ...string) string {
	var out []string
	for _, part := range parts {
		if part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, " ! ")
}

// plainReason hides the code of a reason that has no words yet.
func plainReason(reason string) string {
	if reason != "" && strings.ToUpper(reason) == reason && !strings.ContainsFunc(reason, func(r rune) bool { return r > 127 }) {
		return "没有所需的输入"
	}
	return reason
}

// below gathers the rows of a map by scope for every scope under scope, itself last.
func below[T any](s *Site, rows map[data.ScopeKey][]T, scope data.Scope) []T {
	var out []T
	s.descend(scope, 0, func(at data.Scope) { out = append(out, rows[at.Key()]...) })
	return out
}

// descend visits scope and everything below it in the order of the organisation.
func (s *Site) descend(scope data.Scope, depth int, visit func(data.Scope)) {
	visit(scope)
	if depth > 3 { // deeper than a person: a loop in the data
		return
	}
	for _, child := range s.children[scope.Key()] {
		s.descend(child, depth+1, visit)
	}
}

// teamsOf are the teams at or below scope.
func (s *Site) teamsOf(scope data.Scope) []data.Scope {
	var out []data.Scope
	s.descend(scope, 0, func(at data.Scope) {
		if at.Type == "team" {
			out = append(out, at)
		}
	})
	return out
}

// without is a table as the page shows it: without the columns whose names are given, which the
// workbook keeps, and, where lean, without those that are empty in every row.
func without(t table.Table, lean bool, names ...string) *table.Table {
	out := t
	out.Columns, out.Rows = nil, slices.Clone(t.Rows)
	for i := range out.Rows {
		out.Rows[i].Cells = nil
	}
	for k, column := range t.Columns {
		isEmpty := k > 0 && lean && !slices.ContainsFunc(t.Rows, func(r table.Row) bool { text := table.Show(column.Kind, r.Cells[k]); return text != "" && text != none })
		if slices.Contains(names, column.Name) || isEmpty {
			continue
		}
		out.Columns = append(out.Columns, column)
		for i, row := range t.Rows {
			out.Rows[i].Cells = append(out.Rows[i].Cells, row.Cells[k])
		}
	}
	return &out
}

// shownOf is without for a table that may have no rows; then there is nothing to show apart from it.
func shownOf(t table.Table, lean bool, names ...string) *table.Table {
	if len(t.Rows) == 0 {
		return nil
	}
	return without(t, lean, names...)
}

// shownUnless is the table without its empty columns, except where it stands folded as it is.
func shownUnless(isFolded bool, t table.Table) *table.Table {
	if isFolded {
		return nil
	}
	return shownOf(t, true)
}
