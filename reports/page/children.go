package page

import (
	"html/template"

	"aqs/reports/data"
)

// childTable is the table of a scope's parts: its children and, where these are not people yet,
// their children indented below them.
type childTable struct {
	Title   string
	HasBox  bool
	HasSize bool
	Rows    []childRow
}

type childRow struct {
	data.Child
	Link                    Link
	Level                   int
	AttainBar, SubmitBar    template.HTML
	IntentStrip, CloseStrip template.HTML
}

func (s *Site) childTable(scope data.Scope) childTable {
	title := map[string]string{"company": "营业部与团队", "dept": "团队与客户经理", "team": "客户经理"}[scope.Type]
	table := childTable{Title: title}
	for _, child := range s.Data.Children[scope.Key()] {
		table.Rows = append(table.Rows, s.childRow(child, 0))
		if scope.Type == "team" {
			continue
		}
		for _, grandchild := range s.Data.Children[data.ScopeKey{Type: child.ChildType, ID: child.ChildID}] {
			table.Rows = append(table.Rows, s.childRow(grandchild, 1))
		}
	}
	for _, row := range table.Rows {
		table.HasBox = table.HasBox || row.ChildType == "person"
		table.HasSize = table.HasSize || row.ChildType != "person"
	}
	return table
}

func (s *Site) childRow(child data.Child, depth int) childRow {
	return childRow{
		Child: child, Level: depth,
		Link:        s.link(child.ChildType, child.ChildID, child.ChildName),
		AttainBar:   shareBar(child.Attainment),
		SubmitBar:   shareBar(child.SubmitRate),
		IntentStrip: strip(child.IntentRate, child.IntentRateLo, child.IntentRateHi, data.Num{}),
		CloseStrip:  strip(child.CloseRate, child.CloseRateLo, child.CloseRateHi, data.Num{}),
	}
}
