package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/queries"
	"aqs/ingest/record"
	"aqs/ingest/value"
	"aqs/internal/warehouse"
)

// candidatesNamed is how many people an issue offers.
const candidatesNamed = 3

// reportNames tells which names, numbers and aliases do not plainly mean one person of the 花名册,
// over all files: that hangs on other files than their own, so all are told anew after every run.
func reportNames(ctx context.Context, session *warehouse.Session) error {
	codes := []any{issue.NameUnknown, issue.NameAmbiguous, issue.NumberUnknown, issue.NumberDisagrees, issue.AliasInVain}
	if err := session.Exec(ctx, "delete from raw.issue where code in (?, ?, ?, ?, ?)", codes...); err != nil {
		return err
	}
	found := &findings{byFile: map[string][]record.Issue{}}
	for _, find := range []func(context.Context, *warehouse.Session, *findings) error{findNames, findAliases} {
		if err := find(ctx, session, found); err != nil {
			return err
		}
	}
	return found.store(session)
}

// findings are issues that hang on more than their own file.
type findings struct {
	byFile map[string][]record.Issue
	order  []string
}

func (f *findings) add(file string, found record.Issue) {
	if f.byFile[file] == nil {
		f.order = append(f.order, file)
	}
	f.byFile[file] = append(f.byFile[file], found)
}

func (f *findings) store(session *warehouse.Session) error {
	pending := pendingRows{}
	for _, file := range f.order {
		for _, numbered := range numberIssues(file, nil, f.byFile[file]) {
			pending.row("issue", issueRow(file, numbered)...)
		}
	}
	return appendRows(session, pending)
}

// spelling is one way in which a sheet writes who a record is about.
type spelling struct {
	verdict, file, sheet, name, no, team, cell string
	namesOfNo                                  string // the names of the 花名册 for the number
}

func findNames(ctx context.Context, session *warehouse.Session, found *findings) error {
	spellings, err := query(ctx, session, func(scan func(...any) error) (spelling, error) {
		var p spelling
		return p, scan(&p.verdict, &p.file, &p.sheet, &p.name, &p.no, &p.team, &p.namesOfNo, &p.cell)
	}, queries.NamesInQuestion)
	if err != nil || len(spellings) == 0 {
		return err
	}
	people, err := query(ctx, session, func(scan func(...any) error) (listed, error) {
		var p listed
		return p, scan(&p.name, &p.team, &p.no)
	}, queries.RosterNames)
	if err != nil {
		return err
	}
	for _, p := range spellings {
		code, text, message := p.tell(people)
		found.add(p.file, issue.New(code, p.sheet, p.cell, text, message))
	}
	return nil
}

// tell puts a verdict into words, with the people it may mean.
func (p spelling) tell(people []listed) (code, text, message string) {
	same := func(other listed) bool { return other.name == p.name }
	switch p.verdict {
	case "name_ambiguous":
		return issue.NameAmbiguous, p.name, "花名册中有几位“" + p.name + "”：" + strings.Join(offer(people, p.team, same), "、") + "；未归到其中任何一位"
	case "number_unknown":
		message = "花名册中没有工号 " + p.no
		if of := offer(people, p.team, same); len(of) > 0 {
			message += "；花名册中的“" + p.name + "”是 " + strings.Join(of, "、")
		}
		return issue.NumberUnknown, p.no, message
	case "name_disagrees":
		return issue.NumberDisagrees, p.name, "工号 " + p.no + " 在花名册中是“" + p.namesOfNo + "”，这里写的是“" + p.name + "”；已按工号归属"
	}
	message = "花名册中没有“" + p.name + "”"
	if p.no != "" {
		message += "，也没有工号 " + p.no
	}
	var names []string
	for _, other := range people {
		names = append(names, other.name)
	}
	near := append(value.NearNames(p.name, names), value.SoundingNames(p.name, names)...)
	if of := offer(people, p.team, func(other listed) bool { return slices.Contains(near, other.name) }); len(of) > 0 {
		message += "；最接近的是 " + strings.Join(of, "、")
	}
	return issue.NameUnknown, p.name, message
}

// listed is one line of the 花名册.
type listed struct{ name, team, no string }

// offer names the people that fit, those of the same team first, with what tells them apart.
func offer(people []listed, team string, fits func(listed) bool) []string {
	var found []string
	for _, sameTeam := range []bool{true, false} {
		for _, p := range people {
			if (p.team == team) != sameTeam || !fits(p) || len(found) == candidatesNamed {
				continue
			}
			text := p.name
			if about := strings.Trim(p.team+"，"+p.no, "，"); about != "" {
				text += "（" + about + "）"
			}
			found = append(found, text)
		}
	}
	return found
}

func findAliases(ctx context.Context, session *warehouse.Session, found *findings) error {
	type line struct {
		file, sheet, alias, cell string
		people                   int
	}
	lines, err := query(ctx, session, func(scan func(...any) error) (line, error) {
		var l line
		return l, scan(&l.file, &l.sheet, &l.alias, &l.cell, &l.people)
	}, queries.AliasesInVain)
	if err != nil {
		return err
	}
	for _, l := range lines {
		message := "“" + l.alias + "”所指的人不在花名册中"
		if l.people > 1 {
			message = fmt.Sprintf("“%s”所指的姓名在花名册中有 %d 位，分不清是哪一位", l.alias, l.people)
		}
		found.add(l.file, issue.New(issue.AliasInVain, l.sheet, l.cell, l.alias, message))
	}
	return nil
}
