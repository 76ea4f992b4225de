package template

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"aqs/internal/warehouse"
)

//go:embed *.sql
var queries embed.FS

// person is one line of the 花名册.
type person struct{ no, name, team, dept, company, role string }

// leads says whether the person supervises and so keeps no log of activity.
func (p person) leads() bool { return p.role != "" && p.role != "rep" }

type targetKey struct{ scope, name, metric string }

// registers is what the warehouse knows already. All of it may be missing.
type registers struct {
	people   []person
	outlets  []string
	products []string
	targets  map[targetKey]float64
}

// loadRegisters reads the warehouse, when there is one.
func loadRegisters(ctx context.Context, rawPath string, config warehouse.Config, month time.Time) (_ *registers, err error) {
	known := &registers{targets: map[targetKey]float64{}}
	if _, err := os.Stat(rawPath); rawPath == "" || errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	session, err := warehouse.Open(ctx, config, warehouse.Attachment{Name: "raw", Path: rawPath, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	err = each(ctx, session, "registers.sql", month, func(scan func(...any) error) error {
		var p person
		if err := scan(&p.no, &p.name, &p.team, &p.dept, &p.company, &p.role); err != nil {
			return err
		}
		known.people = append(known.people, p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = each(ctx, session, "choices.sql", month, func(scan func(...any) error) error {
		var kind, word string
		if err := scan(&kind, &word); err != nil {
			return err
		}
		if kind == "outlet" {
			known.outlets = append(known.outlets, word)
		} else {
			known.products = append(known.products, word)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return known, each(ctx, session, "targets.sql", month, func(scan func(...any) error) error {
		var scope, name, team, metric string
		var target float64
		if err := scan(&scope, &name, &team, &metric, &target); err != nil {
			return err
		}
		if scope != "person" {
			name = team
		}
		known.targets[targetKey{scope, name, metric}] = target
		return nil
	})
}

func each(ctx context.Context, session *warehouse.Session, name string, month time.Time, read func(scan func(...any) error) error) (err error) {
	text, err := queries.ReadFile(name)
	if err != nil {
		return err
	}
	rows, err := session.Conn().QueryContext(ctx, string(text), month)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := read(rows.Scan); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return rows.Err()
}

// members are the people a template is for: one person, a team, or nobody in particular.
func (r *registers) members(name, team string) []person {
	var list []person
	for _, p := range r.people {
		switch {
		case name != "" && p.name != name && p.no != name, team != "" && p.team != team, name == "" && team == "":
		case name == "" && p.leads():
		default:
			list = append(list, p)
		}
	}
	if len(list) == 0 && name != "" {
		list = []person{{name: name, team: team}}
	}
	return list
}

// of gives what is known about a team when no single person is meant.
func (r *registers) of(team string) person {
	for _, p := range r.people {
		if p.team == team && team != "" {
			return person{team: team, dept: p.dept, company: p.company}
		}
	}
	return person{team: team}
}
