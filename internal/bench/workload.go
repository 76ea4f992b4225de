package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/simulate"
)

// Workload is one set of workbooks, made by the simulator and always the same for a seed.
type Workload struct {
	ID    string
	Title string
	Size  int // workbooks, or rows where IsRows
	Unit  string
	write func(ctx context.Context, dir string, size int, seed uint64) error
	files func(size int) int
	asOf  func(size int) time.Time // when `aqs ingest` runs: soon after the last date in it
}

// All are the workloads that docs/performance.md speaks of, at their full size.
func All() []Workload {
	each := func(size int) int { return size }
	afterMarch := func(int) time.Time { return calendar.Date(2026, time.March, 31) }
	return []Workload{
		{ID: "W1", Title: "one-day forms", Size: 2000, Unit: "files", files: each, asOf: afterMarch,
			write: func(ctx context.Context, dir string, size int, seed uint64) error {
				_, err := simulate.WriteDayForms(ctx, dir, size, seed)
				return err
			}},
		{ID: "W2", Title: "month workbooks", Size: 200, Unit: "files", files: each, asOf: afterMarch,
			write: func(ctx context.Context, dir string, size int, seed uint64) error {
				_, err := simulate.WriteMonthBooks(ctx, dir, size, seed)
				return err
			}},
		{ID: "W3", Title: "one register of 15 columns", Size: 500_000, Unit: "rows", files: func(int) int { return 1 },
			asOf: afterMarch,
			write: func(ctx context.Context, dir string, size int, seed uint64) error {
				return simulate.WriteBigRegister(ctx, filepath.Join(dir, "台账.xlsx"), size, seed)
			}},
		{ID: "W4", Title: "weekly cross-tabs", Size: 500, Unit: "files", files: each,
			asOf: func(int) time.Time { return calendar.Date(2027, time.December, 31) },
			write: func(ctx context.Context, dir string, size int, seed uint64) error {
				_, err := simulate.WriteWeeklyCrosstabs(ctx, dir, size, seed)
				return err
			}},
	}
}

// Scaled is the workload at a part of its size, at least one workbook or row.
func (w Workload) Scaled(percent int) Workload {
	w.Size = max(1, w.Size*percent/100)
	return w
}

// Input is a workload on disk.
type Input struct {
	Dir   string
	Files int
	Bytes int64
}

// Ensure writes the workload below dir unless it lies there already, and counts its files. A note
// beside the files, written last, tells a whole set from one whose writing was cut short.
func (w Workload) Ensure(ctx context.Context, dir string, seed uint64) (Input, error) {
	name := fmt.Sprintf("%s-%d-%s-seed-%d", w.ID, w.Size, w.Unit, seed)
	input := Input{Dir: filepath.Join(dir, name)}
	note := input.Dir + ".json"
	if text, err := os.ReadFile(note); err == nil {
		var noted Input
		if err := json.Unmarshal(text, &noted); err != nil {
			return input, fmt.Errorf("bench: %s: %w", note, err)
		}
		if err := input.count(); err != nil {
			return input, err
		}
		if noted.Dir = input.Dir; noted != input { // the folder may have been moved
			return input, fmt.Errorf("bench: %s holds %+v, written as %+v; delete it and its .json", name, input, noted)
		}
		return input, nil
	}
	if err := os.RemoveAll(input.Dir); err != nil {
		return input, err
	}
	if err := os.MkdirAll(input.Dir, 0o755); err != nil {
		return input, err
	}
	if err := w.write(ctx, input.Dir, w.Size, seed); err != nil {
		return input, fmt.Errorf("bench: write %s: %w", name, err)
	}
	if err := input.count(); err != nil {
		return input, err
	}
	if want := w.files(w.Size); input.Files != want {
		return input, fmt.Errorf("bench: %s has %d files, want %d", name, input.Files, want)
	}
	text, err := json.Marshal(input)
	if err != nil {
		return input, err
	}
	return input, os.WriteFile(note, text, 0o644)
}

func (i *Input) count() error {
	paths, err := workbooks(i.Dir)
	if err != nil {
		return err
	}
	i.Files, i.Bytes = len(paths), 0
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		i.Bytes += info.Size()
	}
	return nil
}

// workbooks lists the .xlsx files below a folder in the order of their paths.
func workbooks(dir string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && filepath.Ext(path) == ".xlsx" {
			paths = append(paths, path)
		}
		return err
	})
	return paths, err
}
