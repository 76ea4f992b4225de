package page

import (
	"fmt"
	"strings"

	"aqs/reports/data"
)

// A team of hundreds: its own page names the first few people, and all of them stand on pages of
// their own, so that none becomes too heavy for a phone.

const (
	largeTeam   = 30 // members with whom one page still has them all
	firstPeople = 8  // of a large team on its own page
	peopleShown = 45 // on each of the pages of its people
	groupsShown = 60 // rows of a dept or company with the people of its teams
)

// peopleBody is one page of the people of a large team.
type peopleBody struct {
	Total, From, To int
	Pages           []Link // the current one has no file
	Children        childTable
	Matrix          *logMatrix
}

// isLarge tells whether a team's people have pages of their own. Bundles have none.
func (s *Site) isLarge(scope data.Scope) bool {
	return scope.Type == "team" && !s.Scoped && len(s.Data.Children[scope.Key()]) > largeTeam
}

// peopleFile is the file of a page of the people of a large team, the first being 0.
func (s *Site) peopleFile(team data.Scope, i int) string {
	stem := strings.TrimSuffix(s.files[team.Key()], ".html")
	if i == 0 {
		return stem + "-people.html"
	}
	return fmt.Sprintf("%s-people-%d.html", stem, i+1)
}

// shortPeople leaves the first people of a large team on its page, with the way to all, and in a
// dept or company with very many people only the teams.
func (s *Site) shortPeople(scope data.Scope, table childTable) childTable {
	switch {
	case s.isLarge(scope):
		table.Note = fmt.Sprintf("共 %d 人，这里列前 %d 人；全部人员与每日日志：", len(table.Rows), firstPeople)
		table.More = Link{s.peopleFile(scope, 0), "人员名单"}
		table.Rows = table.Rows[:firstPeople]
	case scope.Type == "dept" && len(table.Rows) > groupsShown:
		var rows []childRow
		for _, row := range table.Rows {
			if row.Level == 0 {
				rows = append(rows, row)
			}
		}
		table.Rows, table.Note, table.HasBox = rows, "人数较多，这里只列到团队，个人见各团队页与本页的 Excel。", false
	}
	return table
}

// peoplePages are the pages of the people of a large team; none for others.
func (s *Site) peoplePages(team data.Scope) []Page {
	if !s.isLarge(team) {
		return nil
	}
	table, matrix := s.childTable(team), s.logMatrix(team)
	count := (len(table.Rows) + peopleShown - 1) / peopleShown
	var pages []Page
	for i := range count {
		from, to := i*peopleShown, min(len(table.Rows), (i+1)*peopleShown)
		body := peopleBody{Total: len(table.Rows), From: from + 1, To: to, Children: table}
		body.Children.Rows = table.Rows[from:to]
		body.Matrix = &logMatrix{Days: matrix.Days, Rows: matrix.Rows[min(from, len(matrix.Rows)):min(to, len(matrix.Rows))]}
		for k := range count {
			link := Link{s.peopleFile(team, k), fmt.Sprint(k + 1)}
			if k == i {
				link.File = ""
			}
			body.Pages = append(body.Pages, link)
		}
		crumbs := s.crumbs(team)
		crumbs[len(crumbs)-1].File = s.files[team.Key()]
		pages = append(pages, Page{File: s.peopleFile(team, i), template: "page-people", Evidence: s.evidence[team.Key()], Title: team.Name + "的人员",
			Kind: scopeKind(team), Topic: indexFile, Crumbs: append(crumbs, Link{"", "人员"}), Local: s.localRun(team), Body: body})
	}
	return pages
}
