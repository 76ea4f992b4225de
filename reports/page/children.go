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
	Note    string // what is not listed here
	More    Link   // and where it is
	Rows    []childRow
	// Where the axes of the rate columns end, so that the strips of a column compare.
	IntentAxis, CloseAxis float64
}

type childRow struct {
	data.Child
	Link                    Link
	Level                   int
	Evidence                string // side file of the row's scope
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
	var intents, closes []data.Num
	for _, row := range table.Rows {
		intents, closes = append(intents, row.IntentRateHi), append(closes, row.CloseRateHi)
	}
	table.IntentAxis, table.CloseAxis = axisEnd(intents...), axisEnd(closes...)
	for i := range table.Rows {
		row := &table.Rows[i]
		row.IntentStrip = strip(row.IntentRate, row.IntentRateLo, row.IntentRateHi, data.Num{}, table.IntentAxis, 88)
		row.CloseStrip = strip(row.CloseRate, row.CloseRateLo, row.CloseRateHi, data.Num{}, table.CloseAxis, 88)
		table.HasBox = table.HasBox || row.ChildType == "person"
		table.HasSize = table.HasSize || row.ChildType != "person"
	}
	return table
}

func (s *Site) childRow(child data.Child, depth int) childRow {
	return childRow{
		Child: child, Level: depth, Evidence: s.evidence[data.ScopeKey{Type: child.ChildType, ID: child.ChildID}],
		Link:      s.link(child.ChildType, child.ChildID, child.ChildName),
		AttainBar: shareBar(child.Attainment),
		SubmitBar: shareBar(child.SubmitRate),
	}
}
