package ingest

import (
	"context"
	"slices"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/internal/warehouse"
)

// candidatesNamed is how many near names an issue offers.
const candidatesNamed = 3

// reportNames finds the names that the 花名册 does not know, over all files: whether a name is
// known hangs on other files than its own, so all of them are told anew after every run.
func reportNames(ctx context.Context, session *warehouse.Session) error {
	if err := session.Exec(ctx, "delete from raw.issue where code = ?", issue.NameUnknown); err != nil {
		return err
	}
	type place struct{ file, sheet, name, team, cell string }
	unknown, err := query(ctx, session, func(scan func(...any) error) (place, error) {
		var p place
		return p, scan(&p.file, &p.sheet, &p.name, &p.team, &p.cell)
	}, queryText("unknown_names.sql"))
	if err != nil || len(unknown) == 0 {
		return err
	}
	people, err := query(ctx, session, func(scan func(...any) error) (listed, error) {
		var p listed
		return p, scan(&p.name, &p.team, &p.no)
	}, queryText("roster_names.sql"))
	if err != nil {
		return err
	}
	byFile := map[string][]record.Issue{}
	var order []string
	for _, p := range unknown {
		if byFile[p.file] == nil {
			order = append(order, p.file)
		}
		message := "花名册中没有“" + p.name + "”"
		if near := nearListed(p.name, p.team, people); len(near) > 0 {
			message += "；最接近的是 " + strings.Join(near, "、")
		}
		byFile[p.file] = append(byFile[p.file], issue.New(issue.NameUnknown, p.sheet, p.cell, p.name, message))
	}
	pending := pendingRows{}
	for _, file := range order {
		for _, numbered := range numberIssues(file, nil, byFile[file]) {
			pending.row("issue", issueRow(file, numbered)...)
		}
	}
	return appendRows(session, pending)
}

// listed is one line of the 花名册.
type listed struct{ name, team, no string }

// nearListed names the people one edit away, those of the same team first.
func nearListed(name, team string, people []listed) []string {
	var names, found []string
	for _, p := range people {
		names = append(names, p.name)
	}
	near := value.NearNames(name, names)
	for _, sameTeam := range []bool{true, false} {
		for _, p := range people {
			if (p.team == team) == sameTeam && slices.Contains(near, p.name) && len(found) < candidatesNamed {
				text := p.name
				if about := strings.Trim(p.team+"，"+p.no, "，"); about != "" {
					text += "（" + about + "）"
				}
				found = append(found, text)
			}
		}
	}
	return found
}
