package feedback

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"

	"aqs/ingest/workbook"
	"aqs/internal/warehouse"
)

//go:embed *.sql
var queries embed.FS

// finding is one error or warning to hand back.
type finding struct {
	Sheet, Cell, Code, Severity, Value, Message, Hint string

	person, team string
}

// handBack is one file with its findings and the sheets that may be copied.
type handBack struct {
	id, path, sha string
	findings      []finding
	sheets        []string
}

// load reads what is to be handed back, by path.
func load(ctx context.Context, o Options) (_ []*handBack, err error) {
	if o.Session != nil {
		return loadFrom(ctx, o.Session)
	}
	session, err := warehouse.Open(ctx, o.Warehouse, warehouse.Attachment{Name: "raw", Path: o.RawPath, ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	return loadFrom(ctx, session)
}

func loadFrom(ctx context.Context, session *warehouse.Session) ([]*handBack, error) {
	var files []*handBack
	byID := map[string]*handBack{}
	err := each(ctx, session, "findings.sql", func(scan func(...any) error) error {
		var id, path, sha string
		var f finding
		if err := scan(&id, &path, &sha, &f.Sheet, &f.Cell, &f.Code, &f.Severity, &f.Value, &f.Message, &f.Hint); err != nil {
			return err
		}
		file := byID[id]
		if file == nil {
			file = &handBack{id: id, path: path, sha: sha}
			byID[id] = file
			files = append(files, file)
		}
		file.findings = append(file.findings, f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = each(ctx, session, "sheets.sql", func(scan func(...any) error) error {
		var id, sheet string
		var no int
		if err := scan(&id, &sheet, &no); err != nil {
			return err
		}
		if file := byID[id]; file != nil {
			file.sheets = append(file.sheets, sheet)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	owners := map[string]*ownership{}
	for _, file := range files {
		owners[file.id] = newOwnership(file.findings)
	}
	err = each(ctx, session, "people.sql", func(scan func(...any) error) error {
		var id, sheet string
		var row int
		var who owner
		if err := scan(&id, &sheet, &row, &who.person, &who.team); err != nil {
			return err
		}
		if owners[id] != nil {
			owners[id].add(sheet, row, who)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		for i := range file.findings {
			f := &file.findings[i]
			who := owners[file.id].of(f.Sheet, f.Cell)
			f.person, f.team = who.person, who.team
		}
	}
	return files, nil
}

func each(ctx context.Context, session *warehouse.Session, name string, read func(scan func(...any) error) error) (err error) {
	text, err := queries.ReadFile(name)
	if err != nil {
		return fmt.Errorf("feedback: %w", err)
	}
	rows, err := session.Conn().QueryContext(ctx, string(text))
	if err != nil {
		return fmt.Errorf("feedback: %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := read(rows.Scan); err != nil {
			return fmt.Errorf("feedback: %s: %w", name, err)
		}
	}
	return rows.Err()
}

// owner is a person, or a team when the form is about a team.
type owner struct{ person, team string }

// ownership says whose finding a finding of a file is: the person of its row; else the only
// person of its sheet; else the only one of the file. It never guesses between two.
type ownership struct {
	rows   map[string]map[int]owner // those that findings are about
	asked  map[rowOf]bool
	sheets map[string]*single
	file   single
}

func newOwnership(findings []finding) *ownership {
	o := &ownership{rows: map[string]map[int]owner{}, sheets: map[string]*single{}, asked: map[rowOf]bool{}}
	for _, f := range findings {
		if row, _, ok := workbook.ParseAddress(firstCell(f.Cell)); ok {
			o.asked[rowOf{f.Sheet, row}] = true
		}
	}
	return o
}

type rowOf struct {
	sheet string
	row   int
}

// single keeps the one owner that was ever seen, or at least the one team.
type single struct {
	owner
	seen, several bool
}

func (s *single) add(who owner) {
	if !s.seen {
		s.owner, s.seen = who, true
		return
	}
	if s.person != who.person {
		s.person, s.several = "", true
	}
	switch {
	case s.team == "" && !s.several:
		s.team = who.team
	case who.team != "" && s.team != who.team:
		s.team, s.several = "", true
	}
}

func (o *ownership) add(sheet string, row int, who owner) {
	if o.rows[sheet] == nil {
		o.rows[sheet], o.sheets[sheet] = map[int]owner{}, &single{}
	}
	if other, taken := o.rows[sheet][row]; taken && other.person != who.person {
		who = owner{} // two people in one row: a cross-tab
	} else if taken && who.team == "" {
		who.team = other.team
	}
	if o.asked[rowOf{sheet, row}] {
		o.rows[sheet][row] = who
	}
	o.sheets[sheet].add(who)
	o.file.add(who)
}

func (o *ownership) of(sheet, cell string) owner {
	if o == nil {
		return owner{}
	}
	first, _, _ := strings.Cut(cell, ":")
	if row, _, ok := workbook.ParseAddress(first); ok {
		if who, found := o.rows[sheet][row]; found && who.person != "" {
			return who
		}
	}
	if sheet != "" {
		if only := o.sheets[sheet]; only != nil {
			return only.owner
		}
	}
	return o.file.owner
}
