package learn

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aqs/ingest/form"
	"aqs/ingest/workbook"
	"aqs/internal/xlsxout"
)

// Options say what to learn from.
type Options struct {
	Sheet    string // empty: the first sheet that no form takes
	FormsDir string
	AsOf     time.Time
	Limits   workbook.Limits
}

// Draft is a first definition.
type Draft struct {
	Sheet      string  `json:"sheet"`
	ID         string  `json:"id"`
	Name       string  `json:"name"`
	Layout     string  `json:"layout"`
	Record     string  `json:"record"`
	Recognised bool    `json:"recognised"` // the draft takes the sheet it was made from
	Score      float64 `json:"score"`
	RowsLoaded int     `json:"rows_loaded"`
	Mapped     int     `json:"mapped"`  // headers and labels with a field
	Ignored    int     `json:"ignored"` // those without
	YAML       string  `json:"yaml"`
}

// Errors of a file that nothing can be learned from.
var (
	// ErrNoSheet: no sheet of the name asked for.
	ErrNoSheet = errors.New("没有这张工作表")
	// ErrKnown: a form takes the sheet already.
	ErrKnown = errors.New("已有表样认得这张工作表")
	// ErrNothing: no header and no labels can be made out.
	ErrNothing = errors.New("看不出表头或栏目")
)

// FromFile reads a workbook and drafts a definition for one of its sheets.
func FromFile(ctx context.Context, path string, o Options) (*Draft, error) {
	book, err := workbook.Open(ctx, path, o.Limits)
	if err != nil {
		return nil, err
	}
	library, err := form.Load(o.FormsDir)
	if err != nil {
		return nil, err
	}
	around := form.Context{Path: filepath.Base(path), AsOf: o.AsOf, Modified: book.Modified}
	grid, err := choose(book, library, around, o.Sheet)
	if err != nil {
		return nil, err
	}
	return FromGrid(grid, library, around)
}

func choose(book *workbook.Book, library *form.Library, around form.Context, name string) (*workbook.Grid, error) {
	known := ""
	var names []string
	for _, grid := range book.Grids {
		if len(grid.Rows) == 0 || grid.Rows[0].Cells[0].Text == xlsxout.OwnMark {
			continue
		}
		names = append(names, grid.Sheet)
		if name != "" && grid.Sheet != name || name == "" && grid.Hidden {
			continue
		}
		if reading := library.Read(grid, around); reading.FormID != "" {
			known = grid.Sheet + "：" + reading.FormName + "（" + reading.FormID + "）"
			continue
		}
		return grid, nil
	}
	switch {
	case known != "":
		return nil, fmt.Errorf("%w：%s", ErrKnown, known)
	case name != "":
		return nil, fmt.Errorf("%w：%s；现有 %s", ErrNoSheet, name, strings.Join(names, "、"))
	}
	return nil, ErrNothing
}

// FromGrid drafts a definition for a sheet and tries it on that very sheet.
func FromGrid(grid *workbook.Grid, library *form.Library, around form.Context) (*Draft, error) {
	p := newPage(grid)
	words := newVocabulary(library)
	// A cross-tab is known by its metrics down a column. A clean table is a register; anything else is looked at as labels first. The other reading is
	// tried when the first does not even take the sheet it was made from.
	ways := []func(*page, *vocabulary) *definition{asRegister, asForm}
	if at, data, ok := p.header(); !ok || !words.isTable(p, at, data) {
		ways = []func(*page, *vocabulary) *definition{asForm, asRegister}
	}
	ways = append([]func(*page, *vocabulary) *definition{asCrosstab}, ways...) // needs known metrics down a column, so it goes first
	var best *Draft
	for _, read := range ways {
		d := read(p, words)
		if d == nil {
			continue
		}
		draft, err := d.try(grid, around)
		if err != nil {
			return nil, err
		}
		if best == nil || draft.Recognised && !best.Recognised {
			best = draft
		}
	}
	if best == nil {
		return nil, ErrNothing
	}
	return best, nil
}

// try writes the definition down, loads it beside the built-in forms and reads the sheet with it.
func (d *definition) try(grid *workbook.Grid, around form.Context) (*Draft, error) {
	text, err := d.yaml("")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "aqs-learn-")
	if err != nil {
		return nil, fmt.Errorf("learn: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "draft.yaml"), []byte(text), 0o600); err != nil {
		return nil, fmt.Errorf("learn: %w", err)
	}
	library, err := form.Load(dir)
	if err != nil {
		return nil, fmt.Errorf("learn: the draft does not load: %w", err)
	}
	reading := library.Read(grid, around)
	draft := &Draft{Sheet: grid.Sheet, ID: d.id, Name: d.name, Layout: d.layout, Record: d.record,
		Recognised: reading.FormID == d.id, Score: reading.Score, Mapped: d.mapped(), Ignored: len(d.ignore)}
	for _, row := range reading.Rows {
		if row.Fate == "loaded" {
			draft.RowsLoaded++
		}
	}
	verdict := fmt.Sprintf("核对：用这份草稿读原表，相符 %.0f%%，%d 行中载入 %d 行。", reading.Score*100, len(reading.Rows), draft.RowsLoaded)
	if !draft.Recognised {
		draft.RowsLoaded = 0
		verdict = "核对：用这份草稿还认不出原表，请先补全 columns 或 labels。"
	}
	draft.YAML, err = d.yaml(verdict)
	return draft, err
}
