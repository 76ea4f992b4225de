package workbook

import (
	"context"
	"errors"
	"io"
	"path"
	"strings"
	"time"

	"aqs/ingest/issue"
)

// sheetPart is one entry of the workbook's list of sheets.
type sheetPart struct {
	name   string
	hidden bool
	part   string // name of its XML part; empty for sheets without cells (charts, dialogs)
}

// outline is what a package says about itself before any sheet is opened. Content types are not
// looked at: relations name every part that is needed, and its kind (ECMA-376 part 2, 6.5).
type outline struct {
	sheets         []sheetPart
	date1904       bool
	shared, styles string // parts; empty when absent
	modified       *time.Time
}

type relation struct{ id, kind, target string }

type relations []relation

// first finds the first relation of a kind; the zero relation when there is none.
func (r relations) first(kind string) relation {
	for _, item := range r {
		if item.kind == kind {
			return item
		}
	}
	return relation{}
}

func (p *parts) outline(ctx context.Context) (*outline, error) {
	top, err := p.related(ctx, "")
	if err != nil {
		return nil, err
	}
	workbook := top.first("officeDocument").target
	switch {
	case workbook == "" && !p.has("xl/workbook.xml"):
		return nil, &ReadError{Code: issue.FileNotWorkbook, Detail: "压缩包中没有工作簿"}
	case workbook == "":
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "压缩包中没有通向工作簿的关系"}
	}
	targets, err := p.related(ctx, workbook)
	if err != nil {
		return nil, err
	}
	made := &outline{shared: targets.first("sharedStrings").target, styles: targets.first("styles").target}
	if err := p.listSheets(ctx, workbook, targets, made); err != nil {
		return nil, err
	}
	core := top.first("core-properties").target
	if core == "" {
		return made, nil
	}
	made.modified, err = p.modified(ctx, core)
	return made, err
}

// damaged says that a part cannot be read; errors that know better keep their code.
func damaged(part string, err error) error {
	var known *ReadError
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &ReadError{Code: issue.FileDamaged, Detail: "部分 " + part + " 损坏", Err: err}
}

var knownRelations memo[relations]

// related lists the targets of a part's relationships, made absolute.
func (p *parts) related(ctx context.Context, of string) (relations, error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if !p.has(name) {
		return nil, nil
	}
	return knownRelations.of(p, name, func() (relations, error) { return p.readRelations(ctx, name, dir) })
}

func (p *parts) readRelations(ctx context.Context, name, dir string) (found relations, err error) {
	err = p.scan(ctx, name, func(s *xmlScanner) error {
		for {
			t, err := s.next()
			if err != nil {
				return orEnd(err)
			}
			if !t.opens || t.level != 1 || !t.ours || string(t.local) != "Relationship" || string(s.attr("TargetMode")) == "External" {
				continue
			}
			target := strings.ReplaceAll(string(s.attr("Target")), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			id, kind := string(s.attr("Id")), path.Base(string(s.attr("Type")))
			for _, other := range found {
				if other.id == id {
					return errSyntax
				}
			}
			found = append(found, relation{id: id, kind: kind, target: strings.TrimPrefix(target, "/")})
		}
	})
	return found, damaged(name, err)
}

// orEnd drops the orderly end of a part.
func orEnd(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

// The namespace of transitional and of strict workbooks (ECMA-376 part 4 and part 1, annex A.2):
// what is read of the two has the same names.
const (
	transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strict       = "http://purl.oclc.org/ooxml/spreadsheetml/main"
)

func (s *xmlScanner) isSpreadsheet() bool {
	return s.namespace == transitional || s.namespace == strict
}

// sheetList is what the workbook part says.
type sheetList struct {
	sheets   []listedSheet // in the order of their tabs
	date1904 bool
}

type listedSheet struct {
	name   string
	hidden bool
	ids    []string // of relations that may lead to its part
}

var knownLists memo[sheetList]

// listSheets reads the sheets in the order of their tabs (18.2.20), and the epoch (18.2.28).
func (p *parts) listSheets(ctx context.Context, workbook string, targets relations, made *outline) error {
	list, err := knownLists.of(p, workbook, func() (list sheetList, err error) {
		err = p.scan(ctx, workbook, func(s *xmlScanner) error { return list.read(s) })
		return list, damaged(workbook, err)
	})
	if err != nil {
		return err
	}
	made.date1904, made.sheets = list.date1904, make([]sheetPart, 0, len(list.sheets))
	for _, listed := range list.sheets {
		sheet := sheetPart{name: listed.name, hidden: listed.hidden}
		target := targets.lead(listed.ids)
		switch {
		case target == nil:
			return &ReadError{Code: issue.FileDamaged, Sheet: sheet.name, Detail: "工作表在目录中没有去处"}
		case target.kind == "worksheet":
			sheet.part = target.target
		}
		made.sheets = append(made.sheets, sheet)
	}
	return nil
}

// lead finds the first relation of an id out of some; nil when there is none.
func (r relations) lead(ids []string) *relation {
	for _, id := range ids {
		for i := range r {
			if r[i].id == id {
				return &r[i]
			}
		}
	}
	return nil
}

func (l *sheetList) read(s *xmlScanner) error {
	seen := map[string]bool{}
	for {
		t, err := s.next()
		switch {
		case err == io.EOF && len(l.sheets) == 0:
			return &ReadError{Code: issue.FileDamaged, Detail: "工作簿中没有工作表"}
		case err != nil:
			return orEnd(err)
		case t.level == 0 && t.opens && !(string(t.local) == "workbook" && s.isSpreadsheet()):
			return errSyntax
		case t.level == 1 && t.opens && t.ours && string(t.local) == "workbookPr":
			l.date1904 = isTrue(s.attr("date1904"))
		case s.is(t, "sheets", "sheet"):
			state := string(s.attr("state"))
			sheet := listedSheet{name: string(appendXstring(nil, s.attr("name"))), hidden: state == "hidden" || state == "veryHidden"}
			key := strings.ToLower(sheet.name)
			if seen[key] || sheet.name == "" {
				return &ReadError{Code: issue.FileDamaged, Sheet: sheet.name, Detail: "工作表没有名字或重名"}
			}
			seen[key] = true
			for _, a := range s.attrs {
				if strings.HasSuffix(string(a.name), ":id") {
					sheet.ids = append(sheet.ids, string(a.value))
				}
			}
			l.sheets = append(l.sheets, sheet)
		}
	}
}

func isTrue(value []byte) bool { return string(value) == "1" || string(value) == "true" }

// modified is the workbook's own last-modified property. Programs that copy files keep it, so it
// orders resubmissions better than the file's time does.
func (p *parts) modified(ctx context.Context, core string) (at *time.Time, err error) {
	err = p.scan(ctx, core, func(s *xmlScanner) error {
		for {
			t, err := s.next()
			if err != nil {
				return orEnd(err)
			}
			if t.opens || t.level != 1 || string(t.local) != "modified" {
				continue
			}
			text, err := appendText(nil, t)
			if err != nil || at != nil {
				return errSyntax
			}
			if parsed, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text))); err == nil {
				parsed = parsed.UTC()
				at = &parsed
			}
		}
	})
	return at, damaged(core, err)
}
